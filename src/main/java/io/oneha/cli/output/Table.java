package io.oneha.cli.output;

import io.oneha.tui.frame.Width;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Text in columns as wide as their widest cell, two spaces between them, in terminal cells rather than characters. */
final class Table {
    private static final String GAP = "  ";

    /** A cell and how it is painted once it has been filled to its width. */
    record Cell(String text, UnaryOperator<String> paint) {
        static Cell of(String text) {
            return new Cell(text, UnaryOperator.identity());
        }
    }

    private final List<List<Cell>> rows = new ArrayList<>();
    private final boolean firstColumnRight;

    /** @param firstColumnRight whether the first column is aligned right, as {@code onezone} does with ids */
    Table(boolean firstColumnRight) {
        this.firstColumnRight = firstColumnRight;
    }

    Table add(List<Cell> cells) {
        rows.add(cells);
        return this;
    }

    /** The lines, without spaces at their ends. */
    List<String> lines() {
        List<Integer> widths = widths();
        List<String> lines = new ArrayList<>(rows.size());
        for (List<Cell> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                Cell cell = row.get(column);
                boolean last = column == row.size() - 1;
                boolean right = firstColumnRight && column == 0;
                int width = widths.get(column);
                String text = right ? padLeft(cell.text(), width) : last ? cell.text() : padRight(cell.text(), width);
                line.append(column == 0 ? "" : GAP).append(cell.paint().apply(text));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private List<Integer> widths() {
        List<Integer> widths = new ArrayList<>();
        for (List<Cell> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                int width = Width.of(row.get(column).text());
                if (column == widths.size()) {
                    widths.add(width);
                } else {
                    widths.set(column, Math.max(widths.get(column), width));
                }
            }
        }
        return widths;
    }

    private static String padRight(String text, int cells) {
        return text + " ".repeat(Math.max(0, cells - Width.of(text)));
    }

    private static String padLeft(String text, int cells) {
        return " ".repeat(Math.max(0, cells - Width.of(text))) + text;
    }
}
