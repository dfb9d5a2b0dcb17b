package io.oneha.cli.output;

import io.oneha.base.Amounts;
import io.oneha.run.Copying;
import io.oneha.tui.frame.Glyphs;
import io.oneha.tui.frame.Width;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The line at the bottom of a terminal that says what is being done: as much of it as fits.
 *
 * @param head the step's number and host
 * @param title what it does
 * @param elapsed for how long
 * @param copying what it copies
 */
record StatusLine(String head, String title, Duration elapsed, Optional<Copying> copying) {
    private static final String GAP = "  ";
    private static final int LONG_BAR = 20;
    private static final int SHORT_BAR = 10;
    private static final int SHORTEST_TITLE = 10;

    /** The line, at most so many cells. */
    String fit(int width, boolean ascii) {
        Glyphs glyphs = ascii ? Glyphs.ASCII : Glyphs.UNICODE;
        String time = Amounts.whole(elapsed);
        String ends = head + GAP + GAP + time;
        int forTitle = width - Width.of(ends);
        List<String> lines = copying.map(copy -> lines(copy, time, ascii))
                .orElseGet(() -> List.of(
                        forTitle < SHORTEST_TITLE
                                ? head + GAP + time
                                : head + GAP + Width.truncate(title, forTitle, glyphs) + GAP + time));
        String line = lines.stream()
                .filter(each -> Width.of(each) <= width)
                .findFirst()
                .orElseGet(() -> lines.get(lines.size() - 1));
        return Width.truncate(line, width, glyphs);
    }

    private List<String> lines(Copying copy, String time, boolean ascii) {
        String words = copy.words();
        if (copy.percent().isEmpty()) {
            return List.of(
                    head + GAP + title + GAP + time + GAP + words, head + GAP + time + GAP + words, head + GAP + words);
        }
        int percent = copy.percent().getAsInt();
        return List.of(
                head + GAP + title + GAP + time + GAP + bar(percent, LONG_BAR, ascii) + GAP + words,
                head + GAP + bar(percent, LONG_BAR, ascii) + GAP + words,
                head + GAP + bar(percent, SHORT_BAR, ascii) + GAP + words,
                head + GAP + words);
    }

    private static String bar(int percent, int cells, boolean ascii) {
        int full = cells * percent / 100;
        if (!ascii) {
            return "█".repeat(full) + "░".repeat(cells - full);
        }
        String filled = full == 0 || full == cells ? "=".repeat(full) : "=".repeat(full - 1) + ">";
        return "[" + filled + " ".repeat(cells - full) + "]";
    }
}
