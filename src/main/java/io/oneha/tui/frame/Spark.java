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
        List<Long> last = values.subList(Math.max(0, values.size() - width), values.size());
        long top = top(last);
        int levels = glyphs.levels();
        List<String> lines = new ArrayList<>();
        for (int below = height - 1; below >= 0; below--) {
            StringBuilder line = new StringBuilder(" ".repeat(width - last.size()));
            for (long value : last) {
                int filled = value < 0 ? 0 : 1 + level(value, top, levels * height - 1) - below * levels;
                line.append(filled <= 0 ? ' ' : glyphs.bars().charAt(Math.min(levels, filled) - 1));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /** The greatest of some values; 0 where none is known. */
    public static long top(List<Long> values) {
        return Math.max(0, values.stream().mapToLong(Long::longValue).max().orElse(0));
    }

    /** Zero is the lowest level, everything above it is at least one higher, so that a small lag shows. */
    private static int level(long value, long top, int highest) {
        if (value <= 0 || top <= 0) {
            return 0;
        }
        return (int) Math.max(1, Math.round((double) value / top * highest));
    }
}
