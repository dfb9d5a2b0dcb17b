package io.oneha.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.FullBacklog;
import io.oneha.testing.Program;
import io.oneha.testing.RecordedState;
import io.oneha.testing.ReplayServer;
import io.oneha.testing.ReplayZone;
import io.oneha.testing.SshServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With SSH as without a hung server costs one deadline, whatever hangs: by a clock outside the program, against the same command
 * on servers that answer.
 */
class HungThroughSshIT {
    /** Long enough for a JVM's first SSH login on a busy machine; the binary needs a fraction of it. */
    private static final Duration DEADLINE = Duration.ofSeconds(Program.isNative() ? 1 : 5);

    private static final Duration GRACE = Duration.ofMillis(Program.isNative() ? 250 : 2000);

    @TempDir
    Path folder;

    private SshServer sshd;
    private ReplayZone zone;
    private final List<FullBacklog> full = new ArrayList<>();

    @BeforeEach
    void starts() throws Exception {
        SshServer.needs();
        sshd = SshServer.start(folder.resolve("sshd"), List.of("ed25519"));
        SshServer.keygen(folder.resolve("key"), "ed25519", "");
        sshd.allow(folder.resolve("key.pub"));
        Files.writeString(folder.resolve("known"), sshd.knownHostsLine("ed25519") + "\n");
        zone = ReplayZone.start(RecordedState.of("healthy"), 101, ReplayZone.Fault.REFUSED, Map.of());
    }

    @AfterEach
    void ends() {
        if (zone != null) {
            zone.close();
        }
        if (sshd != null) {
            sshd.close();
        }
        full.forEach(FullBacklog::close);
    }

    @Test
    void oneThatHangsAllThatHangAndFullQueuesCostOneDeadline() throws Exception {
        Duration well = status(endpoints(), 0);

        zone.server("server-1").mode(ReplayServer.Mode.HANG);
        Duration one = status(endpoints(), 1);

        zone.servers().forEach(server -> server.mode(ReplayServer.Mode.HANG));
        Duration all = status(endpoints(), 69);

        Map<String, String> queues = new LinkedHashMap<>();
        for (int i = 0; i < 3; i++) {
            full.add(FullBacklog.start());
            queues.put("full-" + i, full.get(i).endpoint());
        }
        Duration dropped = status(queues, 69);

        assertThat(List.of(one.minus(well), all.minus(well), dropped.minus(well)))
                .as("answering: %s; one hangs: %s, all hang: %s, full queues: %s", well, one, all, dropped)
                .allMatch(more -> more.compareTo(DEADLINE.plus(GRACE)) <= 0);
    }

    private Map<String, String> endpoints() {
        Map<String, String> endpoints = new LinkedHashMap<>();
        for (int id = 0; id < 3; id++) {
            endpoints.put("server-" + id, zone.server("server-" + id).endpoint());
        }
        return endpoints;
    }

    private Duration status(Map<String, String> endpoints, int exitCode) throws Exception {
        StringBuilder yaml = new StringBuilder("frontend:\n  vars: { ansible_user: root, ansible_port: " + sshd.port()
                + ", ansible_ssh_private_key_file: " + folder.resolve("key") + ", ansible_ssh_common_args: '-F none -o"
                + " UserKnownHostsFile=" + folder.resolve("known") + "' }\n  hosts:\n");
        endpoints.forEach((name, endpoint) -> yaml.append(
                "    " + name + ": { ansible_host: 127.0.0.1" + ", oneha_endpoint: '" + endpoint + "' }\n"));
        Path inventory = Files.writeString(folder.resolve("inventory.yml"), yaml);
        Path auth = Files.writeString(folder.resolve("one_auth"), "oneadmin:opennebula");
        Program.Result result = Program.run(
                List.of("-i", inventory.toString(), "status", "-v", "--timeout", DEADLINE.toMillis() + "ms"),
                Map.of("ONE_AUTH", auth.toString(), "ONEHA_NO_SSH", "false"),
                "");
        assertThat(result.err()).as(result.out()).contains("looked for");
        if (exitCode != 0) {
            assertThat(result.exitCode()).as(result.err()).isNotZero();
        }
        return result.elapsed();
    }
}
