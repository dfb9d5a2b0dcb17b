package io.oneha.ssh.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.ssh.RemoteCommand;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.SshException;
import io.oneha.ssh.route.Hop.Checking;
import io.oneha.testing.SshServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of the keys that a real sshd shows. */
class HostKeyTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final RemoteCommand TRUE = RemoteCommand.of("true");

    @TempDir
    Path folder;

    private Path key;

    @BeforeEach
    void needsSshd() throws Exception {
        SshServer.needs();
        key = SshServer.keygen(folder.resolve("user"), "ed25519", "");
    }

    @ParameterizedTest
    @EnumSource(
            value = Checking.class,
            names = {"YES", "ASK"})
    void anUnknownKeyIsRefusedWithTheLineToRunWhenNobodyIsThere(Checking checking) throws Exception {
        try (SshServer server = server("ed25519");
                Way way = way().checking(checking).over(server)) {
            assertThatHostKeyOf(way.host())
                    .hasMessage("n1a1: its host key is not known (ssh-ed25519 " + fingerprint(server, "ed25519")
                            + "); connect once with: ssh -p " + server.port() + " root@127.0.0.1");
        }
    }

    @Test
    void aKeyThatTheOperatorTrustsIsAddedAndNotAskedForAgain() throws Exception {
        Answers answers = new Answers("YES");
        try (SshServer server = server("ed25519");
                Way way = way().checking(Checking.ASK).asking(answers).over(server)) {
            assertThat(way.host().run(TRUE, SOON).isOk()).isTrue();
            assertThat(way.host().run(TRUE, SOON).isOk()).isTrue();
            assertThat(answers.asked)
                    .containsExactly(
                            "trust [127.0.0.1]:" + server.port() + " ssh-ed25519 " + fingerprint(server, "ed25519"));
            assertThat(Files.readString(way.knownHosts).strip())
                    .isEqualTo(server.knownHostsLine("ed25519").strip());
        }
    }

    @Test
    void aKeyThatTheOperatorDoesNotTrustIsRefused() throws Exception {
        try (SshServer server = server("ed25519");
                Way way = way().checking(Checking.ASK).asking(new Answers("NO")).over(server)) {
            assertThatHostKeyOf(way.host()).hasMessageContaining("was not accepted");
            assertThat(way.knownHosts).doesNotExist();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Checking.class,
            names = {"ACCEPT_NEW", "NO"})
    void whereTheSettingsSaySoANewKeyIsAdded(Checking checking) throws Exception {
        try (SshServer server = server("ecdsa-256");
                Way way = way().checking(checking).over(server)) {
            assertThat(way.host().run(TRUE, SOON).isOk()).isTrue();
            assertThat(way.knownHosts).content().contains("ecdsa-sha2-nistp256");
        }
    }

    @ParameterizedTest
    @EnumSource(Checking.class)
    void aChangedKeyIsRefusedWithFileAndLineWhateverTheSettings(Checking checking) throws Exception {
        try (SshServer server = server("ed25519");
                Way way = way().checking(checking)
                        .asking(new Answers("YES", "YES"))
                        .over(server)) {
            String other = Files.readString(Path.of(key + ".pub"));
            Files.writeString(way.knownHosts, "# mine\n[127.0.0.1]:" + server.port() + " " + other);
            assertThatHostKeyOf(way.host())
                    .hasMessageContaining("(ssh-ed25519 " + fingerprint(server, "ed25519") + ") is not the one")
                    .hasMessageContaining(way.knownHosts + " line 2")
                    .hasMessageEndingWith("ssh-keygen -R '[127.0.0.1]:" + server.port() + "' -f " + way.knownHosts);
        }
    }

    @Test
    void aRevokedKeyIsRefusedWithFileAndLine() throws Exception {
        try (SshServer server = server("ed25519");
                Way way = way().knows(server, "ed25519").over(server)) {
            Files.writeString(
                    way.knownHosts, Files.readString(way.knownHosts) + "@revoked " + server.knownHostsLine("ed25519"));
            assertThatHostKeyOf(way.host()).hasMessageContaining("is revoked by " + way.knownHosts + " line 2");
        }
    }

    @Test
    void ofSeveralKeysTheHostIsAskedForTheOneThatIsKnown() throws Exception {
        for (String known : List.of("rsa-2048", "ecdsa-256", "ed25519")) {
            Path at = Files.createDirectories(folder.resolve(known));
            try (SshServer server = SshServer.start(at.resolve("sshd"), List.of("ed25519", "ecdsa-256", "rsa-2048"));
                    Way way = new Way(at).key(key).knows(server, known).over(server.allow(Path.of(key + ".pub")))) {
                assertThat(way.host().run(TRUE, SOON).isOk()).as(known).isTrue();
            }
        }
    }

    @Test
    void hashedNamesAreFound() throws Exception {
        try (SshServer server = server("ed25519");
                Way way = way().knows(server, "ed25519").over(server)) {
            SshServer.run(List.of("ssh-keygen", "-q", "-H", "-f", way.knownHosts.toString()));
            assertThat(way.knownHosts).content().startsWith("|1|");
            assertThat(way.host().run(TRUE, SOON).isOk()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"ed25519, 127.0.0.1, true", "ecdsa-384, 127.0.0.1, true", "ed25519, another.host, false"})
    void aCertificateOfAKnownAuthorityIsGoodForTheNameItIsFor(String type, String principal, boolean good)
            throws Exception {
        Path authority = SshServer.keygen(folder.resolve("ca"), "ed25519", "");
        Path sshd = folder.resolve("sshd");
        try (SshServer server = SshServer.start(
                        sshd, List.of(type), "HostCertificate " + sshd.resolve("host_" + type + "-cert.pub"));
                Way way = way().over(server.allow(Path.of(key + ".pub")))) {
            SshServer.run(List.of(
                    "ssh-keygen",
                    "-q",
                    "-h",
                    "-s",
                    authority.toString(),
                    "-I",
                    "x",
                    "-n",
                    principal,
                    server.hostKey(type) + ".pub"));
            server.restart();
            Files.writeString(way.knownHosts, "@cert-authority * " + Files.readString(Path.of(authority + ".pub")));
            RemoteHost host = way.host();
            if (good) {
                assertThat(host.run(TRUE, SOON).isOk()).isTrue();
            } else {
                assertThatHostKeyOf(host).hasMessageContaining("is not known");
            }
        }
    }

    private SshServer server(String type) throws Exception {
        return SshServer.start(folder.resolve("sshd"), List.of(type)).allow(Path.of(key + ".pub"));
    }

    private Way way() {
        return new Way(folder).key(key);
    }

    private static String fingerprint(SshServer server, String type) throws Exception {
        return SshServer.run(List.of("ssh-keygen", "-l", "-f", server.hostKey(type) + ".pub"))
                .split(" ")[1];
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertThatHostKeyOf(RemoteHost host) {
        return assertThatThrownBy(() -> host.run(TRUE, SOON))
                .isInstanceOfSatisfying(
                        SshException.class, e -> assertThat(e.kind()).isEqualTo(SshException.Kind.HOST_KEY));
    }
}
