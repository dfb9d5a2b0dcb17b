package io.oneha.lab;

import io.oneha.testing.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A set of Linux namespaces and the first process in them, which lives as long as we hold its standard input. When we end, be
 * it by kill -9, it ends too, and the kernel takes away whatever is in the namespaces: processes, mounts, interfaces.
 */
final class Namespace implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final Process process;
    private final long pid;

    private Namespace(Process process, long pid) {
        this.process = process;
        this.pid = pid;
    }

    /**
     * Starts a first process and waits until it says that it is ready.
     *
     * @param depth how many processes it is below the command itself
     * @param log where it and what it starts write their errors
     */
    static Namespace start(List<String> command, int depth, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment());
        Process process = builder.start();
        try {
            String answer =
                    CompletableFuture.supplyAsync(() -> firstLine(process)).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (!"ready".equals(answer)) {
                throw new IOException("did not start: " + command + "\n" + Files.readString(log));
            }
            ProcessHandle first = process.toHandle();
            for (int i = 0; i < depth; i++) {
                first = first.children().findFirst().orElseThrow(() -> new IOException("ended: " + command));
            }
            return new Namespace(process, first.pid());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw new IOException("interrupted: " + command, e);
        } catch (IOException | ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new IOException("did not start: " + command + "\n" + Files.readString(log), e);
        }
    }

    private static String firstLine(Process process) {
        try {
            return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** The environment of a bare login as root. */
    static Map<String, String> environment() {
        return Map.of("PATH", PATH, "HOME", "/root", "USER", "root", "LOGNAME", "root", "LC_ALL", "C.UTF-8");
    }

    /** The process id of the first process, as this machine sees it. */
    long pid() {
        return pid;
    }

    /** A command line that runs a command in here; it is killed with the process that was started. */
    List<String> inside(List<String> command) {
        List<String> all = new ArrayList<>(List.of("nsenter", "--target", String.valueOf(pid)));
        all.addAll(List.of("--mount", "--uts", "--ipc", "--net", "--pid", "--"));
        all.addAll(List.of("setpriv", "--pdeathsig", "KILL", "--"));
        all.addAll(command);
        return all;
    }

    /** Runs a command in here to its end. */
    Program.Result run(List<String> command, String input, Duration limit) {
        return Run.of(inside(command), environment(), input, limit);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Lets the first process end, and with it all that is in here. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It is gone already.
        }
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
