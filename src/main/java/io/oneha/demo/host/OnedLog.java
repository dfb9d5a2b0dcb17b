package io.oneha.demo.host;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/** The lines of one host's oned.log that tell of elections; only the newest are kept. */
final class OnedLog {
    /** As many as oneha reads. */
    private static final int MOST = 20;

    private static final String MISSING = "Failed to load log record at index: ";

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final LongSupplier now;

    private record Entry(long at, String text) {}

    /** @param now milliseconds of the simulated clock */
    OnedLog(LongSupplier now) {
        this.now = now;
    }

    /**
     * @param module such as {@code RCM}
     * @param level such as {@code I}
     */
    void add(String module, String level, String text) {
        entries.add(new Entry(now.getAsLong(), "[Z0][" + module + "][" + level + "]: " + text));
        if (entries.size() > MOST) {
            entries.remove();
        }
    }

    /** A record that a follower lacks is gone: oned says so every three seconds, and oneha reads the last of those lines. */
    void addMissing(long index) {
        if (!entries.isEmpty() && entries.getLast().text().contains(MISSING)) {
            entries.removeLast();
        }
        add("RCM", "E", MISSING + index);
    }

    /**
     * All lines, oldest first.
     *
     * @param clock what the host's clock showed at a millisecond of the simulated one
     */
    List<String> lines(LongFunction<ZonedDateTime> clock) {
        return entries.stream()
                .map(entry -> date(clock.apply(entry.at())) + " " + entry.text())
                .toList();
    }

    /** As C's {@code ctime}: English whatever the locale. */
    private static String date(ZonedDateTime at) {
        String[] words = DateTimeFormatter.RFC_1123_DATE_TIME.format(at).split("[ ,]+");
        return String.format("%s %s %2s %s %s", words[0], words[2], words[1], words[4], words[3]);
    }
}
