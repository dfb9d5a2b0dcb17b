package io.oneha.tui.frame;

import java.util.ArrayList;
import java.util.List;

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
        List<Integer> shown = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            shown.add(i);
        }
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
        int[] widths = wanted.clone();
        for (int i = 0; i < widths.length; i++) {
            if (columns.get(i).stretches()) {
                widths[i] = Math.min(widths[i], columns.get(i).least());
            }
        }
        return widths;
    }

    private static int[] widths(List<Column> columns, int[] content, boolean small) {
        int[] widths = new int[content.length];
        for (int i = 0; i < widths.length; i++) {
            Column column = columns.get(i);
            widths[i] = Math.max(content[i], (small ? column.shortTitle() : column.title()).length());
        }
        return widths;
    }

    private static int[] least(List<Column> columns, int[] widths) {
        int[] least = widths.clone();
        for (int i = 0; i < least.length; i++) {
            if (columns.get(i).least() > 0) {
                least[i] = Math.min(least[i], columns.get(i).least());
            }
        }
        return least;
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
        int sum = gap * (shown.size() - 1);
        for (int index : shown) {
            sum += widths[index];
        }
        return sum;
    }
}
