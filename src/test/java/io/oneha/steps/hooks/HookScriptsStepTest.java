package io.oneha.steps.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.plan.StepSpec;
import io.oneha.steps.RootedHost;
import io.oneha.steps.TestContext;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.StepException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The raft hooks' scripts on a first server and on one that joins. */
class HookScriptsStepTest {
    private static final String RAFT = "/var/lib/one/remotes/hooks/raft";
    private static final String KEPT = "/var/lib/oneha/backups/oneha-test";
    private static final String VIP = "#!/bin/sh\necho vip $* >> /told\n";

    private final RootedHost leader = new RootedHost("n1a1");
    private final RootedHost host = new RootedHost("n1a2");
    private final Site site = new Site(
            null,
            name -> Optional.ofNullable(Map.of("n1a1", leader, "n1a2", host).get(name)),
            null,
            null,
            Clock.systemUTC());

    @BeforeEach
    void hosts() {
        for (RootedHost each : List.of(leader, host)) {
            each.shell("echo oneadmin:x:9869:9869::/var/lib/one:/bin/sh >> /etc/passwd;"
                    + " echo oneadmin:x:9869: >> /etc/group; rm -rf /var/lib/one; mkdir -p " + RAFT);
            each.program("systemctl", "exit 3").file(RAFT + "/vip.sh", VIP).shell("chmod 755 " + RAFT + "/vip.sh");
        }
    }

    @AfterEach
    void end() {
        leader.close();
        host.close();
    }

    @Test
    void failoverIsWrittenWhereItIsMissingAndRunsWhatLiesInItsFolder() {
        HookScriptsStep step = step("", "raft/failover.sh");
        assertThat(step.holds(null)).isFalse();
        step.run(null);
        assertThat(step.holds(null)).isTrue();
        assertThat(host.shell("stat -c '%a %U %n' " + RAFT + "/failover*"))
                .isEqualTo("750 oneadmin " + RAFT + "/failover.d\n750 oneadmin " + RAFT + "/failover.sh\n");
        for (String script : List.of("02-second", "01-first", "03-idle", "readme")) {
            host.file(RAFT + "/failover.d/" + script, "#!/bin/sh\necho " + script + " $* >> /told\n");
        }
        host.shell("chmod 755 " + RAFT + "/failover.d/0[12]-* " + RAFT + "/failover.d/readme");
        host.shell("cd / && " + RAFT + "/failover.sh leader eth0 10.0.0.1/24");
        assertThat(host.shell("cat /told"))
                .isEqualTo("vip leader eth0 10.0.0.1/24\n01-first leader eth0 10.0.0.1/24\n"
                        + "02-second leader eth0 10.0.0.1/24\n");
    }

    @Test
    void aScriptThatIsThereStaysAndOneThatOnlyTheOperatorHasIsAskedFor() {
        host.file(RAFT + "/failover.sh", "their own").shell("chmod 755 " + RAFT + "/failover.sh");
        HookScriptsStep step = step("", "raft/failover.sh", "/opt/failover.sh");
        assertThatThrownBy(() -> step.run(null))
                .isInstanceOf(StepException.class)
                .hasMessage("n1a2: the hook's script /opt/failover.sh is not there");
        assertThat(host.shell("cat " + RAFT + "/failover.sh")).isEqualTo("their own");
    }

    @Test
    void aScriptThatOneadminCannotRunIsNotReplaced() {
        host.file(RAFT + "/failover.sh", "their own").shell("chmod 700 " + RAFT + "/failover.sh");
        HookScriptsStep step = step("", "raft/failover.sh");
        assertThat(step.holds(null)).isFalse();
        assertThatThrownBy(() -> step.run(null))
                .isInstanceOf(StepException.class)
                .hasMessage("n1a2: the hook's script " + RAFT + "/failover.sh is there, and oneadmin cannot run it");
        assertThat(host.shell("cat " + RAFT + "/failover.sh")).isEqualTo("their own");
    }

    @Test
    void aServerThatJoinsGetsThoseOfTheLeaderAndItsOwnAreKept() {
        leader.file(RAFT + "/failover.sh", "#!/bin/sh\n: the leader's\n")
                .file(RAFT + "/failover.d/01-dns.rb", "dns")
                .file("/opt/follow.sh", "#!/bin/sh\n: follow\n")
                .shell("chmod 755 /opt/follow.sh " + RAFT + "/failover.sh " + RAFT + "/failover.d/*");
        host.file(RAFT + "/failover.sh", "its own").file(RAFT + "/failover.d/09-old", "old");
        HookScriptsStep step = step("n1a1", "raft/failover.sh", "/opt/follow.sh");
        assertThat(step.holds(null)).isFalse();
        step.run(null);
        assertThat(step.holds(null)).isTrue();
        assertThat(host.shell("cd " + RAFT + " && cat failover.sh && stat -c '%a %n' failover.d/*"))
                .isEqualTo("#!/bin/sh\n: the leader's\n755 failover.d/01-dns.rb\n");
        assertThat(host.shell("stat -c '%a %U %n' /opt/follow.sh")).isEqualTo("755 root /opt/follow.sh\n");
        assertThat(host.shell("cd " + KEPT + RAFT
                        + " && tar -xOf failover.sh.tar && tar -xOf failover.d.tar ./failover.d/09-old"))
                .isEqualTo("its ownold");
        leader.file(RAFT + "/failover.d/02-more", "more");
        assertThat(step.holds(null)).isFalse();
        step.run(null);
        assertThat(step.holds(null)).isTrue();
        host.shell("chmod 644 " + RAFT + "/failover.d/01-dns.rb");
        assertThat(step.holds(null)).isFalse();
        leader.shell("rm -r " + RAFT + "/failover.d");
        step.run(null);
        assertThat(step.holds(null)).isTrue();
        assertThat(host.shell("ls " + RAFT)).isEqualTo("failover.sh\nvip.sh\n");
    }

    @Test
    void whatLiesElsewhereIsNotReplaced() {
        leader.file("/opt/follow.sh", "the leader's").shell("chmod 755 /opt/follow.sh");
        host.file("/opt/follow.sh", "its own").shell("chmod 755 /opt/follow.sh");
        assertThatThrownBy(() -> step("n1a1", "/opt/follow.sh").run(null))
                .isInstanceOf(StepException.class)
                .hasMessage("n1a2: /opt/follow.sh is not as on the leader");
        assertThat(host.shell("cat /opt/follow.sh")).isEqualTo("its own");
    }

    @Test
    void aLeaderWithoutThemIsNamed() {
        assertThatThrownBy(() -> step("n1a1", "raft/failover.sh").run(null))
                .isInstanceOf(StepException.class)
                .hasMessage("not all of the hooks' scripts " + RAFT + "/failover.sh are on n1a1 and can be run there");
    }

    @Test
    void anOwnerThatMakesNoSenseIsAFailureThatNamesTheHost() {
        leader.program(
                "stat",
                "case $* in *%a*%U*) exec /usr/bin/stat \"$@\" ;; *%a*) echo root ;;"
                        + " *) exec /usr/bin/stat \"$@\" ;; esac");
        assertThatThrownBy(() -> step("n1a1", "raft/vip.sh").run(null))
                .isInstanceOf(StepException.class)
                .hasMessageStartingWith("n1a1: the owner of " + RAFT + "/vip.sh makes no sense");
    }

    private HookScriptsStep step(String from, String... commands) {
        return new HookScriptsStep(
                TestContext.of(site, KEPT), new StepSpec.HookScripts("n1a2", from, List.of(commands)));
    }
}
