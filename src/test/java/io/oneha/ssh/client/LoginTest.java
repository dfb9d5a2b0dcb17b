package io.oneha.ssh.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.ssh.RemoteCommand;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.SshException;
import io.oneha.testing.SshServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logins with key files at a real sshd. */
class LoginTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final RemoteCommand TRUE = RemoteCommand.of("true");

    @TempDir
    Path folder;

    @BeforeEach
    void needsSshd() {
        SshServer.needs();
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
        Path key = key("user", "ed25519");
        try (SshServer server =
                        SshServer.start(folder.resolve("sshd"), List.of("ed25519"), "KbdInteractiveAuthentication no");
                Way way = new Way(folder).knows(server, "ed25519").key(key).over(server)) {
            assertThatLoginOf(way.host()).hasMessage("n1a1: the login as root was refused; tried " + key);
        }
    }

    @Test
    void withoutAnyKeyItSaysSo() throws Exception {
        try (SshServer server = SshServer.start(folder.resolve("sshd"), List.of("ed25519"));
                Way way = new Way(folder)
                        .knows(server, "ed25519")
                        .key(folder.resolve("absent"))
                        .over(server)) {
            assertThatLoginOf(way.host())
                    .hasMessage("n1a1: the login as root was refused; there was no key to try; "
                            + "with --ask-pass a password can be given");
        }
    }

    @Test
    void tooManyKeysAreAClearRefusal() throws Exception {
        try (SshServer server = SshServer.start(folder.resolve("sshd"), List.of("ed25519"), "MaxAuthTries 2");
                Way way = new Way(folder).knows(server, "ed25519")) {
            for (int i = 0; i < 4; i++) {
                way.key(key("user" + i, "ed25519"));
            }
            assertThatLoginOf(way.over(server).host())
                    .hasMessageStartingWith("n1a1: the login as root was refused: more keys than it lets one try")
                    .hasMessageContaining("user0, ")
                    .hasMessageContaining("IdentitiesOnly");
        }
    }

    @ParameterizedTest
    @CsvSource({"-Z aes256-ctr, ed25519", "-Z aes256-cbc, rsa-2048", "-Z aes256-gcm@openssh.com, ecdsa-256"})
    void anEncryptedKeyIsAskedForOnce(String cipher, String type) throws Exception {
        Path key = SshServer.keygen(folder.resolve("user"), type, "s3cret", cipher.split(" "));
        Answers answers = new Answers("wrong", "s3cret");
        try (SshServer server = SshServer.start(folder.resolve("sshd"), List.of("ed25519"));
                Way way = new Way(folder)
                        .knows(server, "ed25519")
                        .asking(answers)
                        .key(key("other", "ed25519"))
                        .key(key)
                        .over(server.allow(Path.of(key + ".pub")))) {
            RemoteHost host = way.host();
            assertThat(host.run(TRUE, SOON).isOk()).isTrue();
            host.close();
            assertThat(host.run(TRUE, SOON).isOk()).isTrue();
            assertThat(answers.asked).containsExactly("passphrase " + key, "passphrase " + key);
            assertThat(server.logins()).isEqualTo(2);
        }
    }

    @Test
    void whileThePassphraseIsThoughtOfTheDeadlineStandsStill() throws Exception {
        Path key = SshServer.keygen(folder.resolve("user"), "ed25519", "s3cret");
        Answers answers = new Answers("s3cret").thinkingFor(Duration.ofSeconds(4));
        try (SshServer server = SshServer.start(folder.resolve("sshd"), List.of("ed25519"), "LoginGraceTime 2");
                Way way = new Way(folder)
                        .knows(server, "ed25519")
                        .asking(answers)
                        .key(key)
                        .patience(Duration.ofMillis(3500))
                        .over(server.allow(Path.of(key + ".pub")))) {
            assertThat(way.host().run(TRUE, Duration.ofMillis(3900)).isOk()).isTrue();
            assertThat(answers.asked).hasSize(1);
        }
    }

    @Test
    void aKeyThatTheHostDoesNotWantIsNotAskedFor() throws Exception {
        Path locked = SshServer.keygen(folder.resolve("locked"), "ed25519", "s3cret");
        Path open = key("open", "ed25519");
        Answers answers = new Answers();
        try (SshServer server = SshServer.start(folder.resolve("sshd"), List.of("ed25519"));
                Way way = new Way(folder)
                        .knows(server, "ed25519")
                        .asking(answers)
                        .key(locked)
                        .key(open)
                        .over(server.allow(Path.of(open + ".pub")))) {
            assertThat(way.host().run(TRUE, SOON).isOk()).isTrue();
            assertThat(answers.asked).isEmpty();
        }
    }

    @Test
    void aKeyFileThatCannotBeUsedIsToldOfAndTheNextIsTried() throws Exception {
        Path open = key("open", "ed25519");
        Path bad = key("bad", "ed25519");
        Files.setPosixFilePermissions(bad, PosixFilePermissions.fromString("rw-r--r--"));
        Path broken = Files.writeString(folder.resolve("broken"), "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA");
        try (SshServer server = SshServer.start(folder.resolve("sshd"), List.of("ed25519"));
                Way way = new Way(folder)
                        .knows(server, "ed25519")
                        .key(bad)
                        .key(broken)
                        .key(open)
                        .over(server.allow(Path.of(open + ".pub")))) {
            Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rw-------"));
            assertThat(way.host().run(TRUE, SOON).isOk()).isTrue();
            assertThat(way.notes)
                    .containsExactly(
                            "key file " + bad + ": others can read it; chmod 600 " + bad + " makes it a secret again",
                            "key file " + broken + ": it is truncated");
        }
    }

    @Test
    void aCertificateBesideTheKeyIsUsed() throws Exception {
        Path authority = key("ca", "ed25519");
        Path key = key("user", "ecdsa-256");
        SshServer.run(List.of("ssh-keygen", "-q", "-s", authority.toString(), "-I", "x", "-n", "root", key + ".pub"));
        try (SshServer server = SshServer.start(
                        folder.resolve("sshd"), List.of("ed25519"), "TrustedUserCAKeys " + authority + ".pub");
                Way way = new Way(folder).knows(server, "ed25519").key(key).over(server)) {
            assertThat(way.host().run(TRUE, SOON).isOk()).isTrue();
        }
    }

    private Path key(String name, String type) throws Exception {
        return SshServer.keygen(folder.resolve(name), type, "");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertThatLoginOf(RemoteHost host) {
        return assertThatThrownBy(() -> host.run(TRUE, SOON))
                .isInstanceOfSatisfying(
                        SshException.class, e -> assertThat(e.kind()).isEqualTo(SshException.Kind.LOGIN));
    }
}
