package io.oneha.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the program under test, the jar or the native binary, as a user would. */
public final class Program {
    private static final Duration LIMIT = Duration.ofSeconds(120);

    private Program() {}

    /**
     * What a finished run left.
     *
     * @param elapsed wall time of the whole process
     */
    public record Result(int exitCode, String out, String err, Duration elapsed) {}

    /** Whether it is the native binary that is tested. */
    public static boolean isNative() {
        return !path().toString().endsWith(".jar");
    }

    /** A time-out for servers that answer: on the JVM the first call also loads and compiles a thousand classes. */
    public static String timeout() {
        return isNative() ? "1s" : "30s";
    }

    /** The command line that starts it with these arguments. */
    public static List<String> commandLine(List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (!isNative()) {
            command.addAll(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    // Two namespaces have the same process numbers: their JVMs would share a file, and say so on
                    // standard output.
                    "-XX:-UsePerfData",
                    "-jar"));
        }
        command.add(path().toString());
        command.addAll(arguments);
        return command;
    }

    /**
     * Runs it to its end, without a terminal, with no home and nothing of the caller's OpenNebula or oneha
     * environment.
     */
    public static Result run(List<String> arguments) throws Exception {
        return run(arguments, Map.of(), "");
    }

    /** The same with environment variables and standard input. */
    public static Result run(List<String> arguments, Map<String, String> environment, String input) throws Exception {
        Path out = Files.createTempFile("oneha", ".out");
        Path err = Files.createTempFile("oneha", ".err");
        try {
            long start = System.nanoTime();
            ProcessBuilder builder =
                    builder(arguments, environment).redirectOutput(out.toFile()).redirectError(err.toFile());
            Process process = builder.start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It ended without reading: its exit code will say why.
            }
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("still running after " + LIMIT + ": " + arguments);
            }
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err), elapsed);
        } finally {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        }
    }

    /** A builder for a run that the test steers itself. */
    public static ProcessBuilder builder(List<String> arguments, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(commandLine(arguments));
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("ONE")
                        || name.startsWith("XDG_")
                        || name.startsWith("ANSIBLE_")
                        || name.equals("NO_COLOR"));
        builder.environment().put("HOME", "/nonexistent");
        // Inventories of these tests name loopback addresses; what may log in there sets this to false.
        builder.environment().put("ONEHA_NO_SSH", "true");
        builder.environment().putAll(environment);
        return builder;
    }

    private static Path path() {
        String program = System.getProperty("oneha.program");
        if (program == null || !Files.isReadable(Path.of(program))) {
            throw new IllegalStateException("-Doneha.program must name the built jar or binary, not " + program);
        }
        return Path.of(program);
    }
}
