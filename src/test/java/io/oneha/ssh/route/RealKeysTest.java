package io.oneha.ssh.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.ssh.SshTarget;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The key files that the machine's ssh goes for ({@code ssh -v}), with every token and variable replaced, are ours. */
class RealKeysTest {
    private static final Pattern KEY = Pattern.compile("^debug1: identity file (.*) type -?[0-9]+$", Pattern.MULTILINE);

    @TempDir
    Path folder;

    @BeforeAll
    static void sshIsThere() {
        SshClient.assumeIsThere();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IdentityFile /keys/%h-%n-%p-%r-%%",
                "IdentityFile /keys/%u-%i-%d",
                "IdentityFile /keys/%k\nHostKeyAlias Zone",
                "IdentityFile ~/.ssh/%r\nIdentityFile none\nIdentityFile ${KEYS}/b",
                "IdentityFile \"/keys/a b\"\nIdentityFile relative",
                "IdentityFile none",
                "IdentityFile /keys/a\nIdentityFile /keys/a\nIdentityFile /keys/b"
            })
    void sshGoesForTheSameKeys(String lines) throws Exception {
        Map<String, String> environment = Map.of("KEYS", "/secrets");
        Path home = Path.of(System.getProperty("user.home"));
        RouteSettings self = RouteSettings.ofThisProcess();
        Machine machine = new Machine(folder);
        Path file = folder.resolve("ssh_config");
        machine.file(file, "Host n1\n HostName Fe.example.org\n User bob\n Port 2200\n" + lines + "\n");
        String real = SshClient.run(
                environment,
                List.of(SshClient.PROGRAM, "-v", "-F", file.toString(), "-o", "ProxyCommand=false", "n1", "true"));
        List<String> realKeys = KEY.matcher(real)
                .results()
                .map(found -> found.group(1))
                .filter(key -> !key.endsWith("-cert"))
                .toList();

        RouteSettings world =
                new RouteSettings(environment, home, self.user(), self.userId(), self.hostName(), machine.etc);
        List<Path> ours = new Routes(world)
                .to(new SshTarget(
                        "n1", "n1", Optional.empty(), OptionalInt.empty(), Optional.empty(), Optional.of("-F " + file)))
                .target()
                .identityFiles();
        assertThat(real).contains("debug1: Executing proxy command");
        assertThat(ours.stream().map(Path::toString)).containsExactlyElementsOf(realKeys);
    }
}
