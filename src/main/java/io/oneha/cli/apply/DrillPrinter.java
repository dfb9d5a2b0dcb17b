package io.oneha.cli.apply;

import io.oneha.app.change.DrillReport;
import io.oneha.app.session.Session;
import io.oneha.cli.output.DrillFormat;
import io.oneha.cli.output.TextColours;
import java.util.function.Consumer;

/** Prints the report of a drill on standard output. */
public record DrillPrinter(Session session, DrillFormat format) implements Consumer<DrillReport> {
    @Override
    public void accept(DrillReport report) {
        format.print(report, session.out(), TextColours.where(session.isColoured(session.settings())));
    }
}
