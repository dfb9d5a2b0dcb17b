package io.oneha.tui.screen;

import io.oneha.tui.frame.Line;
import io.oneha.tui.frame.Tone;
import io.oneha.tui.frame.Width;
import java.util.ArrayList;
import java.util.List;

/** Builds a text of headings, names with values, and paragraphs, for a width. */
final class Sheet {
    private static final int INDENT = 1;
    private static final int LABEL = 12;

    private final int width;
    private final List<Line> lines = new ArrayList<>();

    Sheet(int width) {
        this.width = width;
    }

    /** A heading, set off from what is above. */
    Sheet heading(String text) {
        if (!lines.isEmpty()) {
            lines.add(Line.EMPTY);
        }
        lines.add(Line.of(" ".repeat(INDENT) + text, Tone.TITLE));
        return this;
    }

    /** A name and its value, as ordinary text. */
    Sheet value(String label, String text) {
        return value(label, text, Tone.TEXT);
    }

    /** A name and its values, each on lines of its own. */
    Sheet values(String label, List<String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            value(i == 0 ? label : "", texts.get(i));
        }
        return this;
    }

    /** A name and its value, over several lines when it is long. */
    Sheet value(String label, String text, Tone tone) {
        String name = " ".repeat(INDENT) + label + " ".repeat(Math.max(1, LABEL - label.length()));
        int room = Math.max(8, width - name.length() - 1);
        for (String part : Width.wrap(text, room)) {
            lines.add(Line.of(name, Tone.LABEL).and(part, tone));
            name = " ".repeat(name.length());
        }
        return this;
    }

    /** Text over the whole width. */
    Sheet paragraph(String text, Tone tone) {
        for (String part : Width.wrap(text, Math.max(8, width - 2 * INDENT))) {
            lines.add(Line.of(" ".repeat(INDENT) + part, tone));
        }
        return this;
    }

    /** A point of a list behind its marker, over several lines when it is long. */
    Sheet point(String marker, String text, Tone tone) {
        String start = " ".repeat(INDENT) + marker + " ";
        for (String part : Width.wrap(text, Math.max(8, width - start.length() - INDENT))) {
            lines.add(Line.of(start + part, tone));
            start = " ".repeat(start.length());
        }
        return this;
    }

    /** A line as it is. */
    Sheet line(Line line) {
        lines.add(line);
        return this;
    }

    /** An empty line. */
    Sheet gap() {
        lines.add(Line.EMPTY);
        return this;
    }

    /** Cells that a line has. */
    int width() {
        return width;
    }

    List<Line> lines() {
        return lines;
    }
}
