package io.oneha.ssh.client;

import io.oneha.ssh.RemoteCommand;
import io.oneha.ssh.RemoteResult;
import io.oneha.ssh.SshException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import net.schmizz.sshj.connection.channel.OpenFailException;

/**
 * Runs one command over a connection.
 *
 * @param line the command as the remote shell gets it
 * @param in what the command reads after its own input
 * @param out where its output goes; without one it is collected
 * @param requested set once the host may have begun with it; until then it can be tried again without doing it twice
 */
record CommandRunner(
        SshConnection connection,
        DaemonThreads workers,
        Deadline deadline,
        RemoteCommand command,
        String line,
        Optional<InputStream> in,
        Optional<OutputStream> out,
        AtomicBoolean requested) {
    private static final int CHUNK = 32 << 10;

    RemoteResult run() throws HopFailure {
        try {
            while (connection.slots().take(deadline)) {
                try {
                    Optional<RemoteResult> result = once();
                    if (result.isPresent()) {
                        return result.get();
                    }
                } finally {
                    connection.slots().give();
                }
            }
            throw new HopFailure(Kind.SILENT, "too many commands run there already (waited " + deadline.text() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw HopFailure.unreachable("interrupted");
        } catch (RejectedExecutionException e) {
            throw HopFailure.unreachable("too much is going on over SSH at once");
        }
    }

    /** Its result; nothing when the host has no room for one more session as long as others run. */
    private Optional<RemoteResult> once() throws HopFailure, InterruptedException {
        Exec exec = new Exec(
                connection.client().getConnection(), command.outputLimit(), out.isPresent(), connection::heard);
        connection.watch(exec.ended());
        List<Future<?>> work = new ArrayList<>();
        try {
            CompletableFuture<Void> copied = new CompletableFuture<>();
            work.add(workers.run(() -> talk(exec)));
            out.ifPresentOrElse(
                    to -> work.add(workers.run(() -> listen(exec, to, copied))), () -> copied.complete(null));
            exec.ended().whenComplete((done, error) -> {
                if (error != null) {
                    copied.completeExceptionally(error);
                }
            });
            connection.await(exec.ended().thenCombine(copied, (a, b) -> b), deadline, "the command did not end");
            return Optional.of(result(exec));
        } catch (ExecutionException e) {
            return failure(e.getCause());
        } catch (HopFailure trouble) {
            if (!requested.get() && trouble.kind() == Kind.SILENT) {
                connection.abort(trouble);
            }
            throw trouble;
        } finally {
            connection.forget(exec.ended());
            work.forEach(one -> one.cancel(true));
            workers.tidy(exec::leave);
        }
    }

    private void talk(Exec exec) {
        try {
            exec.open();
            requested.set(true);
            exec.exec(line);
        } catch (IOException | RuntimeException e) {
            exec.ended().completeExceptionally(e);
            return;
        }
        try {
            OutputStream to = exec.getOutputStream();
            to.write(command.input());
            if (in.isPresent()) {
                to.flush();
                copyInput(exec, in.get(), to);
            }
            to.flush();
            to.close();
        } catch (IOException | RuntimeException e) {
            // a command need not read all that it is given; if more is wrong, the channel's end says so
        }
    }

    private static void copyInput(Exec exec, InputStream from, OutputStream to) throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (int length = read(exec, from, chunk); length >= 0; length = read(exec, from, chunk)) {
            to.write(chunk, 0, length);
            to.flush();
        }
    }

    private static int read(Exec exec, InputStream from, byte[] chunk) throws IOException {
        try {
            return from.read(chunk);
        } catch (IOException e) {
            exec.ended()
                    .completeExceptionally(HopFailure.unreachable(
                            "what the command was to read could not be read here: " + SshMessages.of(e)));
            throw e;
        }
    }

    private static void listen(Exec exec, OutputStream to, CompletableFuture<Void> copied) {
        byte[] chunk = new byte[CHUNK];
        InputStream from = exec.getInputStream();
        try {
            for (int length = from.read(chunk); length >= 0; length = from.read(chunk)) {
                try {
                    to.write(chunk, 0, length);
                } catch (IOException e) {
                    exec.ended()
                            .completeExceptionally(HopFailure.unreachable(
                                    "what the command prints could not be kept here: " + SshMessages.of(e)));
                    copied.completeExceptionally(e);
                    return;
                }
            }
            to.flush();
            copied.complete(null);
        } catch (IOException | RuntimeException e) {
            copied.completeExceptionally(e);
        }
    }

    private RemoteResult result(Exec exec) throws HopFailure {
        if (exec.status() < 0) {
            throw connection.isAlive()
                    ? HopFailure.unreachable("the command ended without saying how")
                    : connection.death();
        }
        return new RemoteResult(exec.status(), exec.out(), exec.err());
    }

    private Optional<RemoteResult> failure(Throwable cause) throws HopFailure {
        if (cause instanceof OpenFailException && connection.slots().refused()) {
            return Optional.empty();
        }
        if (cause instanceof HopFailure trouble) {
            throw new HopFailure(trouble.kind(), trouble.getMessage());
        }
        if (!connection.isAlive()) {
            throw connection.death();
        }
        String what = requested.get() ? "its sshd does not run the command: " : "it opens no session: ";
        throw HopFailure.unreachable(what + SshMessages.of(cause));
    }
}
