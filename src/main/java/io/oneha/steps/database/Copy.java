package io.oneha.steps.database;

import io.oneha.ssh.RemoteCommand;
import io.oneha.steps.site.Account;
import io.oneha.steps.site.BackgroundCall;
import io.oneha.steps.site.RootShell;
import io.oneha.steps.site.Script;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;

/**
 * A copy of the leader's database under way: straight to the other host, over the leader's own SSH as oneadmin; or through this
 * process' memory, never through its disk.
 */
final class Copy implements AutoCloseable {
    /** The dump that goes through this machine, as it is sent and shown. */
    static final Script STREAM = Script.of("database/dump", "stream");

    private static final int BUFFER = 1 << 20;
    private static final String KEYS = "cat /etc/ssh/ssh_host_*_key.pub";
    private static final Duration LOOK = Duration.ofSeconds(15);

    private final CopiedBytes copied = new CopiedBytes();
    private final BackgroundCall written;
    private final BackgroundCall read;
    private final AutoCloseable pipe;

    private Copy(RootShell from, Script dump, Duration deadline) {
        written = BackgroundCall.start("oneha-copy-from-" + from.name(), () -> from.streams(dump, copied, deadline));
        read = written;
        pipe = () -> {};
    }

    private Copy(RootShell from, RootShell to, Account account, Duration deadline) throws IOException {
        Script dump = account.given(STREAM);
        PipedInputStream in = new PipedInputStream(BUFFER);
        OutputStream out = new PipedOutputStream(in);
        written = BackgroundCall.start("oneha-relay-from-" + from.name(), () -> {
            try (out) {
                return from.streams(dump, out, deadline);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        read = BackgroundCall.start("oneha-relay-to-" + to.name(), () -> {
            try (in) {
                RemoteCommand restore = Restore.asOneadmin(account.database()).withInput(Restore.head(account));
                return to.streams(restore, in, copied, deadline);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        pipe = in;
    }

    /** The dump that goes straight to a host, or the question whether it may, as it is sent and shown. */
    static Script straight(String verb, String to) {
        return Script.of("database/dump", verb).with("target", to);
    }

    /** Whether oneadmin may log in from there, to a host that has the keys which we know. */
    static boolean isOpen(RootShell from, RootShell to, Account account, Duration deadline) {
        return from.asks(straight("may", to, account), deadline);
    }

    /** Starts one that goes straight to the other host. */
    static Copy straight(RootShell from, RootShell to, Account account, Duration deadline) {
        return new Copy(from, straight("direct", to, account), deadline);
    }

    /** Starts both ends of one that goes through this machine. */
    static Copy relayed(RootShell from, RootShell to, Account account, Duration deadline) {
        try {
            return new Copy(from, to, account, deadline);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Script straight(String verb, RootShell to, Account account) {
        return account.given(straight(verb, to.name()))
                .with("hostkeys", hostKeys(to))
                .with("restore", Restore.line(account.database()));
    }

    /** Lines of known_hosts for the name that the leader uses. */
    private static String hostKeys(RootShell to) {
        return new String(to.runs(RemoteCommand.of("sh", "-c", KEYS), LOOK), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split(" "))
                .filter(fields -> fields.length >= 2)
                .map(fields -> to.name() + " " + fields[0] + " " + fields[1] + "\n")
                .collect(Collectors.joining());
    }

    /** Whether it came to its end, good or bad. */
    boolean isDone() {
        return written.isDone() && read.isDone() || read.failed();
    }

    /** Bytes that have gone through the pipe so far, as the other host reads them. */
    long copied() {
        return copied.get();
    }

    /**
     * How it ended; of two ends a host that is away first, then the reader's trouble: the writer's is often only that nobody reads.
     *
     * @return what the dump said on standard error, fit for a terminal
     * @throws io.oneha.steps.site.StepException it broke
     */
    String end() {
        if (!written.isDone() || !written.isAway()) {
            read.end();
        }
        return written.end();
    }

    /** Breaks it off. What runs on the hosts is ended by {@link DatabaseStep}. */
    @Override
    public void close() {
        if (read == written && !written.isDone()) {
            written.leave();
        }
        try {
            pipe.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
