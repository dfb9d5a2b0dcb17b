package io.oneha.tui.frame;

import java.util.ArrayList;
import java.util.List;

/** Small charts out of block characters. */
public final class Spark {
    /** A value that is not known; drawn as a gap. */
    public static final long GAP = -1;

    private Spark() {}

    /**
     * One line, the newest value on the right.
     *
     * @param values oldest first, {@link #GAP} where there is none; only the last {@code width} are drawn
     * @param width cells
     */
    public static String line(List<Long> values, int width, Glyphs glyphs) {
        return chart(values, width, 1, glyphs).get(0);
    }

    /**
     * A chart of several lines, the top one first, the newest value on the right.
     *
     * @param values oldest first, {@link #GAP} where there is none; only the last {@code width} are drawn
     * @param width cells
     * @param height lines
     */
    public static List<String> chart(List<Long> values, int width, int height, Glyphs glyphs) {
        int first = Math.max(0, values.size() - width);
        int blank = width - (values.size() - first);
        int highest = glyphs.levels() * height - 1;
        long top = top(values.subList(first, values.size()));
        int[] filled = new int[width];
        for (int i = blank; i < width; i++) {
            long value = values.get(first + i - blank);
            filled[i] = value < 0 ? 0 : 1 + level(value, top, highest);
        }
        char[] bars = glyphs.bars().toCharArray();
        List<String> lines = new ArrayList<>();
        char[] line = new char[width];
        for (int below = (height - 1) * bars.length; below >= 0; below -= bars.length) {
            for (int i = 0; i < width; i++) {
                line[i] = filled[i] <= below ? ' ' : bars[Math.min(bars.length, filled[i] - below) - 1];
            }
            lines.add(new String(line));
        }
        return lines;
    }

    /** The greatest of some values; 0 where none is known. */
    public static long top(List<Long> values) {
        long top = 0;
        for (long value : values) {
            top = Math.max(top, value);
        }
        return top;
    }

    /** Zero is the lowest level, everything above it is at least one higher, so that a small lag shows. */
    private static int level(long value, long top, int highest) {
        if (value <= 0 || top <= 0) {
            return 0;
        }
        return (int) Math.max(1, Math.round((double) value / top * highest));
    }
}
