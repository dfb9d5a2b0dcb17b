package io.oneha.onedconf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** For any file and any edit: every byte that is not the edited value is still there, in its order. */
class ConfBytesTest {
    private static final int FILES = 5_000;
    private static final String[] NAMES = {"S", "s", "T", "FEDERATION", "A", "a", "B", "SERVER_ID"};
    private static final String[] GAPS = {
        "", "", " ", "\t", "\n", "\r\n", "\n\n  ", " # A = 9 ] \"\n", "# S = [ A = 1 ]\r\n", " #\n\t", "\n# é\n    "
    };
    private static final String[] VALUES = {
        "1", "-1", "\"\"", "\"x # ] A = 1\"", "\"two\nlines\"", "raft/vip.sh", "\"q \\\" q\"", "x\"y", "\"a\"b", "YES"
    };
    private static final String[] NEW_VALUES = {"7", "-1", "", "raft/vip.sh", "it's \"new\" # ]", "a\nb", "1", "x,y"};

    private final Random random = new Random(10);

    @Test
    void anEditKeepsEveryOtherByte() {
        for (int file = 0; file < FILES; file++) {
            String before = file();
            ConfEditor conf = new ConfEditor(before);
            String section = pick(NAMES);
            String key = pick(NAMES);
            String value = pick(NEW_VALUES);
            boolean alone = random.nextInt(4) == 0;
            List<ConfSyntax.Pair> old = ConfSyntax.read(before).stream()
                    .filter(entry -> entry.name().equalsIgnoreCase(section) && entry.bracketed() != alone)
                    .limit(1)
                    .flatMap(entry -> alone ? entry.pairs().stream() : entry.pair(key.toUpperCase()).stream())
                    .toList();
            String after = (alone ? conf.with(section, value) : conf.with(section, key, value)).text();
            int start = old.isEmpty() ? -1 : old.get(0).start();
            int end = old.isEmpty() ? -1 : old.get(0).end();
            assertThat(isKept(before, after, start, end))
                    .as("%s/%s = %s in%n%s%ngave%n%s", section, key, value, before, after)
                    .isTrue();
            assertThat(others(after, section, key, alone)).isEqualTo(others(before, section, key, alone));
        }
    }

    @Test
    @DisplayName("20,000 lines of comments are read without running out of stack")
    void manyLinesOfCommentsAreRead() {
        String text = "# a comment\n".repeat(20_000) + "PORT = 2633\n";
        assertThat(new ConfEditor(text).value("PORT")).contains("2633");
    }

    /** Whether one place was changed, and there nothing was taken away but the old value. */
    private static boolean isKept(String before, String after, int start, int end) {
        if (start >= 0) {
            return after.startsWith(before.substring(0, start)) && after.endsWith(before.substring(end));
        }
        int same = 0;
        while (same < before.length() && same < after.length() && before.charAt(same) == after.charAt(same)) {
            same++;
        }
        return after.length() >= before.length() && after.endsWith(before.substring(same));
    }

    /** All values but that one, and all comments, in order. */
    private static List<String> others(String text, String section, String key, boolean alone) {
        List<String> others = new ArrayList<>();
        boolean found = false;
        for (ConfSyntax.Entry entry : ConfSyntax.read(text)) {
            boolean here = !found && entry.name().equalsIgnoreCase(section) && entry.bracketed() != alone;
            found |= here;
            boolean seen = false;
            for (ConfSyntax.Pair pair : entry.pairs()) {
                boolean edited = here && !seen && (alone || pair.name().equalsIgnoreCase(key));
                seen |= edited;
                if (!edited) {
                    others.add(entry.name() + "/" + pair.name() + "=" + pair.value());
                }
            }
        }
        return others;
    }

    private String file() {
        StringBuilder text = new StringBuilder(pick(GAPS));
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(pick(NAMES)).append(pick(GAPS)).append("= ");
            if (random.nextBoolean()) {
                text.append('[').append(pick(GAPS));
                for (int pairs = random.nextInt(4); pairs > 0; pairs--) {
                    text.append(pick(NAMES)).append(pick(GAPS)).append('=').append(pick(VALUES));
                    text.append(pick(GAPS)).append(pairs > 1 ? "," : "").append(pick(GAPS));
                }
                text.append(']');
            } else {
                text.append(pick(VALUES));
            }
            text.append(pick(new String[] {"\n", "\r\n", " # end\n", "\n\n"})).append(pick(GAPS));
        }
        return text.toString();
    }

    private String pick(String[] of) {
        return of[random.nextInt(of.length)];
    }
}
