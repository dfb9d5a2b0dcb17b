package io.oneha.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.steps.site.RootShell;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.StepException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that a host gives, and that are more than names to a program that root runs with them. */
class HostileNamesTest {
    private static final Duration LIMIT = Duration.ofSeconds(50);

    private final RootedHost host = new RootedHost("n1a2");
    private final RootShell shell =
            new Site(null, name -> Optional.of(host), null, null, Clock.systemUTC()).shell("n1a2");

    @BeforeEach
    void programs() {
        host.program("apt-get", "echo \"$*\" >> /asked")
                .program("systemctl", "echo \"$*\" >> /asked; echo loaded; exit 1");
    }

    @AfterEach
    void end() {
        host.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key 644 /etc/cron.d/evil",
                "key 644 /root/.ssh/authorized_keys",
                "key 644 /etc/apt/keyrings/../../cron.d/evil",
                "key 644 /etc/apt/keyrings/sub/../../../cron.d/evil",
                "key 4755 /etc/apt/keyrings/evil",
                "key 644 /etc/apt/apt.conf.d/evil",
                "source 644 /etc/apt/sources.list.d/evil.conf",
                "source 644 /etc/apt/sources.list.d/x#e#.list",
                "auth 644 /etc/apt/auth.conf.d/evil.conf",
                "source 644 /etc/passwd",
                "source 644 evil.list"
            })
    void aFileIsWrittenOnlyWhereAPackageManagerKeepsSuchFiles(String line) {
        String path = line.split(" ")[2];
        String before = host.shell("cksum /etc/passwd " + path);
        Script add = sources(line + " " + base64("* * * * * root touch /ran\n"));
        assertThatThrownBy(() -> shell.runs(add, LIMIT))
                .isInstanceOf(StepException.class)
                .hasMessage("n1a2: n1a1 has a package source that needs the file " + path
                        + ", which is not in a folder of the package manager's");
        assertThat(host.shell("cksum /etc/passwd " + path)).isEqualTo(before);
        assertThat(host.shell("find /etc /root/.ssh -name 'evil*'")).isEmpty();
    }

    @Test
    void aNameIsNeverPartOfAProgramForSed() {
        // The host's own file of that name makes ours another one, whose name replaces the first in what is read.
        host.file("/etc/apt/keyrings/a+b.asc", "the host's");
        host.program("apt-cache", "echo 'opennebula | 7 | https://example.org stable/x amd64 Packages'");
        shell.runs(
                sources("key 644 /etc/apt/keyrings/a+b.asc " + base64("key")
                        + "\nsource 644 /etc/apt/sources.list.d/o.list "
                        + base64("deb [signed-by=/etc/apt/keyrings/a+b.asc] https://example.org & \\1 stable"
                                + " /etc/apt/keyrings/a+b-asc\n")),
                LIMIT);
        assertThat(host.shell("cat /etc/apt/sources.list.d/o.list"))
                .isEqualTo("deb [signed-by=/etc/apt/keyrings/oneha-a+b.asc] https://example.org & \\1 stable"
                        + " /etc/apt/keyrings/a+b-asc\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-oDPkg::Pre-Invoke::=touch${IFS}/ran 1",
                "opennebula -oAPT::x=y",
                "opennebula 1;touch",
                "openssh-server 1",
                "opennebula/../x 1",
                "opennebula 1 2"
            })
    void aPackageIsOneOfOpenNebulas(String line) {
        for (String name : new String[] {"packages/packages", "packages/sources"}) {
            Script script = Script.of(name, name.equals("packages/packages") ? "do" : "look")
                    .with("wanted", "opennebula 7.0\n" + line);
            assertThatThrownBy(() -> shell.runs(script, LIMIT))
                    .isInstanceOf(StepException.class)
                    .hasMessage("n1a2: the leader names a package or a version that is none of OpenNebula's");
        }
        assertThat(host.shell("cat /asked")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"debug-shell", "--root=/tmp", "opennebula-flow ../x"})
    void aUnitIsOneOfAFrontEnds(String units) {
        for (String variable : new String[] {"enable", "start"}) {
            Script script = Script.of("roles/services", "do")
                    .with("enable", "")
                    .with("start", "")
                    .with("spared", "")
                    .with(variable, units);
            assertThatThrownBy(() -> shell.runs(script, LIMIT))
                    .isInstanceOf(StepException.class)
                    .hasMessage("n1a2: the leader names a unit that is none of a front-end");
        }
        assertThat(host.shell("cat /asked")).isEmpty();
    }

    @Test
    void nothingThatADumpNeedsLiesWhereOthersCanGuessItsName() {
        host.shell(
                "echo oneadmin:x:9869:9869::/var/lib/one:/bin/sh >> /etc/passwd; echo oneadmin:x:9869: >> /etc/group;"
                        + " chmod 1777 /tmp");
        host.program(
                "ssh",
                "ls /tmp > /tmp/seen; for o in \"$@\"; do case $o in UserKnownHostsFile=*) cat \"${o#*=}\" >> /tmp/seen ;; esac; done");
        Script may = Script.of("database/dump", "may")
                .with("database", "opennebula")
                .with("target", "n1a3")
                .with("hostkeys", "n1a3 ssh-ed25519 AAAA");
        assertThat(shell.asks(may, LIMIT)).isTrue();
        assertThat(host.shell("cat /tmp/seen")).isEqualTo("seen\nn1a3 ssh-ed25519 AAAA\n");
        assertThat(host.shell("ls /run")).doesNotContain("oneha-known");
    }

    @Test
    void aSourceThatCannotBeKeptAsideWholeIsNotReplacedHoweverOftenItIsTried() {
        String folder = "/etc/apt/sources.list.d/";
        host.file(folder + "a.list", "theirs\n")
                .file(folder + "oneha-a.list", "an earlier one\n")
                .shell("mkdir -p /var/lib/oneha/backups; mount -t tmpfs -o mode=755,size=8k tmpfs /var/lib/oneha;"
                        + " mkdir /var/lib/oneha/backups; cat /dev/zero > /var/lib/oneha/filler");
        for (int tries = 0; tries < 2; tries++) {
            assertThatThrownBy(() -> shell.runs(sources("source 644 " + folder + "a.list " + base64("ours\n")), LIMIT))
                    .isInstanceOf(StepException.class)
                    .hasMessage("n1a2: " + folder
                            + "oneha-a.list cannot be kept aside in /var/lib/oneha/backups/oneha-test");
        }
        assertThat(host.shell("cat " + folder + "oneha-a.list")).isEqualTo("an earlier one\n");
    }

    private static Script sources(String source) {
        return Script.of("packages/sources", "add")
                .with("wanted", "opennebula 7")
                .with("source", source)
                .with("leader", "n1a1")
                .with("kept", "/var/lib/oneha/backups/oneha-test");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
