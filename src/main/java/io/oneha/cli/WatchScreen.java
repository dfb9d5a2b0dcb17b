package io.oneha.cli;

import io.oneha.app.look.Report;
import io.oneha.cli.output.ReportFormat;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * Where a watch prints: over the last frame on a terminal, one after another elsewhere. What is for people says when it was
 * seen; other formats hold it.
 */
final class WatchScreen {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final String CLEAR = "\u001b[2J";
    private static final String HOME = "\u001b[H";
    private static final String CLEAR_LINE = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";

    private final PrintWriter out;
    private final boolean forPeople;
    private final boolean repaints;
    private boolean first = true;

    WatchScreen(PrintWriter out, boolean forPeople, boolean terminal) {
        this.out = out;
        this.forPeople = forPeople;
        this.repaints = forPeople && terminal;
    }

    void show(Report report, ReportFormat format) {
        if (!forPeople) {
            format.print(report, out);
            out.flush();
            return;
        }
        StringWriter frame = new StringWriter();
        PrintWriter writer = new PrintWriter(frame);
        format.print(report, writer);
        writer.flush();
        String seen = TIME.format(report.snapshot().observedAt().atZone(ZoneId.systemDefault())) + "\n";
        String text = seen + frame;
        if (repaints) {
            out.print((first ? CLEAR : "") + HOME + text.replace("\n", CLEAR_LINE + "\n") + CLEAR_BELOW);
        } else {
            out.print((first ? "" : "\n") + text);
        }
        out.flush();
        first = false;
    }
}
