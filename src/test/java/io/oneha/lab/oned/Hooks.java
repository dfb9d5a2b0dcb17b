package io.oneha.lab.oned;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs raft's hooks as oned does: a program with its arguments, without a shell, by the user that oned runs as, started at once
 * and waited for by nobody but the log. They may overlap; vip.sh sees to that itself.
 */
final class Hooks {
    private static final int FAILED = 255;

    private final Path remotes;
    private final OnedLog log;
    private final List<Thread> running = new ArrayList<>();

    /** @param remotes in whose folder {@code hooks} relative commands are looked for */
    Hooks(Path remotes, OnedLog log) {
        this.remotes = remotes;
        this.log = log;
    }

    synchronized void run(Settings.Hook hook) {
        List<String> command = new ArrayList<>();
        command.add(remotes.resolve("hooks").resolve(hook.command()).toString());
        command.addAll(hook.arguments());
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            Thread waiting = new Thread(() -> await(hook, process), hook.name());
            waiting.setDaemon(true);
            running.removeIf(thread -> !thread.isAlive());
            running.add(waiting);
            waiting.start();
        } catch (IOException e) {
            log.info("HKM", "Hook: " + hook.name() + ", execution error (" + FAILED + ").");
        }
    }

    /** Waits for those that run, at most so long. */
    void await(long millis) throws InterruptedException {
        List<Thread> waitedFor;
        synchronized (this) {
            waitedFor = List.copyOf(running);
        }
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (Thread thread : waitedFor) {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
        }
    }

    private void await(Settings.Hook hook, Process process) {
        try {
            String out = text(process.getInputStream());
            String err = text(process.getErrorStream());
            int code = process.waitFor();
            String outcome = code == 0 ? "successfully executed." : "execution error (" + code + ").";
            log.info("HKM", "Hook: " + hook.name() + ", " + outcome + said("stdout", out) + said("stderr", err));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String said(String where, String text) {
        return text.isEmpty() ? "" : "\nHook " + where + ": " + text.stripTrailing();
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
