package io.oneha.ssh.client;

import io.oneha.ssh.Forward;
import io.oneha.ssh.RemoteCommand;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.RemoteResult;
import io.oneha.ssh.SshException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The machine that this process runs on, as Ansible's {@code ansible_connection: local} means it: commands run without SSH, as the
 * user of this process, and otherwise as a login's would: in a session of their own, without the terminal that this process has.
 * A program on it could write there, or type into it, whoever's program it is.
 */
public final class LocalHost implements RemoteHost {
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final int CHUNK = 32 << 10;
    private static final Set<String> OF_A_LOGIN = Set.of("HOME", "USER", "LOGNAME", "SHELL", "PATH");

    private final String name;
    private final String user = System.getProperty("user.name");
    private final Set<Process> running = ConcurrentHashMap.newKeySet();

    /** @param name its name in messages */
    public LocalHost(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public RemoteResult run(RemoteCommand command, Duration deadline) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RemoteResult result = run(command, InputStream.nullInputStream(), out, command.outputLimit(), deadline);
        return new RemoteResult(result.exitStatus(), out.toByteArray(), result.err());
    }

    @Override
    public RemoteResult stream(RemoteCommand command, InputStream in, OutputStream out, Duration deadline) {
        return run(command, in, out, Long.MAX_VALUE, deadline);
    }

    private RemoteResult run(RemoteCommand command, InputStream in, OutputStream out, long most, Duration limit) {
        String line = command.endingWithin(limit.plus(GRACE)).line(user);
        Process process = start(line);
        running.add(process);
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        CompletableFuture<Void> told = beside(() -> copy(process.getInputStream(), out, most));
        CompletableFuture<Void> complained = beside(() -> copy(process.getErrorStream(), err, command.outputLimit()));
        // One whose output nobody takes any more would stand still until its deadline.
        told.exceptionally(failure -> stop(process));
        complained.exceptionally(failure -> stop(process));
        // A command need not read all that it is given.
        CompletableFuture<Void> given = beside(() -> give(process, command, in));
        try {
            CompletableFuture.allOf(told, complained, process.onExit()).get(limit.toNanos(), TimeUnit.NANOSECONDS);
            RemoteResult result = new RemoteResult(process.exitValue(), new byte[0], err.toByteArray());
            Sudo.check(command, line, user, result);
            return result;
        } catch (TimeoutException e) {
            throw new HopFailure(Kind.SILENT, "the command did not end (waited " + limit.toMillis() + " ms)").of(name);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof HopFailure tooMuch
                    ? tooMuch.of(name)
                    : HopFailure.unreachable(String.valueOf(e.getCause().getMessage()))
                            .of(name);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw HopFailure.unreachable("interrupted").of(name);
        } catch (HopFailure trouble) {
            throw trouble.of(name);
        } finally {
            given.cancel(true);
            end(process);
        }
    }

    private Process start(String line) {
        // util-linux, as on every front-end; it waits where it has to begin another process for that.
        ProcessBuilder builder = new ProcessBuilder("setsid", "-w", "/bin/sh", "-c", line).directory(new File("/"));
        builder.environment().keySet().retainAll(OF_A_LOGIN);
        try {
            return builder.start();
        } catch (IOException e) {
            throw HopFailure.unreachable("no command could be started here: " + SshMessages.of(e))
                    .of(name);
        }
    }

    private static void give(Process process, RemoteCommand command, InputStream in) throws IOException, HopFailure {
        try (OutputStream to = process.getOutputStream()) {
            to.write(command.input());
            copy(in, to, Long.MAX_VALUE);
        }
    }

    /** Copies so many bytes, and fails beyond. */
    private static void copy(InputStream from, OutputStream to, long most) throws IOException, HopFailure {
        byte[] chunk = new byte[CHUNK];
        long copied = 0;
        for (int length = from.read(chunk); length >= 0; length = from.read(chunk)) {
            copied += length;
            if (copied > most) {
                throw new HopFailure(Kind.OUTPUT, "the command printed more than " + most + " bytes");
            }
            to.write(chunk, 0, length);
            to.flush();
        }
    }

    private CompletableFuture<Void> beside(Copying work) {
        Executor newThread = task -> {
            Thread thread = new Thread(task, "oneha-local-" + name);
            thread.setDaemon(true);
            thread.start();
        };
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        work.run();
                    } catch (IOException | HopFailure e) {
                        throw new CompletionException(e);
                    }
                },
                newThread);
    }

    private Void stop(Process process) {
        end(process);
        return null;
    }

    /** What root runs ends by its own deadline. */
    private void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        running.remove(process);
    }

    /** A port of this machine is reached as it is. */
    @Override
    public Forward forward(String host, int port, Duration deadline) {
        if (!host.equals("127.0.0.1")) {
            throw new HopFailure(Kind.SETTINGS, "nothing beyond this machine is reached through it").of(name);
        }
        return new OwnPort(port);
    }

    @Override
    public void close() {
        Set.copyOf(running).forEach(this::end);
    }

    @FunctionalInterface
    private interface Copying {
        void run() throws IOException, HopFailure;
    }

    /** A port of this machine, as it is. */
    private record OwnPort(int port) implements Forward {
        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public boolean isRefused() {
            return false;
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }
}
