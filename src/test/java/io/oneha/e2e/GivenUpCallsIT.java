package io.oneha.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.FullBacklog;
import io.oneha.testing.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that hang so that not even a connection comes to an end: what is given up says nothing when the program ends. */
class GivenUpCallsIT {
    private static final int RUNS = 10;
    private static final int SERVERS = 3;

    @TempDir
    Path folder;

    @Test
    void nothingButOurOwnLinesIsOnStandardErrorHoweverOftenItIsRun() throws Exception {
        Path auth = Files.writeString(folder.resolve("one_auth"), "oneadmin:opennebula");
        List<FullBacklog> servers = new ArrayList<>();
        List<String> arguments = new ArrayList<>(List.of("status", "--timeout", "300ms"));
        try {
            for (int i = 0; i < SERVERS; i++) {
                FullBacklog server = FullBacklog.start();
                servers.add(server);
                arguments.addAll(List.of("-e", server.endpoint()));
            }
            for (int run = 0; run < RUNS; run++) {
                Program.Result result = Program.run(arguments, Map.of("ONE_AUTH", auth.toString()), "");
                assertThat(result.exitCode()).isEqualTo(69);
                assertThat(result.err().lines())
                        .as("run %d", run)
                        .hasSize(1)
                        .allMatch(line -> line.startsWith("oneha: no server answered: "));
            }
        } finally {
            servers.forEach(FullBacklog::close);
        }
    }
}
