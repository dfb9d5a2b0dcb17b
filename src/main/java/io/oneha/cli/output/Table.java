package io.oneha.cli.output;

import io.oneha.tui.frame.Width;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

    /** Adds a row of cells that are not painted. */
    void add(String... texts) {
        add(Stream.of(texts).map(Cell::of).toList());
    }

    /** The lines, without spaces at their ends. */
    List<String> lines() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = IntStream.range(0, columns).map(this::width).toArray();
        List<String> lines = new ArrayList<>(rows.size());
        for (List<Cell> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                Cell cell = row.get(column);
                boolean last = column == row.size() - 1;
                boolean right = firstColumnRight && column == 0;
                int width = widths[column];
                String text = right || last ? cell.text() : Width.pad(cell.text(), width);
                String before = right ? " ".repeat(width - Width.of(text)) : "";
                line.append(column == 0 ? "" : GAP).append(cell.paint().apply(before + text));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private int width(int column) {
        return rows.stream()
                .filter(row -> column < row.size())
                .mapToInt(row -> Width.of(row.get(column).text()))
                .max()
                .orElse(0);
    }
}
