package io.oneha;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every text that a person reads has the words of the glossary: whatever the program may print, its scripts, and its pages. */
class WordsTest {
    /** Words that only we would use, telegram style, and the glossary's words for what another word is meant for. */
    private static final Pattern BANNED = Pattern.compile(
            "\\b(level with|as it was|planned anew|plans anew|looks only|fit to join|agree to|agreed to|needs a yes|goes on\\b"
                    + "|stands at|nothing to go on|kept aside|Survives|index stands|undertaking|reign\\b|a no\\b"
                    + "|(?<!federation |federation's )master\\b|cluster node|[0-9] m [0-9]+ s)");

    private static final Pattern LITERAL = Pattern.compile("\"((?:\\\\.|[^\"\\\\\n])*)\"");

    @Test
    void noTextOfTheProgramHasAWordThatIsBanned() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files("src/main/java", ".java")) {
            Matcher literal = LITERAL.matcher(Files.readString(file));
            while (literal.find()) {
                collect(file, literal.group(1), found);
            }
        }
        for (Path file : files("src/test/resources/golden", ".txt")) {
            collect(file, Files.readString(file), found);
        }
        assertThat(found).isEmpty();
    }

    @Test
    void noPageHasAWordThatIsBanned() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files("docs", ".md")) {
            // The glossary names what it bans, and decisions tell how things were.
            if (!file.toString().contains("adr") && !file.endsWith("codebase.md")) {
                collect(file, Files.readString(file), found);
            }
        }
        collect(Path.of("README.md"), Files.readString(Path.of("README.md")), found);
        assertThat(found).isEmpty();
    }

    private static void collect(Path file, String text, List<String> found) {
        Matcher banned = BANNED.matcher(text);
        while (banned.find()) {
            found.add(file + ": " + banned.group());
        }
    }

    private static List<Path> files(String folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }
}
