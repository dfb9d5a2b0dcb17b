package io.oneha.observe.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.observe.host.HostFacts.Datastore;
import io.oneha.observe.host.HostFacts.Disk;
import io.oneha.observe.host.HostFacts.Peer;
import io.oneha.observe.host.HostFacts.ServiceState;
import io.oneha.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real script on a front-end's files. */
class FactsScriptTest {
    private static final Path RECORDED = Path.of("src/test/resources/recordings/host");
    private static final String IMAGE = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path folder;

    private FakeHost host;

    @Test
    void theMarkOfARunIsSeenWithItsAgeAndALinkInItsPlaceIsNot() throws IOException {
        host.file("/var/lib/oneha/lock", "run 20261128-120000-aaaa\nmachine jump\nopen n1a2\n", "rw-------")
                .folder("/var/lib/oneha", "rwx------")
                .setup("touch -d '-90 seconds' \"$root/var/lib/oneha/lock\"");
        RunMark mark = host.facts().run().orElseThrow();
        assertThat(mark.run()).isEqualTo("20261128-120000-aaaa");
        assertThat(mark.open()).containsExactly("n1a2");
        assertThat(mark.quiet().orElseThrow()).isBetween(Duration.ofSeconds(89), Duration.ofSeconds(150));
        host.setup("cd \"$root/var/lib/oneha\"; echo 'quiet 0' >>lock; touch -d '+1 hour' lock");
        assertThat(host.facts().run().orElseThrow().quiet())
                .as("a time to come is none, whatever the file says")
                .isEmpty();
        host.setup("cd \"$root/var/lib/oneha\"; : > lock; touch -d '+1 hour' lock");
        assertThat(host.facts().run().orElseThrow().run())
                .as("it keeps runs out all the same")
                .isEmpty();
        host.setup("cd \"$root/var/lib/oneha\"; mv lock other; ln -s other lock");
        assertThat(host.facts().run()).isEmpty();
        assertThat(host.facts().unseen()).contains("/var/lib/oneha/lock: not a file of oneha's");
    }

    @BeforeEach
    void aFrontEnd() throws IOException {
        host = new FakeHost(folder);
        host.file("/etc/one/oned.conf", Files.readString(RECORDED.resolve("oned.conf")), "rw-r-----")
                .file("/etc/one/monitord.conf", Files.readString(RECORDED.resolve("monitord.conf")), "rw-r-----")
                .file("/etc/one/sched.conf", "A = 1\n")
                .file("/etc/one/fireedge/sunstone/sunstone-server.conf", "x: 1\n")
                .file("/etc/one/sched.conf~", "old")
                .file("/etc/one/sched.conf.rpmnew", "new")
                .file("/etc/one/sched.conf.dpkg-dist", "new")
                .file("/etc/one/.sched.conf.swp", "edited")
                .file("/var/lib/one/.one/one_auth", "oneadmin:secret-of-oneadmin\n", "rw-------")
                .file("/var/lib/one/.one/one_key", "key\n", "rw-------")
                .file("/var/lib/one/.one/session", "state\n", "rw-------")
                .file("/var/lib/one/.ssh/id_rsa", "private\n", "rw-------")
                .file("/var/lib/one/.ssh/authorized_keys", "public\n", "rw-------")
                .file("/var/log/one/oned.log", Files.readString(RECORDED.resolve("oned.log")))
                .file("/var/lib/one/datastores/1/" + IMAGE, "image")
                .file("/var/lib/one/datastores/0/12/disk.0", "vm")
                .folder("/var/lib/one/datastores/2", "rwxr-xr-x")
                .folder("/mnt/nfs store", "rwxr-xr-x")
                .link("/var/lib/one/datastores/100", "/mnt/nfs store/100")
                .setup("mount -t tmpfs nfs1:/one \"$root/mnt/nfs store\"; mkdir \"$root/mnt/nfs store/100\"")
                .setup("touch \"$root/mnt/nfs store/100/" + IMAGE + "\"")
                .program("systemctl", "cat <<'E'\n" + Samples.UNITS + "E")
                .program("dpkg-query", "printf 'install ok installed|7.4.0-1'")
                .program("mariadb", "cat >/dev/null; printf '0\\t262\\t%s\\t/var/lib/mysql/\\n263\\n' \"$(uname -n)\"");
        host.folder("/var/lib/one/.one", "rwx------").folder("/var/lib/one", "rwxr-x---");
    }

    @Test
    void eachDriverIsToldByItsContentAndTheirConfigurationFileByFile() {
        String remotes = "/var/lib/one/remotes/";
        host.file(remotes + "etc/vmm/kvm/kvmrc", "stock\n")
                .file(remotes + "tm/own/clone", "#!/bin/sh\n", "rwxr-xr-x")
                .file(remotes + "tm/own/mv", "#!/bin/sh\n", "rwxr-xr-x")
                .file(remotes + "tm/own/mv.bak", "old\n")
                .file(remotes + "VERSION", "7.4.0\n")
                .link(remotes + "auth/default", "ldap");
        Map<String, String> before = host.facts().driverSums();
        assertThat(before)
                .containsOnlyKeys(
                        remotes + "etc/vmm/kvm/kvmrc",
                        remotes + "tm/own",
                        remotes + "VERSION",
                        remotes + "auth/default");

        host.file(remotes + "tm/own/mv.bak", "older\n");
        assertThat(host.facts().driverSums()).isEqualTo(before);
        host.file(remotes + "tm/own/mv", "#!/bin/sh\n", "rw-r--r--");
        host.file(remotes + "etc/vmm/kvm/kvmrc", "export LIVE=1\n");
        Map<String, String> after = host.facts().driverSums();
        assertThat(after.keySet()).isEqualTo(before.keySet());
        assertThat(after.entrySet())
                .filteredOn(entry -> !before.containsValue(entry.getValue()))
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder(remotes + "etc/vmm/kvm/kvmrc", remotes + "tm/own");
    }

    /** A queue as {@code ss} showed it on a host whose real oned was stopped; and nobody is there to answer a call. */
    @ParameterizedTest
    @CsvSource({"16, 15, true", "15, 15, true", "0, 15, false"})
    void anOnedWhoseQueueOfConnectionsIsFullHangs(int waiting, int room, boolean hangs) {
        host.program("ss", "printf 'LISTEN " + waiting + " " + room + " 127.0.0.1:2633 0.0.0.0:*\\n'");
        assertThat(host.facts().onedHangs()).isEqualTo(hangs);
    }

    /** A call on the host itself: the queue has room, and nobody takes from it. */
    @ParameterizedTest
    @CsvSource({"sleep 20, true", "exit 0, false"})
    void anOnedThatLeavesACallFromItsOwnHostUnansweredHangs(String call, boolean hangs) {
        host.program("ss", "printf 'LISTEN 1 15 0.0.0.0:2633 0.0.0.0:*\\n'").program("bash", call);
        assertThat(host.facts().onedHangs()).isEqualTo(hangs);
    }

    @Test
    void driversThatAreTooManyOrHangAreSaidToBeUnseen() {
        for (int i = 0; i < 600; i++) {
            host.file("/var/lib/one/remotes/etc/" + i, "x");
        }
        assertThat(host.facts().unseen()).contains("/var/lib/one/remotes: more than fits into the answer");
        assertThat(host.facts().driverSums()).hasSize(500);
        host.program("sha256sum", "sleep 20");
        assertThat(host.facts().unseen()).contains("/var/lib/one/remotes: no answer within 3 s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash", "bash", "bash --posix"})
    void everyShellLearnsEverything(String shell) {
        Needs.programs(shell.split(" ")[0], "ip");
        HostFacts facts = host.withShell(shell).facts("localhost");

        assertThat(facts.unseen()).isEmpty();
        assertThat(facts.user()).isEqualTo("root");
        assertThat(facts.privileged()).isTrue();
        assertThat(facts.services())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "opennebula", ServiceState.ACTIVE,
                        "opennebula-flow", ServiceState.FAILED,
                        "opennebula-gate", ServiceState.ACTIVATING,
                        "opennebula-showback.timer", ServiceState.ACTIVE,
                        "mariadb", ServiceState.ACTIVE));
        assertThat(facts.oned()).contains(OnedConfReader.read(Samples.recorded("oned.conf")));
        assertThat(facts.monitorAddress()).contains("auto");
        assertThat(facts.packageVersion()).contains("7.4.0-1");
        assertThat(facts.os().id()).isNotEmpty();
        assertThat(facts.os().name()).isNotEmpty().doesNotContain("\"");
        assertThat(facts.clockOffset().orElseThrow().abs()).isLessThan(facts.clockError());
        assertThat(facts.clockError()).isLessThan(Duration.ofSeconds(5));
        assertThat(facts.disks()).extracting(Disk::path).contains("/var/lib/one", "/var/tmp");
        assertThat(facts.disks())
                .allMatch(disk -> disk.size() > disk.free()
                        && disk.free() > 0
                        && disk.mount().equals("/"));
        assertThat(facts.datastores())
                .containsExactlyInAnyOrder(
                        new Datastore(0, "/var/lib/one/datastores/0", "overlay", "overlay", false),
                        new Datastore(1, "/var/lib/one/datastores/1", "overlay", "overlay", true),
                        new Datastore(2, "/var/lib/one/datastores/2", "overlay", "overlay", false),
                        new Datastore(100, "/mnt/nfs store/100", "nfs1:/one", "tmpfs", true));
        assertThat(facts.configSums())
                .containsOnlyKeys(
                        "/etc/one/oned.conf",
                        "/etc/one/monitord.conf",
                        "/etc/one/sched.conf",
                        "/etc/one/fireedge/sunstone/sunstone-server.conf")
                .containsEntry("/etc/one/sched.conf", Samples.sha256("A = 1\n"));
        assertThat(facts.authSums()).containsOnlyKeys("/var/lib/one/.one/one_auth", "/var/lib/one/.one/one_key");
        assertThat(facts.sshSums()).containsOnlyKeys("/var/lib/one/.ssh/id_rsa", "/var/lib/one/.ssh/authorized_keys");
        assertThat(facts.database()).contains(Samples.database(0, 262, 263));
        assertThat(facts.elections())
                .hasSize(7)
                .last()
                .isEqualTo("Mon Nov 23 08:35:05 2026 [Z0][RCM][I]: oned is set to follower mode");
        assertThat(facts.peers()).extracting(Peer::name).containsExactly("localhost");
        assertThat(facts.peers().get(0).address()).isIn(Optional.of("127.0.0.1"), Optional.of("::1"));
    }

    @Test
    void withoutRootItTellsWhatItCouldNotSee() {
        HostFacts facts = host.as("nobody:nogroup").facts();

        assertThat(facts.privileged()).isFalse();
        assertThat(facts.user()).isEqualTo("nobody");
        assertThat(facts.unseen())
                .contains(
                        "/etc/one/oned.conf: permission denied",
                        "/etc/one/monitord.conf: permission denied",
                        "/var/lib/one/.one: permission denied",
                        "/var/lib/one/.ssh: permission denied",
                        "/var/lib/one/datastores: permission denied",
                        "checksums: some files cannot be read");
        assertThat(facts.services()).containsEntry("opennebula", ServiceState.ACTIVE);
        assertThat(facts.configSums()).containsKey("/etc/one/sched.conf").doesNotContainKey("/etc/one/oned.conf");
        assertThat(facts.oned()).isEmpty();
        assertThat(facts.database()).isEmpty();
        assertThat(facts.packageVersion()).contains("7.4.0-1");
        assertThat(facts.elections()).hasSize(7);
    }

    @Test
    void noSecretIsInTheAnswerNorInAnyCommandLineOrEnvironment() {
        host.program(
                "mariadb",
                "tr '\\0' '\\n' </proc/$$/environ >/tmp/seen; tr '\\0' '\\n' </proc/$$/cmdline >>/tmp/seen; "
                        + "cat >>/tmp/options; printf 'ERROR %s\\n' \"$(grep -c o.n.e.a.d.m.i.n.s.e.c.r.e.t /tmp/seen) "
                        + "$(grep -c o.n.e.a.d.m.i.n.s.e.c.r.e.t /tmp/options)\"");
        host.file(
                "/etc/one/oned.conf",
                Samples.recorded("oned.conf")
                        .replaceFirst("PASSWD += \"oneadmin\"", "PASSWD = \"o-n-e-a-d-m-i-n-s-e-c-r-e-t\""));

        String answer = host.answer();

        assertThat(answer)
                .contains("database ERROR 0 1")
                .doesNotContain("s-e-c-r-e-t")
                .doesNotContain("secret-of");
    }

    @ParameterizedTest
    @CsvSource({"install ok installed, 7.4.0-1.2", "hold ok installed, 7.4.0-1.2", "deinstall ok config-files, 7.4.0-1"
    })
    void dpkgsOwnFileSaysWhichPackageIsInstalled(String state, String version) {
        host.file(
                "/var/lib/dpkg/status",
                "Package: opennebula-tools\nStatus: install ok installed\nVersion: 1\n\n"
                        + "Package: opennebula\nStatus: " + state
                        + "\nVersion: 7.4.0-1.2\nDescription: it\n Version: 2\n\n"
                        + "Package: opennebula\nStatus: install ok installed\nVersion: 3\n");

        assertThat(host.facts().packageVersion()).contains(version);
    }

    @Test
    void aHostWithNothingOfOpenNebulaIsSeenToHaveNothing() throws IOException {
        Needs.programs("ip");
        HostFacts facts = new FakeHost(Files.createDirectory(folder.resolve("empty"))).facts();

        assertThat(facts.oned()).isEmpty();
        assertThat(facts.configSums()).isEmpty();
        assertThat(facts.datastores()).isEmpty();
        assertThat(facts.database()).isEmpty();
        assertThat(facts.unseen()).allMatch(line -> line.startsWith("services: "));
    }
}
