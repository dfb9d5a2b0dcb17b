package io.oneha.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.observe.host.FactsParser;
import io.oneha.observe.host.FactsScript;
import io.oneha.observe.host.HostFacts;
import io.oneha.ssh.RemoteCommand;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A look as root at folders of an unprivileged account, and what that account puts there. */
class LookLinksTest {
    private static final Duration LIMIT = Duration.ofSeconds(50);
    private static final RemoteCommand LOOK = FactsScript.command(true, List.of());
    private static final String HOME = "/var/lib/one";

    private final RootedHost host = new RootedHost("n1a2");

    @BeforeEach
    void folders() {
        host.shell("mount -t proc proc /proc; echo oneadmin:x:9869:9869::" + HOME
                + ":/bin/sh >> /etc/passwd; echo oneadmin:x:9869: >> /etc/group;"
                + " rm -rf " + HOME + " /etc/one; mkdir -p " + HOME + "/.one " + HOME + "/.ssh " + HOME
                + "/remotes/tm/ceph /etc/one; mount -t tmpfs -o mode=700 tmpfs /root; mkdir /root/deep;"
                + " echo top > /root/deep/secret_key; echo top > /root/secret_key; echo x > /etc/one/sched.conf;"
                + " cd " + HOME + "; echo a > .one/one_auth; echo k > .ssh/id_rsa; echo t > remotes/tm/ceph/clone;"
                + " chmod 600 .one/* .ssh/* remotes/tm/ceph/*; chmod 700 .one .ssh; chmod 750 .; chown -R 9869:9869 .");
    }

    @AfterEach
    void end() {
        host.close();
    }

    @Test
    void whatIsTheAccountsIsSeenThoughNobodyElseMayReadIt() {
        isWhole(look());
    }

    @Test
    void aLinkLeadsTheLookNowhereThatTheAccountCannotGo() {
        HostFacts before = look();
        host.shell("cd " + HOME + " && runuser -u oneadmin -- sh -c 'rm -rf .ssh .one remotes;"
                + " ln -s /root .ssh; ln -s /root/deep .one; ln -s /root/deep remotes'");
        HostFacts facts = look();
        assertThat(facts.configSums()).containsOnlyKeys("/etc/one/sched.conf");
        assertThat(facts.authSums()).isEmpty();
        assertThat(facts.sshSums()).isEmpty();
        assertThat(facts.driverSums()).isEmpty();
        assertThat(facts.unseen())
                .contains(
                        "/var/lib/one/.ssh: permission denied",
                        "/var/lib/one/.one: permission denied",
                        "/var/lib/one/remotes: permission denied");
        assertThat(before.unseen()).noneMatch(line -> line.startsWith("/var/lib/one"));
    }

    @Test
    void whatReadsTheFoldersIsNotRootAndHoldsNothingOfRoots() {
        host.program(
                        "sha256sum",
                        "{ id -u; id -G; ls /proc/self/fd | wc -l; } >> /tmp/who.$(id -u); exec /usr/bin/sha256sum \"$@\"")
                .shell("chmod 1777 /tmp");
        isWhole(look());
        assertThat(host.shell("sort -u /tmp/who.9869")).isEqualTo("4\n9869\n");
    }

    @Test
    void theAccountNeedsNoNameAndTheHostNoProgramsOfItsOwnForThat() {
        host.shell("sed -i /oneadmin/d /etc/passwd /etc/group; rm -f /usr/sbin/runuser /sbin/runuser");
        isWhole(look());
        host.shell("rm -f /usr/bin/setpriv /bin/setpriv");
        isWhole(look());
        host.shell("cd " + HOME + "; chown 0:0 .; chmod 755 .; rm -rf .ssh; ln -s /root .ssh; chown -h 9869:9869 .ssh");
        HostFacts facts = look();
        assertThat(facts.authSums()).containsOnlyKeys(HOME + "/.one/one_auth");
        assertThat(facts.sshSums()).isEmpty();
    }

    @Test
    void whereAllOfItIsRootsItIsReadByRoot() {
        host.shell("chown -R 0:0 " + HOME);
        isWhole(look());
    }

    private static void isWhole(HostFacts facts) {
        assertThat(facts.configSums()).containsOnlyKeys("/etc/one/sched.conf");
        assertThat(facts.authSums()).containsOnlyKeys(HOME + "/.one/one_auth");
        assertThat(facts.sshSums()).containsOnlyKeys(HOME + "/.ssh/id_rsa");
        assertThat(facts.driverSums()).containsOnlyKeys(HOME + "/remotes/tm/ceph");
        assertThat(facts.unseen())
                .doesNotContain(
                        "checksums: some files cannot be read", "/var/lib/one/remotes: some files cannot be read");
    }

    private HostFacts look() {
        return FactsParser.parse(host.run(LOOK, LIMIT).out(), 0, 1);
    }
}
