package io.oneha.steps.remotes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.plan.StepSpec;
import io.oneha.steps.RootedHost;
import io.oneha.steps.TestContext;
import io.oneha.steps.ToldLines;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.StepException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The drivers of the leader and their configuration on a host that joins. */
class RemotesStepTest {
    private static final String REMOTES = "/var/lib/one/remotes/";
    private static final String KEPT = "/var/lib/oneha-kept";

    private final RootedHost leader = new RootedHost("n1a1");
    private final RootedHost host = new RootedHost("n1a2");
    private final Site site = new Site(
            null,
            name -> Optional.ofNullable(Map.of("n1a1", leader, "n1a2", host).get(name)),
            null,
            null,
            Clock.systemUTC());
    private final ToldLines told = new ToldLines(new ArrayList<>());
    private final RemotesStep step = new RemotesStep(TestContext.of(site, KEPT), new StepSpec.Remotes("n1a2", "n1a1"));

    @BeforeEach
    void stockHosts() {
        for (RootedHost each : List.of(leader, host)) {
            each.shell("echo oneadmin:x:9869:9869::/var/lib/one:/bin/sh >> /etc/passwd;"
                    + " echo oneadmin:x:9869: >> /etc/group; rm -rf /var/lib/one; mkdir -p " + REMOTES + "tm/shared");
            each.file(REMOTES + "etc/vmm/kvm/kvmrc", "stock\n").file(REMOTES + "tm/shared/clone", "#!/bin/sh\n");
            each.shell("chmod 755 " + REMOTES + "tm/shared/clone; chown -R oneadmin:oneadmin /var/lib/one");
        }
    }

    @AfterEach
    void end() {
        leader.close();
        host.close();
    }

    @Test
    void aHostWithTheSameDriversIsLeftAlone() {
        assertThat(step.holds(told)).isTrue();
    }

    @Test
    void whatSomebodyChangedOrAddedOnTheLeaderIsBroughtAndWhatItReplacesIsKept() {
        leader.file(REMOTES + "etc/vmm/kvm/kvmrc", "export LIVE=1\n")
                .file(REMOTES + "tm/own/clone", "#!/bin/sh\nexit 0\n");
        leader.shell("cd " + REMOTES + "; chmod 755 tm/own/clone; mkdir -p auth/ldap; ln -s ldap auth/default;"
                + " chown -R -h oneadmin:oneadmin /var/lib/one");
        host.file(REMOTES + "tm/only-here/clone", "theirs");

        assertThat(step.holds(told)).isFalse();
        step.run(told);

        assertThat(step.holds(told)).isTrue();
        assertThat(host.shell("cd " + REMOTES + "; cat etc/vmm/kvm/kvmrc tm/only-here/clone; readlink auth/default;"
                        + " stat -c '%a %U' tm/own/clone; ls -A | tr '\\n' ' '"))
                .isEqualTo("export LIVE=1\ntheirsldap\n755 oneadmin\nauth etc tm ");
        assertThat(host.shell("tar -xOf " + KEPT + "/remotes.tar ./etc/vmm/kvm/kvmrc; stat -c '%a %U' " + KEPT))
                .isEqualTo("stock\n700 root\n");
        assertThat(told.lines()).anyMatch(line -> line.contains("etc/vmm/kvm/kvmrc") && line.contains("tm/own/clone"));
    }

    @Test
    void aLinkInTheWayLeadsOneadminNoFurtherThanItMayGoItself() {
        leader.file(REMOTES + "etc/vmm/kvm/kvmrc", "export LIVE=1\n");
        host.shell("mkdir /root/secret; echo mine > /root/secret/kvmrc; cd " + REMOTES
                + "etc/vmm; rm -rf kvm; ln -s /root/secret kvm; chown -h oneadmin:oneadmin kvm");

        assertThatThrownBy(() -> step.run(told)).isInstanceOf(StepException.class);

        assertThat(host.shell("cat /root/secret/kvmrc; ls /root/secret")).isEqualTo("mine\nkvmrc\n");
    }

    @Test
    void aFullDiskLeavesEveryFileAsItWas() {
        leader.shell("head -c 3000000 /dev/urandom > " + REMOTES + "etc/large; chown oneadmin:oneadmin " + REMOTES
                + "etc/large");
        leader.file(REMOTES + "etc/vmm/kvm/kvmrc", "export LIVE=1\n");
        host.shell("mount -t tmpfs -o size=1m,uid=9869,gid=9869,mode=755 none " + REMOTES + " && mkdir -p " + REMOTES
                + "etc/vmm/kvm && echo stock > " + REMOTES + "etc/vmm/kvm/kvmrc; chown -R oneadmin:oneadmin "
                + REMOTES);

        assertThatThrownBy(() -> step.run(told)).isInstanceOf(StepException.class);

        assertThat(host.shell("cat " + REMOTES + "etc/vmm/kvm/kvmrc; ls -A " + REMOTES))
                .isEqualTo("stock\netc\n");
    }

    @Test
    void aNameThatCouldBeTakenForSomethingElseIsNotCopiedInSilence() {
        leader.shell("touch '" + REMOTES + "etc/a b'");
        assertThatThrownBy(() -> step.holds(told))
                .isInstanceOf(StepException.class)
                .hasMessageContaining("a file has a name that oneha does not copy");
    }

    @Test
    void aDriverThatOneadminMayNotReadIsNoReasonToLeaveItOut() {
        leader.file(REMOTES + "tm/own/clone", "#!/bin/sh\n");
        leader.shell("chown -R root:root " + REMOTES + "tm/own; chmod 600 " + REMOTES + "tm/own/clone");
        assertThatThrownBy(() -> step.holds(told))
                .isInstanceOf(StepException.class)
                .hasMessageContaining("n1a1: /var/lib/one/remotes cannot be read whole");
    }

    @Test
    void aCountThatMakesNoSenseIsAFailureThatNamesTheHost() {
        leader.program("sh", "echo 'odd many'");
        assertThatThrownBy(() -> step.holds(told))
                .isInstanceOf(StepException.class)
                .hasMessageContaining("n1a1: how many odd names /var/lib/one/remotes has makes no sense");
    }
}
