package io.oneha.cli.apply;

import io.oneha.app.change.DrillReport;
import io.oneha.app.session.CommandException;
import io.oneha.app.session.ExitCode;
import io.oneha.base.FileErrors;
import io.oneha.cli.output.DrillFormat;
import io.oneha.cli.output.TextColours;
import io.oneha.run.journal.OwnerOnly;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.function.Consumer;

/** A file that the report of a drill is written to, the owner's alone. It never takes the place of another. */
public record ReportFile(Path path) implements Consumer<DrillReport> {
    /**
     * One that can be made, as far as that can be seen before.
     *
     * @throws CommandException there is such a file, or no folder for it that can be written to
     */
    public static ReportFile toBeMade(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new CommandException(ExitCode.INPUT, path + ": it is there already, and a report replaces nothing");
        }
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new CommandException(ExitCode.INPUT, path + ": there is no folder for it that can be written to");
        }
        return new ReportFile(path);
    }

    @Override
    public void accept(DrillReport report) {
        StringWriter text = new StringWriter();
        DrillFormat.of(path.getFileName().toString()).print(report, new PrintWriter(text), TextColours.NONE);
        Set<StandardOpenOption> anew = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (OutputStream file = Channels.newOutputStream(Files.newByteChannel(path, anew, OwnerOnly.file()))) {
            file.write(text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.CRITICAL,
                    "the report cannot be written to " + path + ": " + FileErrors.reason(e) + "; `oneha runs report "
                            + report.run().run() + "` prints it");
        }
    }
}
