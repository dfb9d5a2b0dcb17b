package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Port 2633 is closed to the operator and two jump hosts lie in between: everything goes through SSH, by every kind of key. */
class SshWaysIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @RegisterExtension
    static final LabExtension LAB =
            new LabExtension(LabPlan.of(3).withSimulatedOned().behindJumps(2).withRaft("ELECTION_TIMEOUT_MS", 2500));

    @TempDir
    Path folder;

    @BeforeAll
    static void theZoneStarts() {
        LAB.zone().starts();
        LAB.zone().settles(LIMIT);
        LAB.get().frontends().forEach(Frontend::port2633IsBlocked);
    }

    @Test
    void everythingIsSeenThroughTwoJumps() {
        seesEverything(LabStatus.of(LAB.operator(), LAB.inventory().write()));
    }

    @Test
    void sshCanBeTheOnlyWay() {
        seesEverything(LabStatus.of(LAB.operator(), LAB.inventory().write(), "--via", "ssh"));
    }

    @Test
    void directlyNothingIsSeenOfOnedAndStillAllOfTheHosts() {
        LabStatus direct = LabStatus.of(LAB.operator(), LAB.inventory().write(), "--via", "direct");
        assertThat(direct.exitCode()).as(direct::found).isEqualTo(69);
        assertThat(direct.holders()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"ed25519", "ecdsa", "rsa"})
    void usersKeysOfEveryTypeLetUsIn(String type) {
        seesEverything(
                LabStatus.of(LAB.operator(), LAB.inventory().withKey(type).write()));
    }

    @ParameterizedTest
    @CsvSource({"ed25519", "ecdsa", "rsa"})
    void hostKeysOfEveryTypeAreVerified(String type) throws IOException {
        String wanted = "rsa".equals(type) ? "ssh-rsa" : "ecdsa".equals(type) ? "ecdsa-sha2-nistp256" : "ssh-ed25519";
        List<String> only = Files.readAllLines(LAB.operator().knownHosts()).stream()
                .filter(line -> line.contains(" " + wanted + " "))
                .toList();
        assertThat(only).isNotEmpty();
        Path known = LAB.operator().writes("known_" + type, String.join("\n", only) + "\n");
        seesEverything(LabStatus.of(LAB.operator(), by(known, LAB.operator().key("ed25519"))));
    }

    @Test
    void knownHostsMayBeHashed() throws Exception {
        Path known = LAB.operator()
                .writes("known_hashed", Files.readString(LAB.operator().knownHosts()));
        Program.Result hashed = LAB.operator().tries(List.of("ssh-keygen", "-q", "-H", "-f", known.toString()));
        assertThat(hashed.exitCode()).as(hashed.err()).isZero();
        assertThat(Files.readString(known)).contains("|1|").doesNotContain("\nn1a1");
        seesEverything(LabStatus.of(LAB.operator(), by(known, LAB.operator().key("ed25519"))));
    }

    @Test
    void anAgentsKeyIsEnough() throws Exception {
        Path socket = folder.resolve("agent");
        Process agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("agent.log").toFile())
                .start();
        try {
            Await.awaits(Duration.ofSeconds(10), "the agent listens", () -> Files.exists(socket));
            ProcessBuilder add = new ProcessBuilder(
                            "ssh-add", "-q", LAB.operator().key("rsa").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("add.log").toFile());
            add.environment().put("SSH_AUTH_SOCK", socket.toString());
            assertThat(add.start().waitFor()).isZero();
            Path inventory = by(LAB.operator().knownHosts(), Path.of("none"));
            seesEverything(LabStatus.of(LAB.operator(), inventory, Map.of("SSH_AUTH_SOCK", socket.toString())));
            LabStatus without = LabStatus.of(
                    LAB.operator(), inventory, Map.of("ONE_AUTH", credentials().toString()));
            assertThat(without.exitCode()).as(without::found).isEqualTo(77);
        } finally {
            agent.destroy();
        }
    }

    @Test
    void anEndpointAloneLeadsToEverythingThroughSsh() {
        LAB.operator().hasItsSettingsWhereSshLooks();
        LabStatus status = LabStatus.at(LAB.operator(), "http://n1a1:2633/RPC2", "--via", "ssh");
        assertThat(status.exitCode()).as(status::found).isZero();
        assertThat(status.verdict()).isEqualTo("OK");
        everyServerIsSeen(status);
    }

    private Path credentials() throws IOException {
        return Files.writeString(folder.resolve("one_auth"), Lab.CREDENTIALS + "\n");
    }

    /** An inventory whose hosts and jump hosts are known by one file and let in one key. */
    private static Path by(Path known, Path key) {
        Path config = LAB.operator()
                .writes(
                        "config-" + known.getFileName() + "-" + key.getFileName(),
                        "Host *\n  UserKnownHostsFile " + known + "\n  GlobalKnownHostsFile /dev/null\n  IdentityFile "
                                + key + "\n");
        return LAB.inventory()
                .without("ansible_ssh_private_key_file")
                .withCommonArgs("-F " + config, "-o ProxyJump=root@jump1,root@jump2")
                .write();
    }

    private static void seesEverything(LabStatus status) {
        assertThat(status.exitCode()).as(status::found).isZero();
        assertThat(status.verdict()).isEqualTo("OK");
        assertThat(status.holders()).hasSize(1);
        everyServerIsSeen(status);
    }

    private static void everyServerIsSeen(LabStatus status) {
        for (Frontend frontend : LAB.get().frontends()) {
            assertThat(status.server(frontend.name()).path("via").asText()).isEqualTo("ssh");
            assertThat(status.server(frontend.name()).path("error").isNull()).isTrue();
            assertThat(status.server(frontend.name())
                            .path("host")
                            .path("hostname")
                            .asText())
                    .isEqualTo(frontend.name());
        }
    }
}
