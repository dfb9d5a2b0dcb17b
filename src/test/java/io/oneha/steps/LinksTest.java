package io.oneha.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.oneha.plan.StepSpec;
import io.oneha.steps.hooks.HookScriptsStep;
import io.oneha.steps.keys.KeysStep;
import io.oneha.steps.site.FolderCopy;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.StepException;
import io.oneha.testing.Needs;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an unprivileged account puts in root's way, and what comes of it. */
class LinksTest {
    private static final String RAFT = "/var/lib/one/remotes/hooks/raft";
    private static final String KEPT = "/var/lib/oneha/backups/oneha-test";
    /** What nobody but root may change or read: names, owners, modes and content. */
    private static final String PRECIOUS =
            "cd /; stat -c '%n %a %U:%G %s' etc etc/* root root/* | grep -v etc/one; sha256sum etc/shadow root/key";

    private final RootedHost leader = new RootedHost("n1a1");
    private final RootedHost host = new RootedHost("n1a2");
    private final Site site = new Site(
            null,
            name -> Optional.ofNullable(Map.of("n1a1", leader, "n1a2", host).get(name)),
            null,
            null,
            Clock.systemUTC());
    private String precious;

    @BeforeEach
    void hosts() {
        for (RootedHost each : List.of(leader, host)) {
            each.shell(
                    "echo oneadmin:x:9869:9869::/var/lib/one:/bin/sh >> /etc/passwd;"
                            + " echo oneadmin:x:9869: >> /etc/group; rm -rf /var/lib/one; mkdir -p " + RAFT
                            + " /var/lib/one/.one /var/lib/one/.ssh /etc/one; mount -t tmpfs -o mode=700 tmpfs /root; echo top > /root/key; chmod 600 /root/key");
            each.program("systemctl", "echo inactive; exit 3")
                    .file(RAFT + "/vip.sh", "#!/bin/sh\n")
                    .file("/var/lib/one/.one/one_auth", "oneadmin:" + each.name() + "\n")
                    .shell("chmod 755 " + RAFT + "/vip.sh; chown -R 9869:9869 /var/lib/one; chmod 750 /var/lib/one");
        }
        precious = host.shell(PRECIOUS);
    }

    @AfterEach
    void end() {
        leader.close();
        host.close();
    }

    @Test
    void aFolderThatIsCopiedLeadsRootNowhere() {
        for (String trap : List.of(
                "ln -s /etc .one.oneha-new",
                "ln -s /root .one.oneha-old",
                "rm -rf .one && ln -s /etc .one",
                "ln -s /etc /var/lib/one/backups")) {
            asOneadmin("cd /var/lib/one && " + trap);
            catchThrowable(() -> trees().replace("/var/lib/one/.one"));
            nothingIsHarmed();
            asOneadmin("cd /var/lib/one && rm -f .one.oneha-new .one.oneha-old backups; [ ! -L .one ] || rm .one");
        }
        trees().replace("/var/lib/one/.one");
        assertThat(host.shell("cat /var/lib/one/.one/one_auth; stat -c '%U:%G' /var/lib/one/.one/one_auth"))
                .isEqualTo("oneadmin:n1a1\noneadmin:oneadmin\n");
    }

    @Test
    void aFolderThatIsALinkIsRefusedAndStaysOne() {
        asOneadmin("cd /var/lib/one && rm -rf .one && ln -s /etc .one");
        assertThatThrownBy(() -> trees().replace("/var/lib/one/.one"))
                .isInstanceOf(StepException.class)
                .hasMessage("n1a2: /var/lib/one/.one is a link");
        assertThat(host.shell("readlink /var/lib/one/.one")).isEqualTo("/etc\n");
    }

    @Test
    void aFolderAboveThatBecomesALinkLeadsRootNowhere() {
        asOneadmin("cd /var/lib/one && mkdir sub sub/a; cd remotes && mv hooks away && ln -s /etc hooks");
        leader.shell("mkdir -p " + RAFT + "/failover.d && chown -R 9869:9869 " + RAFT);
        host.shell("mkdir -p /etc/raft");
        precious = host.shell(PRECIOUS);
        assertThat(catchThrowable(() -> trees().replace(RAFT + "/failover.d"))).isInstanceOf(StepException.class);
        assertThat(catchThrowable(() -> site.shell("n1a2").writes(RAFT + "/vip.sh", bytes("x"), "root:root", "755")))
                .isInstanceOf(StepException.class);
        assertThat(catchThrowable(() -> hooks("", "raft/failover.sh").run(null)))
                .isInstanceOf(StepException.class);
        nothingIsHarmed();
    }

    @Test
    void theRaceWithTheUnpackingIsNeverWon() {
        trees().replace("/var/lib/one/.one");
        // As soon as there is a fresh folder, a link to /etc stands in its place.
        host.shell("(cd /var/lib/one; timeout 5 runuser -u oneadmin -- sh -c 'while :; do"
                + " if [ -d .one.oneha-new ] && [ ! -L .one.oneha-new ]; then"
                + " mv .one.oneha-new was.$$ && ln -s /etc .one.oneha-new && echo 1 >> won; rm -rf was.$$;"
                + " elif [ -L .one.oneha-new ]; then rm -f .one.oneha-new; fi; done') > /dev/null 2>&1 &");
        for (int tries = 0; tries < 6; tries++) {
            catchThrowable(() -> trees().replace("/var/lib/one/.one"));
        }
        assertThat(host.shell("cat /var/lib/one/won | wc -l").strip())
                .as("swaps that were in time")
                .isNotEqualTo("0");
        nothingIsHarmed();
    }

    @Test
    void aFileThatIsWrittenOrReadLeadsRootNowhere() {
        asOneadmin("cd /var/lib/one/.one; ln -s /etc/shadow one_auth.oneha-new; rm one_auth; ln -s /root/key one_auth");
        assertThat(site.shell("n1a2").reads("/var/lib/one/.one/one_auth")).isEmpty();
        site.shell("n1a2").writes("/var/lib/one/.one/one_auth", bytes("mine"), "oneadmin:oneadmin", "600");
        assertThat(host.shell("stat -c '%F %a %U' /var/lib/one/.one/one_auth"))
                .isEqualTo("regular file 600 oneadmin\n");
        nothingIsHarmed();
        asOneadmin("cd /var/lib/one; rm -rf .one; ln -s /etc .one");
        assertThat(catchThrowable(
                        () -> site.shell("n1a2").writes("/var/lib/one/.one/shadow", bytes("x"), "root:root", "644")))
                .isInstanceOf(StepException.class);
        nothingIsHarmed();
    }

    @Test
    void aHookScriptThatIsALinkOfTheLeadersShowsNothingOfRoots() {
        leader.shell("cd " + RAFT + " && runuser -u oneadmin -- ln -s /root/key failover.sh; chmod 755 /root/key");
        leader.shell("chmod 700 /root");
        catchThrowable(() -> hooks("n1a1", "raft/failover.sh").run(null));
        assertThat(host.shell("cat " + RAFT + "/failover.sh")).doesNotContain("top");
    }

    @Test
    void aUsersKeyIsMadeAsThatUser() {
        Needs.programs("ssh-keygen");
        asOneadmin("cd /var/lib/one; rm -rf .ssh; mkdir .ssh; ln -s /etc/shadow .ssh/authorized_keys.oneha-new;"
                + " ln -s /etc/evil.pub .ssh/id_rsa.pub; ln -s /root/key .ssh/authorized_keys");
        KeysStep step = new KeysStep(
                TestContext.of(site, KEPT), new StepSpec.Keys("n1a2", List.of("oneadmin"), List.of("n1a1", "n1a2")));
        catchThrowable(() -> step.run(null));
        nothingIsHarmed();
        asOneadmin("cd /var/lib/one; rm -rf .ssh; ln -s /root .ssh");
        catchThrowable(() -> step.run(null));
        nothingIsHarmed();
        assertThat(host.shell("ls /root")).isEqualTo("key\n");
        asOneadmin("cd /var/lib/one; rm -rf .ssh");
        leader.shell("rm -rf /var/lib/one/.ssh");
        step.run(null);
        assertThat(step.holds(null)).isTrue();
        assertThat(host.shell("stat -c '%a %U %n' /var/lib/one/.ssh /var/lib/one/.ssh/*"))
                .isEqualTo("700 oneadmin /var/lib/one/.ssh\n600 oneadmin /var/lib/one/.ssh/authorized_keys\n"
                        + "600 oneadmin /var/lib/one/.ssh/id_rsa\n644 oneadmin /var/lib/one/.ssh/id_rsa.pub\n");
    }

    @Test
    void aFolderThatOthersCanWriteToIsRefusedAndLinksOfRootsAreFollowed() {
        host.shell("mkdir -p /srv/one /opt/all; chmod 777 /opt/all; ln -s /srv/one /etc/linked");
        assertThat(catchThrowable(() -> site.shell("n1a2").writes("/opt/all/x", bytes("x"), "root:root", "600")))
                .hasMessage("n1a2: everybody can write to /opt/all, where root is to write");
        assertThatCode(() -> site.shell("n1a2").writes("/etc/linked/x", bytes("x"), "root:root", "640"))
                .doesNotThrowAnyException();
        assertThat(host.shell("stat -c '%a %U' /srv/one/x")).isEqualTo("640 root\n");
    }

    @Test
    void whatIsMovedIntoPlaceGetsTheLabelOfItsPlace() {
        host.program("restorecon", "echo $(id -un) \"$*\" >> /tmp/relabelled")
                .shell("chmod 1777 /tmp; umask 0; : > /tmp/relabelled");
        trees().replace("/var/lib/one/.ssh");
        site.shell("n1a2").writes("/etc/one/x", bytes("x"), "root:root", "640");
        assertThat(host.shell("cat /tmp/relabelled"))
                .isEqualTo("oneadmin -RF /var/lib/one/.ssh\nroot -RF /etc/one/x\n");
    }

    private FolderCopy trees() {
        return new FolderCopy(TestContext.of(site, KEPT), "n1a1", "n1a2");
    }

    private HookScriptsStep hooks(String from, String... commands) {
        return new HookScriptsStep(
                TestContext.of(site, KEPT), new StepSpec.HookScripts("n1a2", from, List.of(commands)));
    }

    private void asOneadmin(String text) {
        host.shell("runuser -u oneadmin -- sh -c '" + text + "'");
    }

    private void nothingIsHarmed() {
        assertThat(host.shell(PRECIOUS)).isEqualTo(precious);
        assertThat(host.shell("cd /; find /etc /root -maxdepth 1 -user oneadmin ! -path '/etc/one*'"))
                .isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
