package io.oneha.ssh.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.ssh.SshException;
import io.oneha.ssh.SshTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {
    @TempDir
    Path folder;

    private Machine machine;

    @BeforeEach
    void aMachine() throws IOException {
        machine = new Machine(folder);
    }

    @Test
    void withoutAnyFileTheDefaultsHold() {
        Route route = machine.to("n1");
        Path ssh = machine.home.resolve(".ssh");
        assertThat(route.notes()).isEmpty();
        assertThat(route.hops()).hasSize(1);
        Hop hop = route.target();
        assertThat(hop.alias()).isEqualTo("n1");
        assertThat(hop.user()).isEqualTo("operator");
        assertThat(hop.port()).isEqualTo(22);
        assertThat(hop.identityFiles())
                .containsExactly(ssh.resolve("id_rsa"), ssh.resolve("id_ecdsa"), ssh.resolve("id_ed25519"));
        assertThat(hop.knownHosts())
                .containsExactly(
                        ssh.resolve("known_hosts"),
                        ssh.resolve("known_hosts2"),
                        machine.etc.resolve("ssh_known_hosts"),
                        machine.etc.resolve("ssh_known_hosts2"));
        assertThat(hop.agent()).contains(Path.of("/run/agent.sock"));
        assertThat(hop.checking()).isEqualTo(Hop.Checking.ASK);
        assertThat(hop.passwordAllowed()).isTrue();
    }

    @Test
    void theUsersFileComesBeforeTheMachines() throws IOException {
        machine.config("Host n1\n User mine\n").systemConfig("User theirs\nPort 2200\nIdentityFile /keys/all\n");
        Hop hop = machine.to("n1").target();
        assertThat(hop.user()).isEqualTo("mine");
        assertThat(hop.port()).isEqualTo(2200);
        assertThat(hop.identityFiles()).containsExactly(Path.of("/keys/all"));
    }

    @Test
    void theInventorysVariablesComeBeforeTheCommonArgsAndThoseBeforeTheFile() throws IOException {
        machine.config("User file\nPort 1\nIdentityFile /keys/file\nStrictHostKeyChecking yes\nConnectTimeout 1\n");
        SshTarget target = new SshTarget(
                "n1a1",
                "n1",
                Optional.of("variable"),
                OptionalInt.of(3),
                Optional.of("~/variable"),
                Optional.of("-o User=args -p 2 -o IdentityFile=/keys/args -o StrictHostKeyChecking=no"));
        Hop hop = machine.to(target).target();
        assertThat(hop.user()).isEqualTo("variable");
        assertThat(hop.port()).isEqualTo(3);
        assertThat(hop.identityFiles())
                .containsExactly(machine.home.resolve("variable"), Path.of("/keys/args"), Path.of("/keys/file"));
        assertThat(hop.checking()).isEqualTo(Hop.Checking.NO);
        assertThat(hop.connectTimeout()).contains(Duration.ofSeconds(1));
    }

    @Test
    void anAddressMayNameItsUser() {
        assertThat(machine.to("jo@n1").target().user()).isEqualTo("jo");
        assertThat(machine.to("jo@n1", "-l zoe").target().user()).isEqualTo("zoe");
        assertThat(machine.to("ssh://jo@n1:24").target().port()).isEqualTo(24);
        assertThat(machine.to("fd00::51").target().host()).isEqualTo("fd00::51");
    }

    @ParameterizedTest
    @CsvSource({
        "/keys/%h-%n-%p-%r, /keys/fe.example.org-n1-2200-bob",
        "/keys/%u-%i-%l-%L, /keys/operator-1000-desk.example.org-desk",
        "/keys/%k-100%%, /keys/zone-100%",
        "${KEYS}/%r, /keys/bob",
        "%d/k, HOME/k",
        "~/k, HOME/k",
        "~operator/k, HOME/k",
        "relative/k, relative/k"
    })
    void tokensOfKeysAreReplaced(String given, String path) throws IOException {
        machine.config("Host n1\n HostName fe.example.org\n User bob\n Port 2200\n HostKeyAlias Zone\n IdentityFile \""
                + given + "\"\n");
        assertThat(machine.to("n1").target().identityFiles())
                .containsExactly(Path.of(path.replace("HOME", machine.home.toString())));
    }

    @ParameterizedTest
    @CsvSource({
        "SSH_AUTH_SOCK, /run/agent.sock",
        "$KEYS, /keys",
        "$NONE, ''",
        "none, ''",
        "${KEYS}/a, /keys/a",
        "/run/user/%i/agent, /run/user/1000/agent",
        "~/agent, HOME/agent"
    })
    void theAgentIsTheOneThatIsNamed(String given, String path) throws IOException {
        machine.config("IdentityAgent " + given + "\n");
        assertThat(machine.to("n1").target().agent().map(Path::toString).orElse(""))
                .isEqualTo(path.replace("HOME", machine.home.toString()));
    }

    @Test
    void withoutAVariableThereIsNoAgent() throws IOException {
        assertThat(new Machine(folder, Map.of()).to("n1").target().agent()).isEmpty();
        assertThat(new Machine(folder, Map.of("SSH_AUTH_SOCK", ""))
                        .to("n1")
                        .target()
                        .agent())
                .isEmpty();
    }

    @Test
    void noKeyIsTriedWhereIdentityFileIsNone() throws IOException {
        machine.config("IdentityFile none\n");
        assertThat(machine.to("n1").target().identityFiles()).isEmpty();
    }

    @Test
    void whereNoKnownHostsAreKeptNewKeysGoNowhere() throws IOException {
        machine.config("UserKnownHostsFile none\n");
        assertThat(machine.to("n1").target().knownHosts())
                .containsExactly(
                        Path.of("/dev/null"),
                        machine.etc.resolve("ssh_known_hosts"),
                        machine.etc.resolve("ssh_known_hosts2"));
        assertThat(machine.to("n1", "-o GlobalKnownHostsFile=none").target().knownHosts())
                .containsExactly(Path.of("/dev/null"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-o PasswordAuthentication=no|false",
                "-o BatchMode=yes|false",
                "-o PreferredAuthentications=publickey|false",
                "-o PreferredAuthentications=publickey,password|true",
                "-o PasswordAuthentication=yes|true"
            })
    void aPasswordIsTriedOnlyWhereItMayBe(String args, boolean allowed) {
        assertThat(machine.to("n1", args).target().passwordAllowed()).isEqualTo(allowed);
    }

    @Test
    void aFileThatOthersCanWriteIsRefused() throws IOException {
        machine.config("Port 1\n");
        Path file = machine.home.resolve(".ssh/config");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--rw-"));
        assertThatThrownBy(() -> machine.to("n1"))
                .isInstanceOf(SshException.class)
                .hasMessageContaining(file + ": bad owner or permissions");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Port none|not a port: none",
                "Port 0|not a port: 0",
                "Port 65536|not a port: 65536",
                "User|user has no value",
                "User a b|user has more than one value",
                "User \"a|a quote is not closed",
                "HostName %x|%x stands for nothing here",
                "IdentityFile ${NONE}/k|the environment has no NONE",
                "IdentityFile ~other/k|the home folder of another user",
                "StrictHostKeyChecking maybe|StrictHostKeyChecking is none of",
                "BatchMode maybe|batchmode is neither yes nor no",
                "ConnectTimeout soon|not a time: soon",
                "UserKnownHostsFile none /a|userknownhostsfile is not a list of files",
                "Match nothing|Match has no criterion nothing",
                "Match host|Match host has no value",
                "RefuseConnection \"not today\"|the connection is refused: not today"
            })
    void aValueThatCannotBeUsedIsRefusedWithItsLine(String line, String why) throws IOException {
        machine.config("# first\n\n" + line + "\n");
        assertThatThrownBy(() -> machine.to("n1"))
                .isInstanceOfSatisfying(
                        SshException.class, e -> assertThat(e.kind()).isEqualTo(SshException.Kind.SETTINGS))
                .hasMessageStartingWith("n1a1: " + machine.home + "/.ssh/config:3: " + why)
                .hasMessageNotContainingAny("\n");
    }

    @Test
    void aLineThatIsForOtherHostsHurtsNobody() throws IOException {
        machine.config("Host other\n Port none\n Nonsense 1\n CertificateFile /c\nHost n1\n User bob\n");
        Route route = machine.to("n1");
        assertThat(route.target().user()).isEqualTo("bob");
        assertThat(route.notes()).isEmpty();
    }

    @Test
    void controlCharactersOfAFileDoNotReachTheTerminal() throws IOException {
        machine.config("Port \u001b[31m1\n");
        assertThatThrownBy(() -> machine.to("n1"))
                .hasMessageContaining("?[31m1")
                .hasMessageNotContaining("\u001b");
    }
}
