package io.oneha.cli.output;

import io.oneha.app.look.Report;
import java.io.PrintWriter;

/** A way to print a report. */
@FunctionalInterface
public interface ReportFormat {
    /** Prints it; the caller flushes. */
    void print(Report report, PrintWriter out);
}
