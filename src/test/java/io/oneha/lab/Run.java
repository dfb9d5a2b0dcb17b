package io.oneha.lab;

import io.oneha.testing.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program of the machine to its end, with a deadline. */
final class Run {
    private static final long WAKE_MILLIS = 1000;

    private Run() {}

    /** The program's exit status and output; an exit status other than 0 is an answer. */
    static Program.Result of(List<String> command, Map<String, String> environment, String input, Duration limit) {
        try {
            Path out = Files.createTempFile("oneha-lab", ".out");
            Path err = Files.createTempFile("oneha-lab", ".err");
            try {
                return of(command, environment, input, limit, out, err);
            } finally {
                Files.deleteIfExists(out);
                Files.deleteIfExists(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted: " + command, e);
        }
    }

    private static Program.Result of(
            List<String> command, Map<String, String> environment, String input, Duration limit, Path out, Path err)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It ended without reading: its exit status will say why.
        }
        if (!ends(process, limit)) {
            process.destroyForcibly();
            throw new AssertionError("still running after " + limit + ": " + command + "\n" + Files.readString(err));
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        return new Program.Result(process.exitValue(), read(out), read(err), elapsed);
    }

    /**
     * Waits for its end. nsenter stops itself when what it runs is stopped, as a system that shuts down does with all its processes
     * before it ends them, and would then never see that end: it is woken.
     */
    private static boolean ends(Process process, Duration limit) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadline) {
            if (process.waitFor(Math.min(WAKE_MILLIS, limit.toMillis()), TimeUnit.MILLISECONDS)) {
                return true;
            }
            if (isStoppedNsenter(process.pid())) {
                new ProcessBuilder("kill", "-CONT", String.valueOf(process.pid()))
                        .start()
                        .waitFor();
            }
        }
        return !process.isAlive();
    }

    private static boolean isStoppedNsenter(long pid) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), "stat"))
                    .startsWith(pid + " (nsenter) T ");
        } catch (IOException e) {
            return false;
        }
    }

    /** Bytes that are no text are not an error: what a host prints may be anything. */
    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
