package io.oneha.tui.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntBiFunction;
import java.util.stream.IntStream;

/**
 * Fits a table's columns into a width: short headings first, then cuts where a column allows it, then columns are left out by
 * priority; what is left over goes back the same way.
 */
public final class Columns {
    /**
     * A column's place.
     *
     * @param index which column of the table
     * @param x its first cell, from 0
     * @param width its cells
     * @param title the heading that fits
     */
    public record Placed(int index, int x, int width, String title) {}

    private static final int GAP = 1;
    private static final int COMFORTABLE_GAP = 2;

    private Columns() {}

    /**
     * Shares out a table's width.
     *
     * @param columns the table's columns
     * @param content cells that the widest value of each takes
     * @param width cells there are
     */
    public static List<Placed> fit(List<Column> columns, int[] content, int width) {
        List<Integer> shown =
                new ArrayList<>(IntStream.range(0, columns.size()).boxed().toList());
        int[] full = widths(columns, content, false);
        int[] small = widths(columns, content, true);
        while (shown.size() > 1 && sum(shown, least(columns, small), GAP) > width) {
            shown.remove(Integer.valueOf(cheapest(columns, shown)));
        }
        int[] widths = least(columns, small);
        grow(shown, widths, unstretched(columns, small), width, GAP);
        grow(shown, widths, unstretched(columns, full), width, GAP);
        int gap = sum(shown, widths, COMFORTABLE_GAP) <= width ? COMFORTABLE_GAP : GAP;
        grow(shown, widths, full, width, gap);
        return place(columns, shown, widths, gap);
    }

    private static int[] unstretched(List<Column> columns, int[] wanted) {
        return each(columns, (column, i) -> column.stretches() ? Math.min(wanted[i], column.least()) : wanted[i]);
    }

    private static int[] widths(List<Column> columns, int[] content, boolean small) {
        return each(
                columns, (column, i) -> Math.max(content[i], (small ? column.shortTitle() : column.title()).length()));
    }

    private static int[] least(List<Column> columns, int[] widths) {
        return each(columns, (column, i) -> column.least() > 0 ? Math.min(widths[i], column.least()) : widths[i]);
    }

    private static int[] each(List<Column> columns, ToIntBiFunction<Column, Integer> width) {
        return IntStream.range(0, columns.size())
                .map(i -> width.applyAsInt(columns.get(i), i))
                .toArray();
    }

    /** Gives what is left over to the columns, from left to right, up to what each wants. */
    private static void grow(List<Integer> shown, int[] widths, int[] wanted, int width, int gap) {
        int spare = width - sum(shown, widths, gap);
        for (int index : shown) {
            int more = Math.min(spare, wanted[index] - widths[index]);
            if (more > 0) {
                widths[index] += more;
                spare -= more;
            }
        }
    }

    private static List<Placed> place(List<Column> columns, List<Integer> shown, int[] widths, int gap) {
        List<Placed> placed = new ArrayList<>();
        int x = 0;
        for (int index : shown) {
            Column column = columns.get(index);
            String title = column.title().length() <= widths[index] ? column.title() : column.shortTitle();
            placed.add(new Placed(index, x, widths[index], title));
            x += widths[index] + gap;
        }
        return placed;
    }

    private static int cheapest(List<Column> columns, List<Integer> shown) {
        int cheapest = shown.get(0);
        for (int index : shown) {
            if (columns.get(index).keep() <= columns.get(cheapest).keep()) {
                cheapest = index;
            }
        }
        return cheapest;
    }

    private static int sum(List<Integer> shown, int[] widths, int gap) {
        return gap * (shown.size() - 1)
                + shown.stream().mapToInt(index -> widths[index]).sum();
    }
}
