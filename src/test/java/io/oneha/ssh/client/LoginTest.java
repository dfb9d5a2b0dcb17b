package io.oneha.ssh.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.oneha.ssh.RemoteCommand;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.SshException;
import io.oneha.testing.SshServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logins with key files at a real sshd. */
class LoginTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    @BeforeEach
    void needsSshd() {
        assumeTrue(SshServer.isPossible(), "needs root and an installed sshd (Debian: openssh-server)");
    }

    @ParameterizedTest
    @CsvSource({
        "ed25519, ed25519", "ed25519, ecdsa-256", "ed25519, rsa-3072", "ecdsa-256, ed25519", "ecdsa-384, ecdsa-384",
        "ecdsa-521, ecdsa-521", "ecdsa-521, rsa-2048", "rsa-2048, ed25519", "rsa-3072, ecdsa-521", "rsa-3072, rsa-4096"
    })
    void everyTypeOfHostKeyGoesWithEveryTypeOfUserKey(String hostKey, String userKey) throws Exception {
        Path key = SshServer.keygen(folder.resolve("user"), userKey, "");
        try (SshServer server = SshServer.start(folder.resolve("sshd"), List.of(hostKey));
                Way way = new Way(folder).knows(server, hostKey).key(key).over(server.allow(Path.of(key + ".pub")))) {
            assertThat(way.host()
                            .run(RemoteCommand.of("echo", "a b", "$HOME"), SOON)
                            .text())
                    .isEqualTo("a b $HOME\n");
            assertThat(way.notes).isEmpty();
        }
    }

    @Test
    void aRefusedLoginSaysWhatWasTried() throws Exception {
        Path key = SshServer.keygen(folder.resolve("user"), "ed25519", "");
        try (SshServer server = SshServer.start(folder.resolve("sshd"), List.of("ed25519"));
                Way way = new Way(folder).knows(server, "ed25519").key(key).over(server)) {
            RemoteHost host = way.host();
            assertThatThrownBy(() -> host.run(RemoteCommand.of("true"), SOON))
                    .isInstanceOfSatisfying(
                            SshException.class, e -> assertThat(e.kind()).isEqualTo(SshException.Kind.LOGIN))
                    .hasMessage("n1a1: the login as root was refused; tried " + key);
        }
    }
}
