package io.oneha.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.Program;
import java.net.InetAddress;
import java.net.ServerSocket;
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
        List<ServerSocket> servers = new ArrayList<>();
        List<String> arguments = new ArrayList<>(List.of("status", "--timeout", "300ms"));
        try {
            for (int i = 0; i < SERVERS; i++) {
                // Nobody takes a connection from its queue, which holds one.
                ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                servers.add(server);
                arguments.addAll(List.of("-e", "http://127.0.0.1:" + server.getLocalPort() + "/RPC2"));
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
            for (ServerSocket server : servers) {
                server.close();
            }
        }
    }
}
