package io.oneha.tui;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.tui.frame.Frame;
import io.oneha.tui.frame.Paint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Compares frames with files that people can read: the text as it is seen, then for each row that has any the styles, each a
 * letter with the number of cells it covers, and what the letters stand for. To write the files anew after a change that was
 * meant, run the tests with {@code -Doneha.golden=write} and look at the difference.
 */
public final class Golden {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");
    private static final boolean WRITE = "write".equals(System.getProperty("oneha.golden"));

    private final StringBuilder file = new StringBuilder();

    /** The text of one row. */
    public static String text(Frame frame, int row) {
        return IntStream.range(0, frame.size().columns())
                .mapToObj(column -> frame.glyph(column, row))
                .collect(Collectors.joining());
    }

    /** Adds the text of a frame. */
    public Golden text(String title, Frame frame) {
        file.append("== ").append(title).append('\n');
        for (int row = 0; row < frame.size().rows(); row++) {
            file.append(text(frame, row).stripTrailing()).append('\n');
        }
        frame.cursor().ifPresent(spot -> file.append("cursor at column ")
                .append(spot.column())
                .append(", row ")
                .append(spot.row())
                .append('\n'));
        return this;
    }

    /** Adds the styles of a frame. */
    public Golden styles(String title, Frame frame) {
        file.append("== ").append(title).append('\n');
        Map<Paint, Character> letters = new LinkedHashMap<>();
        for (int row = 0; row < frame.size().rows(); row++) {
            String runs = runs(frame, row, letters);
            if (!runs.isEmpty()) {
                file.append(row < 10 ? " " : "").append(row).append(runs).append('\n');
            }
        }
        letters.forEach((paint, letter) ->
                file.append(letter).append(" = ").append(describe(paint)).append('\n'));
        return this;
    }

    /** Compares with, or writes, the file of that name. */
    public void matches(String name) throws IOException {
        Path path = FOLDER.resolve(name + ".txt");
        if (WRITE) {
            Files.createDirectories(FOLDER);
            Files.writeString(path, file, StandardCharsets.UTF_8);
        }
        assertThat(path).exists();
        assertThat(file.toString()).isEqualTo(Files.readString(path, StandardCharsets.UTF_8));
    }

    private static String runs(Frame frame, int row, Map<Paint, Character> letters) {
        List<String> runs = new ArrayList<>();
        int columns = frame.size().columns();
        boolean plain = true;
        for (int from = 0; from < columns; ) {
            Paint paint = frame.paint(from, row);
            int to = from;
            while (to < columns && frame.paint(to, row).equals(paint)) {
                to++;
            }
            plain &= paint.equals(Paint.PLAIN);
            char letter = paint.equals(Paint.PLAIN)
                    ? '.'
                    : letters.computeIfAbsent(paint, any -> (char) ('a' + letters.size()));
            runs.add(letter + String.valueOf(to - from));
            from = to;
        }
        return plain ? "" : " " + String.join(" ", runs);
    }

    private static String describe(Paint paint) {
        return (colour("foreground", paint.foreground())
                        + colour("background", paint.background())
                        + (paint.bold() ? "bold " : "")
                        + (paint.reverse() ? "reverse " : "")
                        + (paint.underline() ? "underlined " : ""))
                .stripTrailing();
    }

    private static String colour(String name, int index) {
        return index == Paint.DEFAULT ? "" : name + " " + index + " ";
    }
}
