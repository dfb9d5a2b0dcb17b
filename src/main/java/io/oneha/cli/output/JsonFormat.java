package io.oneha.cli.output;

import io.oneha.app.look.Report;
import io.oneha.base.Json;
import java.io.PrintWriter;

/** One JSON document on one line, so that a watch is JSON lines. */
public final class JsonFormat implements ReportFormat {
    @Override
    public void print(Report report, PrintWriter out) {
        out.print(Json.write(Document.of(report)));
    }
}
