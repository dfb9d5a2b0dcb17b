package io.oneha.ssh.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.ssh.SshException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommonArgsTest {
    @TempDir
    Path folder;

    private Machine machine;

    @BeforeEach
    void aMachine() throws IOException {
        machine = new Machine(folder).config("Host *\n User file\n Port 1\n");
    }

    @Test
    void aFileWithoutEndIsRefusedAndNoFileIsNone() {
        assertThatThrownBy(() -> machine.to("n1", "-F /dev/zero")).hasMessage("n1a1: /dev/zero: is no regular file");
        assertThat(machine.to("n1", "-F /dev/null -p 2200").target().port()).isEqualTo(2200);
    }

    /** Both are split by a shell and given to ssh, so ssh must say the same of them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-p 2200",
                "-p2200 -lbob",
                "-o Port=2200 -o User=bob",
                "-oPort=2200 -oUser=bob",
                "-o 'Port 2200' -o \"User bob\"",
                "-o 'Port = 2200'",
                "-o port=2200 -p 2300 -o PORT=2400",
                "-l bob -o User=eve -l ann",
                "-o HostName=%h.example.org",
                "-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null",
                "-o 'UserKnownHostsFile=/a /b'",
                "-o IdentityFile=/keys/a -i /dev/null -o IdentityFile=/keys/b",
                "-o IdentityFile='\"/keys/a b\"'",
                "-o IdentityFile=\"/keys/a\\ b\"",
                "-i /none/there",
                "-AqC -4 -o ConnectTimeout=3 -vp 7",
                "-tt -o ConnectTimeout=1m -o BatchMode=yes",
                "-- ",
                "-L 9999:localhost:9 -D 9998 -p 31"
            })
    void sshUnderstandsTheSame(String args) throws Exception {
        SshClient.assumeIsThere();
        Path file = folder.resolve("ssh_config");
        machine.file(file, "Host *\n User file\n Port 1\n");
        Path script = folder.resolve("script");
        machine.file(script, "exec " + SshClient.PROGRAM + " -G -F " + file + " " + args + " n1");
        String real = SshClient.run(Map.of(), List.of("/bin/sh", script.toString()));

        Hop hop = machine.to("n1", "-F " + file + " " + args).target();
        assertThat(real.lines())
                .contains("user " + hop.user(), "port " + hop.port(), "hostname " + hop.host())
                .contains("connecttimeout "
                        + hop.connectTimeout()
                                .map(limit -> "" + limit.toSeconds())
                                .orElse("none"));
        for (Path key : hop.identityFiles()) {
            assertThat(real.lines()).contains("identityfile " + key.toString().replace(machine.home.toString(), "~"));
        }
        if (hop.checking() == Hop.Checking.NO) {
            assertThat(real.lines()).contains("stricthostkeychecking false");
        }
        if (args.contains("UserKnownHostsFile")) {
            String files = String.join(
                    " ", hop.knownHosts().stream().map(Path::toString).toList());
            assertThat(real.lines().filter(line -> line.startsWith("userknownhostsfile ")))
                    .singleElement()
                    .matches(line -> files.startsWith(line.substring("userknownhostsfile ".length())));
        }
    }

    @Test
    void aFileOfItsOwnReplacesBothFiles() throws IOException {
        machine.systemConfig("ConnectTimeout 3\n").file(folder.resolve("other"), "Port 5\n");
        Hop hop = machine.to("n1", "-F " + folder.resolve("other")).target();
        assertThat(hop.port()).isEqualTo(5);
        assertThat(hop.user()).isEqualTo("operator");
        assertThat(hop.connectTimeout()).isEmpty();
        Hop bare = machine.to("n1", "-F none").target();
        assertThat(bare.port()).isEqualTo(22);
        assertThat(bare.connectTimeout()).isEmpty();
    }

    @Test
    void aJumpHostIsResolvedByTheSameFile() throws IOException {
        machine.file(folder.resolve("other"), "Host b\n Port 5\n");
        assertThat(machine.to("n1", "-J b -F " + folder.resolve("other"))
                        .hops()
                        .get(0)
                        .port())
                .isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-p none|not a port: none",
                "-p|-p has no value",
                "-H|ssh has no option -H",
                "--jump b|ssh has no option -- (in --jump)",
                "-J a -J b|two jumps",
                "-o ProxyJump=a -J b|two jumps",
                "-o 'ProxyCommand=nc %h %p' -J b|-J after a ProxyCommand",
                "-o Host=n1|host cannot be an option",
                "-o User|user has no value",
                "-o 'User=\"a'|a quote is not closed",
                "-o \"User=a|a quote is not closed",
                "-o StrictHostKeyChecking=never|StrictHostKeyChecking is none of",
                "-q other|not an option: other"
            })
    void whatSshWouldRefuseIsRefused(String args, String why) {
        assertThatThrownBy(() -> machine.to("n1", args))
                .isInstanceOfSatisfying(
                        SshException.class, e -> assertThat(e.kind()).isEqualTo(SshException.Kind.SETTINGS))
                .hasMessageStartingWith("n1a1: ansible_ssh_common_args: " + why);
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> machine.to("n1", "-F /none"))
                .hasMessage("n1a1: /none: the ssh configuration file does not exist");
    }

    @Test
    void optionsThatMatterAndAreNotFollowedAreNoted() {
        assertThat(machine.to("n1", "-6 -b 10.0.0.1 -c aes128-ctr -i /none -A -q")
                        .notes())
                .containsExactly(
                        "ansible_ssh_common_args: -6 is not followed",
                        "ansible_ssh_common_args: -b is not followed",
                        "ansible_ssh_common_args: -c is not followed",
                        "ansible_ssh_common_args: -i /none does not exist");
    }

    @Test
    void anAddressThatIsNoneIsRefused() {
        for (String address : List.of("", "-oProxyCommand=x", "a b", "@n1", "n1;reboot")) {
            assertThatThrownBy(() -> machine.to(address)).as(address).hasMessageStartingWith("n1a1: ansible_host: ");
        }
    }
}
