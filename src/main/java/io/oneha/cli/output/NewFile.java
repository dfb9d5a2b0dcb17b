package io.oneha.cli.output;

import io.oneha.app.session.CommandException;
import io.oneha.app.session.ExitCode;
import io.oneha.base.FileErrors;
import io.oneha.run.journal.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A file that a command writes for its user, the owner's alone. It never takes the place of another, and is there from the beginning,
 * so that no work is done for what nobody could write; without all of its content it is removed again.
 */
public final class NewFile implements AutoCloseable {
    private final Path path;
    private final String what;
    private final ByteChannel file;
    private boolean written;

    /** @param file the file, open for writing */
    public NewFile(Path path, String what, ByteChannel file) {
        this.path = path;
        this.what = what;
        this.file = file;
    }

    /**
     * A new one, empty.
     *
     * @param what what it will hold, such as {@code the report}, for messages
     * @throws CommandException there is such a file, or it cannot be made
     */
    public static NewFile made(Path path, String what) {
        Set<OpenOption> anew =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        try {
            return new NewFile(path, what, Files.newByteChannel(path, anew, OwnerOnly.file()));
        } catch (FileAlreadyExistsException e) {
            throw new CommandException(ExitCode.INPUT, path + ": the file exists; oneha does not overwrite it");
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.INPUT, path + ": " + what + " cannot be written there: " + FileErrors.reason(e));
        }
    }

    public Path path() {
        return path;
    }

    /**
     * Writes all of its content.
     *
     * @param otherwise what else its user can do where that fails; may be empty
     * @throws CommandException it cannot be written
     */
    public void writes(byte[] content, String otherwise) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            written = true;
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.CRITICAL,
                    what + " cannot be written to " + path + ": " + FileErrors.reason(e)
                            + (otherwise.isEmpty() ? "" : "; " + otherwise));
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
