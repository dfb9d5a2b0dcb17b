package io.oneha.cli.apply;

import io.oneha.app.change.DrillReport;
import io.oneha.cli.output.DrillFormat;
import io.oneha.cli.output.NewFile;
import io.oneha.cli.output.TextColours;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A file that the report of a drill is written to, in the format that its name says. */
public record ReportFile(NewFile file) implements Consumer<DrillReport>, AutoCloseable {
    /** A new one, so that nothing is changed for a report that nobody could write. */
    public static ReportFile made(Path path) {
        return new ReportFile(NewFile.made(path, "the report"));
    }

    @Override
    public void accept(DrillReport report) {
        StringWriter text = new StringWriter();
        DrillFormat.of(file.path().getFileName().toString()).print(report, new PrintWriter(text), TextColours.NONE);
        file.writes(
                text.toString().getBytes(StandardCharsets.UTF_8),
                "`oneha runs report " + report.run().run() + "` prints it");
    }

    @Override
    public void close() {
        file.close();
    }
}
