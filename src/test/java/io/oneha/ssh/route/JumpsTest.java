package io.oneha.ssh.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.ssh.SshException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jump hosts. The machine's ssh starts itself once for each; a script in its place writes down the arguments, and what
 * {@code ssh -G} says to these must be our hops.
 */
class JumpsTest {
    private static final String HERE = "HostName 127.0.0.1\n";

    @TempDir
    Path folder;

    static Stream<Arguments> ways() {
        return Stream.of(
                Arguments.of("one jump", "Host n1\n ProxyJump b\nHost b\n User jo\n Port 9\n", ""),
                Arguments.of(
                        "user and port in the jump win", "Host n1\n ProxyJump al@b:8\nHost b\n User jo\n Port 9\n", ""),
                Arguments.of("a chain", "Host n1\n ProxyJump a,jo@b:7,c\nHost c\n Port 3\n", ""),
                Arguments.of("a jump of the jump", "Host n1\n ProxyJump b\nHost b\n Port 5\n ProxyJump jo@a:4\n", ""),
                Arguments.of(
                        "only the first of a chain has jumps of its own",
                        "Host n1\n ProxyJump a,b\nHost b\n Port 1\n ProxyJump z\nHost a\n Port 2\n ProxyJump y\nHost y\n Port 3\n",
                        ""),
                Arguments.of("a URI", "Host n1\n ProxyJump ssh://jo@b:6/,c\n", ""),
                Arguments.of("a name made of the host's", "Host n1\n User u\n ProxyJump jump-%n-%r\n", ""),
                Arguments.of("by -J", "Host b\n User jo\n Port 9\n", "-J a,b"),
                Arguments.of("by -J and not by the file", "Host n1\n ProxyJump z\nHost b\n Port 9\n", "-J b"),
                Arguments.of("none by -J", "Host n1\n ProxyJump z\n", "-J none"),
                Arguments.of("by -o ProxyJump", "Host b\n Port 9\n", "-o ProxyJump=jo@b -o User=zoe"),
                Arguments.of("options are not the jump's", "", "-J b -l zoe -p 12 -o IdentityFile=/keys/a"),
                Arguments.of("ssh -W", "Host n1\n ProxyCommand ssh -W %h:%p -q -l jo b\nHost b\n Port 9\n", ""),
                Arguments.of(
                        "ssh -W with options",
                        "",
                        "-o ProxyCommand='ssh -F none -W [%h]:%p -p 31 %r@127.0.0.1' -l zoe"),
                Arguments.of(
                        "ssh -W with a file at home", "Host n1\n ProxyCommand ssh -i ~/k -W %h:%p b 2>/dev/null\n", ""),
                Arguments.of(
                        "ssh -W in front of ProxyJump", "Host n1\n ProxyCommand ssh -W %h:%p b\n ProxyJump c\n", ""),
                Arguments.of(
                        "ProxyJump none and then a command",
                        "Host n1\n ProxyJump none\n ProxyCommand ssh -W %h:%p b\n",
                        ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void sshPassesTheSameHosts(String what, String config, String arguments) throws Exception {
        SshClient.assumeIsThere();
        Machine machine = new Machine(folder);
        Path file = folder.resolve("ssh_config");
        machine.file(file, config + "\nHost *\n " + HERE);
        List<List<String>> calls = calls(file, arguments);
        List<String> real = new ArrayList<>();
        for (List<String> call : calls) {
            Map<String, List<String>> settings = SshClient.settings(Map.of(), call);
            real.add(settings.get("user").get(0) + "@" + settings.get("host").get(0) + ":"
                    + settings.get("port").get(0));
        }
        Collections.reverse(real);

        List<String> ours = machine.to("n1", "-F " + file + " " + arguments).hops().stream()
                .map(hop -> hop.user() + "@" + hop.alias() + ":" + hop.port())
                .map(hop -> hop.replace("operator@", System.getProperty("user.name") + "@"))
                .toList();
        assertThat(ours).isEqualTo(real);
    }

    /** Runs ssh through a script of the same name; returns the arguments of each call, the outermost first. */
    private List<List<String>> calls(Path file, String arguments) throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path log = folder.resolve("calls");
        String script = "#!/bin/bash\nprintf '%s\\037' \"$@\" >> " + log + "\necho >> " + log + "\nexec -a ssh "
                + SshClient.PROGRAM + " -o BatchMode=yes \"$@\"\n";
        Path ssh = Files.writeString(bin.resolve("ssh"), script);
        Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rwxr-xr-x"));
        String line = ssh + " -F " + file + " " + arguments + " n1 true";
        SshClient.run(Map.of("PATH", bin + ":" + System.getenv("PATH")), List.of("/bin/bash", "-c", line));
        return Files.readAllLines(log).stream()
                .map(call -> Arrays.asList(call.split("\037")))
                .toList();
    }

    @Test
    void aCircleOfJumpsIsRefusedWithTheLineThatClosesIt() throws Exception {
        Machine machine = new Machine(folder).config("Host a\n ProxyJump b\nHost b\n ProxyJump a\n");
        assertThatThrownBy(() -> machine.to("a"))
                .isInstanceOfSatisfying(
                        SshException.class, e -> assertThat(e.kind()).isEqualTo(SshException.Kind.SETTINGS))
                .hasMessageStartingWith("n1a1: " + machine.home + "/.ssh/config:4: ")
                .hasMessageContaining("circle");
    }

    @Test
    void aChainWithoutEndIsRefused() throws Exception {
        Machine machine = new Machine(folder).config("Host *\n ProxyJump x%n\n");
        assertThatThrownBy(() -> machine.to("a")).hasMessageContaining("more than 16 jump hosts");
    }

    @Test
    void aProxyCommandThatIsNoJumpIsNotedAndNotFollowed() throws Exception {
        for (String command : List.of(
                "nc -X 5 %h %p",
                "ssh b nc %h %p",
                "ssh -W %h:%p $(bastion)",
                "ssh -W other:22 b",
                "ssh -W %h:%p",
                "sh -c 'ssh -W %h:%p b'")) {
            Route route = new Machine(folder)
                    .config("Host n1\n ProxyCommand " + command + "\n")
                    .to("n1");
            assertThat(route.hops()).as(command).hasSize(1);
            assertThat(route.notes()).as(command).singleElement().asString().contains("/.ssh/config:2: ProxyCommand");
        }
    }

    @Test
    void aJumpThatIsNoHostIsRefused() throws Exception {
        for (String jump :
                List.of("a,,b", "@b", "b:0", "b:99999", "b:x", "[::1", "-oProxyCommand=x", "a b", "ssh://b/path")) {
            Machine machine = new Machine(folder).config("Host n1\n\n ProxyJump " + jump + "\n");
            assertThatThrownBy(() -> machine.to("n1")).as(jump).hasMessageContaining("/.ssh/config:3: ");
        }
    }

    @Test
    void eachHopHasItsOwnSettings() throws Exception {
        Route route = new Machine(folder)
                .config("Host n1\n IdentityFile /keys/n1\n StrictHostKeyChecking yes\n HostKeyAlias zone\n"
                        + "Host b\n IdentityFile /keys/b\n UserKnownHostsFile /kh\n")
                .to("n1", "-J b -o ConnectTimeout=5");
        Hop jump = route.hops().get(0);
        Hop host = route.target();
        assertThat(jump.identityFiles()).containsExactly(Path.of("/keys/b"));
        assertThat(jump.knownHosts()).first().isEqualTo(Path.of("/kh"));
        assertThat(jump.hostKeyName()).isEqualTo("b");
        assertThat(jump.connectTimeout()).isEmpty();
        assertThat(jump.checking()).isEqualTo(Hop.Checking.ASK);
        assertThat(host.identityFiles()).containsExactly(Path.of("/keys/n1"));
        assertThat(host.hostKeyName()).isEqualTo("zone");
        assertThat(host.connectTimeout()).isPresent();
        assertThat(host.checking()).isEqualTo(Hop.Checking.YES);
    }
}
