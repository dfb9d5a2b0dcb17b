package io.oneha.steps.database;

import io.oneha.steps.site.Account;
import io.oneha.steps.site.BackgroundCall;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.RootShell;
import io.oneha.steps.site.Script;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;

/** The leader's dump is read by the other host through this process' memory, never through its disk. */
final class Relay implements Copy {
    private static final int BUFFER = 1 << 20;
    private static final Script STREAM = Script.of("database/dump", "stream");

    private final PipedInputStream pipe;
    private final BackgroundCall written;
    private final BackgroundCall read;
    private final CopiedBytes copied;

    private Relay(PipedInputStream pipe, BackgroundCall written, BackgroundCall read, CopiedBytes copied) {
        this.pipe = pipe;
        this.written = written;
        this.read = read;
        this.copied = copied;
    }

    static void describe(Description description, String from, String to) {
        description
                .sends(from, STREAM)
                .calls(
                        to,
                        Restore.PROGRAM,
                        "-u oneadmin: gzip -dc | mariadb, or mysql where it is missing, by its account");
    }

    /** Starts both ends. */
    static Relay start(RootShell from, RootShell to, Account account, Duration deadline) {
        Script dump = STREAM.with("options", account.options()).with("database", account.database());
        CopiedBytes copied = new CopiedBytes();
        PipedInputStream pipe = new PipedInputStream(BUFFER);
        try {
            OutputStream in = new PipedOutputStream(pipe);
            BackgroundCall written = BackgroundCall.start("oneha-relay-from-" + from.name(), () -> {
                try (in) {
                    return from.streams(dump, in, deadline);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            BackgroundCall read = BackgroundCall.start("oneha-relay-to-" + to.name(), () -> {
                try (pipe) {
                    return to.streams(
                            Restore.asOneadmin(account.database()).withInput(Restore.head(account)),
                            pipe,
                            copied,
                            deadline);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            return new Relay(pipe, written, read, copied);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isDone() {
        return written.isDone() && read.isDone() || read.failed();
    }

    @Override
    public long copied() {
        return copied.get();
    }

    /** A host that is away first; then the reader's trouble: the writer's is often only that nobody reads. */
    @Override
    public String end() {
        if (written.isDone() && written.isAway()) {
            return written.end();
        }
        read.end();
        return written.end();
    }

    @Override
    public void close() {
        try {
            pipe.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
