package io.oneha.lab;

import io.oneha.testing.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * A set of Linux namespaces and the first process in them, which lives as long as we hold its standard input. When we end, be
 * it by kill -9, it ends too, and the kernel takes away whatever is in the namespaces: processes, mounts, interfaces.
 */
final class Namespace implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern FIRST = Pattern.compile("(?m)^NSpid:.*\\t1$");

    /** More than a process id can be. */
    private static final long NOBODY = 1L << 22;

    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final Process process;
    private final long outerPid;
    private final boolean boots;
    private volatile long init;

    private Namespace(Process process, long outerPid, boolean boots) {
        this.process = process;
        this.outerPid = outerPid;
        this.boots = boots;
        this.init = boots ? 0 : outerPid;
    }

    /**
     * Starts a first process and waits until it says that it is ready.
     *
     * @param depth how many processes it is below the command itself
     * @param log where it and what it starts write their errors
     */
    static Namespace start(List<String> command, int depth, Path log) throws IOException {
        return start(command, depth, false, log);
    }

    /** The same where the process that was started boots a system in namespaces further in, once or several times. */
    static Namespace startBooting(List<String> command, int depth, Path log) throws IOException {
        return start(command, depth, true, log);
    }

    private static Namespace start(List<String> command, int depth, boolean boots, Path log) throws IOException {
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
            return new Namespace(process, first.pid(), boots);
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

    /** The process id of the first process, as this machine sees it; there is none while a system that boots is off. */
    OptionalLong pid() {
        if (init == 0 || boots && !isFirstOfItsNamespace(init)) {
            init = ProcessHandle.of(outerPid).stream()
                    .flatMap(ProcessHandle::descendants)
                    .mapToLong(ProcessHandle::pid)
                    .filter(Namespace::isFirstOfItsNamespace)
                    .findFirst()
                    .orElse(0);
        }
        return init == 0 ? OptionalLong.empty() : OptionalLong.of(init);
    }

    /** The process id of what was started, which may have booted a system further in. */
    long outerPid() {
        return outerPid;
    }

    boolean boots() {
        return boots;
    }

    /** Whether a process is number 1 in its innermost pid namespace, and alive. */
    private static boolean isFirstOfItsNamespace(long pid) {
        try {
            String status = Files.readString(Path.of("/proc", String.valueOf(pid), "status"));
            return FIRST.matcher(status).find() && !status.contains("State:\tZ");
        } catch (IOException e) {
            return false;
        }
    }

    /** Says a line to the process that was started. */
    void says(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command line that runs a command in here; it is killed with the process that was started. */
    List<String> inside(List<String> command) {
        // Where nobody is, nsenter finds nobody: that is an answer as well.
        String target = String.valueOf(pid().orElse(NOBODY));
        List<String> all = new ArrayList<>(List.of("nsenter", "--target", target));
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
