package io.oneha.tui.frame;

import java.util.ArrayList;
import java.util.List;

/** A line of text of several kinds. */
public record Line(List<Span> spans) {
    public static final Line EMPTY = new Line(List.of());

    /** A line of one kind. */
    public static Line of(String text, Tone tone) {
        return new Line(List.of(new Span(text, tone)));
    }

    /** The same with more to its right. */
    public Line and(String text, Tone tone) {
        List<Span> more = new ArrayList<>(spans);
        more.add(new Span(text, tone));
        return new Line(List.copyOf(more));
    }
}
