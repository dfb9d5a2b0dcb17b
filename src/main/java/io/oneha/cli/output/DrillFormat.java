package io.oneha.cli.output;

import io.oneha.app.change.DrillReport;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The formats of a drill's report. */
public enum DrillFormat {
    /** To read on a terminal. */
    TEXT,
    /** {@code docs/drill.schema.json}. */
    JSON,
    /** To hand on; what a host or a journal says is escaped in it. */
    MARKDOWN;

    /** By the name of a file: {@code .json} and {@code .txt}, anything else is Markdown. */
    public static DrillFormat of(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return name.endsWith(".json") ? JSON : name.endsWith(".txt") ? TEXT : MARKDOWN;
    }

    /** Prints it. */
    public void print(DrillReport report, PrintWriter out, TextColours paint) {
        switch (this) {
            case TEXT -> text(report, out, paint);
            case JSON -> DrillDocument.print(report, out);
            case MARKDOWN -> markdown(report, out);
        }
        out.flush();
    }

    private static void text(DrillReport report, PrintWriter out, TextColours paint) {
        out.print(paint.bold(DrillSections.title(report)) + "\n");
        for (DrillSections.Section section : DrillSections.of(report)) {
            out.print("\n" + paint.bold(section.title()) + "\n");
            Table table = new Table(false);
            List<List<String>> rows = section.rows();
            int beneath = section.hasLinesBeneath() ? 1 : 0;
            rows.forEach(row -> table.add(row.subList(0, row.size() - beneath).toArray(String[]::new)));
            List<String> lines = table.lines();
            for (int i = 0; i < lines.size(); i++) {
                out.print("  " + lines.get(i) + "\n");
                if (beneath > 0 && i > 0) {
                    String how = rows.get(i).get(rows.get(i).size() - 1);
                    out.print("    " + how.replace("; ", ";\n    ") + "\n");
                }
            }
        }
        out.print("\n" + DrillSections.ending(report) + "\n");
        DrillSections.commands(report).forEach((why, command) -> out.print("\n" + why + "\n  " + command + "\n"));
    }

    private static void markdown(DrillReport report, PrintWriter out) {
        out.print("# " + DrillSections.title(report) + "\n");
        for (DrillSections.Section section : DrillSections.of(report)) {
            out.print("\n## " + section.title() + "\n\n");
            List<List<String>> rows = section.rows();
            row(rows.get(0), out);
            out.print("|" + " --- |".repeat(rows.get(0).size()) + "\n");
            rows.subList(1, rows.size()).forEach(row -> row(row, out));
        }
        out.print("\n" + escaped(DrillSections.ending(report)) + "\n");
        DrillSections.commands(report)
                .forEach((why, command) -> out.print("\n" + escaped(why) + "\n\n    " + command + "\n"));
    }

    private static void row(List<String> cells, PrintWriter out) {
        out.print(cells.stream().map(DrillFormat::escaped).collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    /** What Markdown or HTML would take for its own is shown as it is. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("#", "&#35;")
                .replace("@", "&#64;")
                .replace("://", "&#58;//")
                .replaceAll("(?i)(www)\\.", "$1&#46;")
                .replaceAll("([\\\\`*_\\[\\]|~])", "\\\\$1");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
