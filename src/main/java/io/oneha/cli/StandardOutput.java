package io.oneha.cli;

import io.oneha.app.session.CommandException;
import io.oneha.app.session.ExitCode;
import io.oneha.term.Environment;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.Optional;

/** Standard output that remembers its first error: the writers above it only know that there was one. */
final class StandardOutput extends OutputStream {
    private static final int DESCRIPTOR = 1;

    private final OutputStream out = new FileOutputStream(FileDescriptor.out);
    private Optional<IOException> first = Optional.empty();

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            first = Optional.of(first.orElse(e));
            throw e;
        }
    }

    /**
     * What the command failed with because its answer did not get out. There is nothing to say where the reader of a pipe has
     * left, as {@code head} does when it has seen enough.
     */
    Optional<CommandException> failure() {
        return first.filter(e -> !Environment.isPipe(DESCRIPTOR))
                .map(e -> new CommandException(
                        ExitCode.CRITICAL,
                        "what was to be printed could not all be written to standard output: "
                                + Objects.requireNonNullElse(e.getMessage(), "the write failed")));
    }
}
