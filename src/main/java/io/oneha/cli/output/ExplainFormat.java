package io.oneha.cli.output;

import static io.oneha.cli.output.Document.map;

import io.oneha.app.explain.FindingPage;
import io.oneha.app.explain.PageBlock;
import io.oneha.base.Json;
import io.oneha.tui.frame.Width;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** The formats of {@code explain}. */
public enum ExplainFormat {
    /** To read on a terminal. */
    TEXT,
    /** One line; keys may be added, none is renamed while {@code schema} stays 1. */
    JSON,
    /** The page as it stands in docs/findings. */
    MARKDOWN;

    private static final int SCHEMA = 1;
    private static final String INDENT = "  ";

    /**
     * Prints one page.
     *
     * @param width the columns that text may have; a command is never broken
     */
    public void print(FindingPage page, PrintWriter out, TextColours paint, int width) {
        switch (this) {
            case TEXT -> text(page, out, paint, width);
            case JSON ->
                out.print(Json.write(map(
                        "schema",
                        SCHEMA,
                        "code",
                        page.code().name(),
                        "summary",
                        page.summary(),
                        "sections",
                        page.sections().stream()
                                .map(section -> map("title", section.title(), "markdown", section.markdown()))
                                .toList())));
            case MARKDOWN -> out.print(page.markdown());
        }
    }

    /** Prints the codes with what each means. */
    public void print(List<FindingPage> pages, PrintWriter out, TextColours paint) {
        switch (this) {
            case TEXT -> {
                Table table = new Table(false);
                pages.forEach(page -> table.add(
                        List.of(new Table.Cell(page.code().name(), paint::bold), Table.Cell.of(page.summary()))));
                table.lines().forEach(line -> out.print(line + "\n"));
            }
            case JSON ->
                out.print(Json.write(map(
                        "schema",
                        SCHEMA,
                        "findings",
                        pages.stream()
                                .map(page -> map("code", page.code().name(), "summary", page.summary()))
                                .toList())));
            case MARKDOWN -> {
                out.print("# Findings\n\nWhat `oneha check` may find, a page each; `oneha explain CODE` shows the same"
                        + " page.\n\n| code | means |\n| --- | --- |\n");
                pages.forEach(page ->
                        out.print("| [" + page.code() + "](" + page.code() + ".md) | " + page.summary() + " |\n"));
            }
        }
    }

    private static void text(FindingPage page, PrintWriter out, TextColours paint, int width) {
        out.print(paint.bold(page.code().name()) + "\n");
        Width.wrap(page.summary(), width).forEach(line -> out.print(line + "\n"));
        for (FindingPage.Section section : page.sections()) {
            out.print("\n" + paint.bold(section.title()) + "\n");
            for (PageBlock block : section.blocks()) {
                switch (block.kind()) {
                    case PARAGRAPH -> wrapped(INDENT, block.text(), out, width);
                    case POINT -> wrapped(INDENT + block.marker() + " ", block.text(), out, width);
                    case COMMAND -> out.print(INDENT + INDENT + command(block.text(), paint) + "\n");
                }
            }
        }
    }

    private static void wrapped(String first, String text, PrintWriter out, int width) {
        String start = first;
        for (String line : Width.wrap(text, Math.max(1, width - first.length()))) {
            out.print(start + line + "\n");
            start = " ".repeat(first.length());
        }
    }

    /** What a command shows matters less than the command. */
    private static String command(String line, TextColours paint) {
        int remark = line.indexOf("  #");
        return remark < 0 ? line : line.substring(0, remark) + paint.dim(line.substring(remark));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
