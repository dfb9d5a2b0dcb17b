package io.oneha.cli.apply;

import io.oneha.app.change.DrillReport;
import io.oneha.app.session.CommandException;
import io.oneha.app.session.ExitCode;
import io.oneha.base.FileErrors;
import io.oneha.cli.output.DrillFormat;
import io.oneha.cli.output.TextColours;
import io.oneha.run.journal.OwnerOnly;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A file that the report of a drill is written to, the owner's alone. It never takes the place of another, and is there from the beginning,
 * so that nothing is changed for a report that nobody could write; without a whole report it is removed again.
 */
public final class ReportFile implements Consumer<DrillReport>, AutoCloseable {
    private final Path path;
    private final ByteChannel file;
    private boolean written;

    ReportFile(Path path, ByteChannel file) {
        this.path = path;
        this.file = file;
    }

    /**
     * A new one, empty.
     *
     * @throws CommandException there is such a file, or it cannot be made
     */
    public static ReportFile made(Path path) {
        Set<OpenOption> anew =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        try {
            return new ReportFile(path, Files.newByteChannel(path, anew, OwnerOnly.file()));
        } catch (FileAlreadyExistsException e) {
            throw new CommandException(ExitCode.INPUT, path + ": the file exists; oneha does not overwrite it");
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.INPUT, path + ": the report cannot be written there: " + FileErrors.reason(e));
        }
    }

    /** @throws CommandException it cannot be written */
    @Override
    public void accept(DrillReport report) {
        StringWriter text = new StringWriter();
        DrillFormat.of(path.getFileName().toString()).print(report, new PrintWriter(text), TextColours.NONE);
        try {
            ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            written = true;
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.CRITICAL,
                    "the report cannot be written to " + path + ": " + FileErrors.reason(e) + "; `oneha runs report "
                            + report.run().run() + "` prints it");
        }
    }

    @Override
    public void close() {
        try {
            file.close();
            if (!written) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            // What is left is empty or cut off, and was told to be.
        }
    }
}
