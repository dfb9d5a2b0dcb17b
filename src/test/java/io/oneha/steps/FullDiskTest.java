package io.oneha.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.steps.site.FolderCopy;
import io.oneha.steps.site.RootShell;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.StepException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A file system with no room left: what was there stays as it was, and nothing that is cut short takes a place. */
class FullDiskTest {
    private static final Duration LIMIT = Duration.ofSeconds(50);
    private static final String FAILOVER = "/var/lib/one/remotes/hooks/raft/failover.sh";

    private final RootedHost host = new RootedHost("n1a2");
    private final RootShell shell =
            new Site(null, name -> Optional.of(host), null, null, Clock.systemUTC()).shell("n1a2");

    @BeforeEach
    void fill() {
        host.program("systemctl", "echo inactive; exit 3")
                .shell("echo oneadmin:x:9869:9869::/var/lib/one:/bin/sh >> /etc/passwd;"
                        + " echo oneadmin:x:9869: >> /etc/group; mkdir -p /var/lib/one /etc/one;"
                        + " mount -t tmpfs -o mode=755,size=128k tmpfs /var/lib/one; mount -t tmpfs -o mode=755,size=64k tmpfs /etc/one;"
                        + " cd /var/lib/one; mkdir -p .ssh remotes/hooks/raft/failover.d;"
                        + " for i in $(seq 60); do echo ssh-rsa $(printf %0300d $i) key$i; done > .ssh/authorized_keys;"
                        + " echo old > .ssh/id_rsa.pub; echo 'SERVER_ID = 0' > /etc/one/oned.conf;"
                        + " chown -R oneadmin:oneadmin .; cat /dev/zero > filler; cat /dev/zero > /etc/one/filler");
    }

    @AfterEach
    void end() {
        host.close();
    }

    @Test
    void theKeysThatAreLetInStayAllOfThem() {
        String before = host.shell("cksum /var/lib/one/.ssh/authorized_keys");
        Script script = Script.of("keys/keys", "authorize")
                .with("user", "oneadmin")
                .with("keys", "ssh-rsa " + "A".repeat(800) + " new");
        assertThatThrownBy(() -> shell.runs(script, LIMIT))
                .isInstanceOf(StepException.class)
                .hasMessage("n1a2: /var/lib/one/.ssh/authorized_keys cannot be written whole, and stays as it was");
        assertThat(host.shell("cksum /var/lib/one/.ssh/authorized_keys")).isEqualTo(before);
        assertThat(host.shell("ls -A /var/lib/one/.ssh")).isEqualTo("authorized_keys\nid_rsa.pub\n");
        host.shell("rm /var/lib/one/filler");
        shell.runs(script, LIMIT);
        assertThat(host.shell(
                        "grep -c . /var/lib/one/.ssh/authorized_keys; tail -n 1 /var/lib/one/.ssh/authorized_keys"))
                .isEqualTo("61\nssh-rsa " + "A".repeat(800) + " new\n");
    }

    @Test
    void aHooksScriptIsWrittenWholeOrNotAtAll() {
        Script write = Script.of("hooks/hooks", "write").with("files", FAILOVER);
        assertThatThrownBy(() -> shell.runs(write, LIMIT))
                .isInstanceOf(StepException.class)
                .hasMessage("n1a2: " + FAILOVER + " cannot be written whole, and stays as it was");
        assertThat(host.shell("ls /var/lib/one/remotes/hooks/raft")).isEqualTo("failover.d\n");
    }

    @Test
    void aHooksScriptWithNothingInItIsNone() {
        Script check = Script.of("hooks/hooks", "check").with("files", FAILOVER);
        host.shell("install -o oneadmin -m 755 /dev/null " + FAILOVER);
        assertThat(shell.asks(check, LIMIT)).isFalse();
        host.shell("rm /var/lib/one/filler; echo '#!/bin/sh' > " + FAILOVER);
        assertThat(shell.asks(check, LIMIT)).isTrue();
    }

    @Test
    void aConfigurationFileIsReplacedWholeOrNotAtAll() {
        assertThatThrownBy(() -> shell.rewrites("/etc/one/oned.conf", new byte[9000]))
                .isInstanceOf(StepException.class)
                .hasMessage("n1a2: /etc/one/oned.conf cannot be written whole, and stays as it was");
        assertThat(host.shell("cat /etc/one/oned.conf; ls /etc/one")).isEqualTo("SERVER_ID = 0\nfiller\noned.conf\n");
    }

    @Test
    void aFolderIsReplacedWholeOrNotAtAll() {
        RootedHost leader = new RootedHost("n1a1");
        try (leader) {
            leader.shell("echo oneadmin:x:9869:9869::/var/lib/one:/bin/sh >> /etc/passwd;"
                    + " echo oneadmin:x:9869: >> /etc/group; rm -rf /var/lib/one; mkdir -p /var/lib/one/.ssh;"
                    + " head -c 60000 /dev/urandom > /var/lib/one/.ssh/key; chown -R oneadmin:oneadmin /var/lib/one");
            RootShell from = new Site(null, name -> Optional.of(leader), null, null, Clock.systemUTC()).shell("n1a1");
            FolderCopy trees = new FolderCopy(from, shell, "/var/lib/oneha/backups/oneha-test", false);
            assertThatThrownBy(() -> trees.replace("/var/lib/one/.ssh"))
                    .isInstanceOf(StepException.class)
                    .hasMessageStartingWith("n1a2: /var/lib/one/.ssh.oneha-new cannot be ");
        }
        assertThat(host.shell("ls -A /var/lib/one /var/lib/one/.ssh"))
                .isEqualTo("/var/lib/one:\n.ssh\nfiller\nremotes\n\n/var/lib/one/.ssh:\nauthorized_keys\nid_rsa.pub\n");
    }
}
