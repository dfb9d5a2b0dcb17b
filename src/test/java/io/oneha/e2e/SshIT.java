package io.oneha.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.oneha.testing.Program;
import io.oneha.testing.Sshd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program under test logs in to a real sshd: what a native image is most likely to break. */
class SshIT {
    @TempDir
    Path folder;

    @BeforeEach
    void needsSshd() {
        assumeTrue(Sshd.isPossible(), "needs root and an installed sshd (Debian: openssh-server)");
    }

    @ParameterizedTest
    @CsvSource({"ed25519, ed25519", "ecdsa, ecdsa", "rsa, rsa", "ecdsa, ed25519"})
    void logsInWithEveryCommonKeyType(String hostKeyType, String userKeyType) throws Exception {
        try (Sshd sshd = Sshd.start(folder, hostKeyType, userKeyType)) {
            Program.Result result = check(sshd);

            assertThat(result.err()).isEmpty();
            assertThat(result.out()).contains("logged in").contains(hostKeyType.replace("rsa", "ssh-rsa"));
            assertThat(result.exitCode()).isZero();
        }
    }

    @Test
    void refusesAHostWhoseKeyHasChanged() throws Exception {
        try (Sshd sshd = Sshd.start(folder, "ed25519", "ed25519")) {
            String userKey = Files.readString(folder.resolve("user_key.pub"));
            Files.writeString(sshd.knownHosts(), "[127.0.0.1]:" + sshd.port() + " " + userKey);

            Program.Result result = check(sshd);

            assertThat(result.exitCode()).isEqualTo(77);
            assertThat(result.err())
                    .hasLineCount(1)
                    .contains("host key ssh-ed25519 SHA256:")
                    .contains("known_hosts");
        }
    }

    @Test
    void saysSoWhenTheLoginIsRefused() throws Exception {
        try (Sshd sshd = Sshd.start(folder, "ed25519", "ed25519")) {
            Files.writeString(folder.resolve("authorized_keys"), "");

            Program.Result result = check(sshd);

            assertThat(result.exitCode()).isEqualTo(77);
            assertThat(result.err()).hasLineCount(1).contains("the login as root was refused");
        }
    }

    private static Program.Result check(Sshd sshd) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("ssh-check", "127.0.0.1", "--user", "root"));
        arguments.addAll(List.of("--port", String.valueOf(sshd.port())));
        arguments.addAll(List.of("--key", sshd.userKey().toString()));
        arguments.addAll(List.of("--known-hosts", sshd.knownHosts().toString()));
        return Program.run(arguments);
    }
}
