package io.oneha.ssh.route;

import io.oneha.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The machine's OpenSSH client, asked what it would do. */
final class SshClient {
    static final String PROGRAM = "/usr/bin/ssh";

    private SshClient() {}

    static void assumeIsThere() {
        Needs.programs("ssh");
    }

    /** What {@code ssh -G} prints for these arguments: keyword to values. */
    static Map<String, List<String>> settings(Map<String, String> environment, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(PROGRAM, "-G"));
        command.addAll(arguments);
        Map<String, List<String>> settings = new LinkedHashMap<>();
        for (String line : run(environment, command).split("\n")) {
            int space = line.indexOf(' ');
            if (space > 0) {
                settings.computeIfAbsent(line.substring(0, space), key -> new ArrayList<>())
                        .add(line.substring(space + 1));
            }
        }
        return settings;
    }

    /** What a command prints, on both outputs. */
    static String run(Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("ssh", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().putAll(environment);
            builder.redirectErrorStream(true).redirectInput(new java.io.File("/dev/null"));
            Process process = builder.redirectOutput(output.toFile()).start();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("not done in time: " + command);
            }
            return Files.readString(output);
        } finally {
            Files.delete(output);
        }
    }
}
