package io.oneha.steps.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.steps.RootedHost;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every script of a step begins with, where an unprivileged account has prepared something for it. */
class CommonScriptTest {
    private static final Duration LIMIT = Duration.ofSeconds(50);
    private static final String SSH = "/var/lib/one/.ssh";

    private final RootedHost host = new RootedHost("n1a2");
    private final RootShell shell =
            new Site(null, name -> Optional.of(host), null, null, Clock.systemUTC()).shell("n1a2");

    @BeforeEach
    void oneadmin() {
        host.shell("echo oneadmin:x:9869:9869::/var/lib/one:/bin/sh >> /etc/passwd;"
                + " echo oneadmin:x:9869: >> /etc/group; rm -rf /var/lib/one; mkdir -p " + SSH
                + "; echo key > " + SSH + "/id_rsa; chown -R oneadmin:oneadmin /var/lib/one");
    }

    @AfterEach
    void end() {
        host.close();
    }

    @Test
    void aFolderThatAGroupCanWriteToIsRefusedWhateverTheGroup() {
        host.shell("mkdir -p /opt/group; chown 0:0 /opt/group; chmod 775 /opt/group");
        assertThatThrownBy(() -> shell.writes("/opt/group/x", new byte[] {'x'}, "root:root", "600"))
                .isInstanceOf(StepException.class)
                .hasMessage("n1a2: a group can write to /opt/group, where root is to write");
        assertThat(host.shell("ls /opt/group")).isEmpty();
    }

    @Test
    void whoRunsAProgramStaysKnownToTheScriptThatHasAnotherRun() {
        assertThat(run("account=root; by oneadmin id -un; echo \"$account\"")).isEqualTo("oneadmin\nroot\n");
    }

    @Test
    void whatIsCopiedFillsNeitherTheMemoryNorTheDiskOfTheHost() {
        host.shell("head -c 60000000 /dev/urandom > " + SSH + "/large");
        assertThatThrownBy(() -> shell.runs(Script.of("site/tree", "pack").with("target", SSH), LIMIT))
                .isInstanceOfSatisfying(StepException.class, large -> assertThat(large.remedy())
                        .isEqualTo("see what lies there, and move away what does not belong there"))
                .hasMessage("n1a2: " + SSH + " takes more than 47 MiB, which oneha does not copy");
        assertThat(host.shell("ls /run/oneha")).isEmpty();
        // A file of nothing but zeros takes no room of oneadmin's, and would take root's.
        host.shell("rm " + SSH + "/large; truncate -s 300M " + SSH + "/large");
        Script keep = Script.of("site/file", "keep").with("path", SSH).with("folder", "/var/lib/oneha/backups/t");
        assertThatThrownBy(() -> shell.runs(keep, LIMIT))
                .hasMessage("n1a2: " + SSH + " takes more than 256 MiB, which oneha does not copy");
        assertThat(host.shell("ls -A /var/lib/oneha/backups/t")).isEmpty();
        host.shell("rm " + SSH + "/large");
        shell.runs(keep, LIMIT);
        assertThat(host.shell("tar -xOf /var/lib/oneha/backups/t/.ssh.tar ./.ssh/id_rsa"))
                .isEqualTo("key\n");
    }

    @Test
    void aFullDiskIsCalledSo() {
        host.shell("mkdir -p /var/lib/oneha; mount -t tmpfs -o mode=755,size=64k tmpfs /var/lib/oneha;"
                + " head -c 100000 /dev/urandom > " + SSH + "/large");
        Script keep = Script.of("site/file", "keep").with("path", SSH).with("folder", "/var/lib/oneha/t");
        assertThatThrownBy(() -> shell.runs(keep, LIMIT))
                .isInstanceOfSatisfying(StepException.class, full -> assertThat(full.remedy())
                        .isEqualTo("make room in /var/lib/oneha/t"))
                .hasMessage("n1a2: there is no room for " + SSH + " in /var/lib/oneha/t");
        assertThat(host.shell("ls -A /var/lib/oneha/t")).isEmpty();
    }

    @Test
    void whatBreaksIsNotTakenForWhole() {
        assertThat(run("fills /run/x 1 it sh -c 'echo part; exit 4'; echo $?; cat /run/x"))
                .isEqualTo("4\npart\n");
        assertThat(run("fills /run/x 1 it sh -c 'echo 0 >&3; exit 5' 2>/dev/null; echo $?"))
                .isEqualTo("5\n");
    }

    @ParameterizedTest
    @CsvSource({
        "echo inactive; exit 3, ''",
        "echo failed; exit 3, ''",
        "echo unknown; exit 4, ''",
        "echo active, oned is active",
        "echo deactivating; exit 3, oned is deactivating",
        "exit 1, systemd does not say whether oned is stopped",
        "echo maintenance, systemd does not say whether oned is stopped"
    })
    void onlyAnOnedThatSystemdCallsStoppedIsTakenForStopped(String systemctl, String reason) {
        host.program("systemctl", systemctl);
        assertThat(run("(oned_is_stopped) 2>&1; echo $?"))
                .endsWith(reason.isEmpty() ? "0\n" : "1\n")
                .contains(reason);
    }

    private String run(String text) {
        host.file("/script", common() + text + "\n");
        return host.shell("sh /script");
    }

    private static String common() {
        try (InputStream in = Script.class.getResourceAsStream("/io/oneha/steps/site/common.sh")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
