package io.oneha.apply.step;

import io.oneha.apply.StepException;
import io.oneha.apply.site.Script;
import io.oneha.apply.site.Shell;
import io.oneha.ssh.RemoteCommand;
import io.oneha.ssh.SshException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;

/** What a command on one host prints is read by a command on another: through this process' memory, never through its disk. */
final class Relay implements AutoCloseable {
    private static final int BUFFER = 1 << 20;

    private final PipedInputStream out = new PipedInputStream(BUFFER);
    private final AtomicLong bytes = new AtomicLong();
    private final CompletableFuture<String> written;
    private final CompletableFuture<String> read;

    /** Starts both. */
    Relay(Shell from, Script writer, Shell to, RemoteCommand reader, Duration deadline) {
        try {
            PipedOutputStream in = new PipedOutputStream(out);
            written = start("oneha-relay-from-" + from.name(), () -> {
                try (OutputStream counted = new Counted(in, bytes)) {
                    return from.streams(writer, counted, deadline);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        read = start("oneha-relay-to-" + to.name(), () -> {
            try (PipedInputStream source = out) {
                return to.streams(reader, source, OutputStream.nullOutputStream(), deadline);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private interface Half {
        String run();
    }

    private static CompletableFuture<String> start(String name, Half half) {
        CompletableFuture<String> end = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        end.complete(half.run());
                    } catch (StepException | SshException | UncheckedIOException e) {
                        end.completeExceptionally(e);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return end;
    }

    /** Whether both came to their end. */
    boolean isDone() {
        return written.isDone() && read.isDone() || read.isCompletedExceptionally();
    }

    /** How many bytes went through. */
    long bytes() {
        return bytes.get();
    }

    /**
     * What went wrong, where both are done: the reader's trouble first, for the writer's is often only that nobody reads.
     *
     * @return what the writer said on standard error
     */
    String end() {
        try {
            read.join();
            return written.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StepException failed) {
                throw failed;
            }
            if (e.getCause() instanceof SshException failed) {
                throw failed;
            }
            throw new StepException("the copy broke: " + e.getCause().getMessage(), "");
        }
    }

    /** Breaks it off. */
    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Counted extends OutputStream {
        private final OutputStream to;
        private final AtomicLong bytes;

        Counted(OutputStream to, AtomicLong bytes) {
            this.to = to;
            this.bytes = bytes;
        }

        @Override
        public void write(int b) throws IOException {
            to.write(b);
            bytes.incrementAndGet();
        }

        @Override
        public void write(byte[] b, int off, int len) throws IOException {
            to.write(b, off, len);
            bytes.addAndGet(len);
        }

        @Override
        public void flush() throws IOException {
            to.flush();
        }

        @Override
        public void close() throws IOException {
            to.close();
        }
    }
}
