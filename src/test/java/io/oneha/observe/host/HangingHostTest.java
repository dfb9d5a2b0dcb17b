package io.oneha.observe.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.observe.host.HostFacts.Datastore;
import io.oneha.testing.Needs;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host whose mounts and programs give no answer, or whose answers cannot be read. */
class HangingHostTest {
    private static final String LINE = "Mon Nov 23 08:34:46 2026 [Z0][RCM][I]: oned is now the leader of the zone";

    @TempDir
    Path folder;

    private FakeHost host;

    @BeforeEach
    void aHost() {
        host = new FakeHost(folder);
    }

    /** As a mount of root's own that oneadmin is not let into. */
    @Test
    void aDatastoreThatCannotBeLookedAtIsThereAndNotKnown() {
        Needs.programs("sshfs", "sftp-server");
        host.setup("mkdir -p $root/var/lib/one/datastores/1 $root/var/lib/one/datastores/7; mkfifo $here/mount/pipe")
                .setup("chown -hR nobody:nogroup $root/var/lib/one")
                .setup("(timeout -s KILL 20 /usr/lib/openssh/sftp-server < $here/mount/pipe"
                        + " | sshfs storage:/tmp $root/var/lib/one/datastores/7 -f -o passive > $here/mount/pipe)"
                        + " > /dev/null 2>&1 < /dev/null &")
                .setup("until grep -q fuse.sshfs /proc/self/mountinfo; do sleep 0.05; done");
        HostFacts facts = host.facts();

        assertThat(facts.datastores()).extracting(Datastore::id).containsExactly(1, 7);
        assertThat(facts.datastores().get(1)).isEqualTo(notKnown(7));
        assertThat(facts.unseen()).contains("datastore 7: permission denied");
    }

    /** No signal ends a program that waits for a file system in user space whose server does not answer. */
    @Test
    void aMountThatHangsCostsItsOwnDatastoresAndNothingElse() {
        Needs.programs("sshfs", "sftp-server");
        host.setup("mkdir -p $root/var/log/one; echo '" + LINE + "' > $root/var/log/one/oned.log")
                .setup("for i in 1 7 8; do mkdir -p $root/var/lib/one/datastores/$i; done; mkfifo $here/mount/pipe")
                .setup("touch $root/var/lib/one/datastores/8/0123456789abcdef0123456789abcdef")
                .setup(
                        "(cd $here/mount; timeout -s KILL 30 sh -c 'echo $$ > server; exec /usr/lib/openssh/sftp-server' < pipe"
                                + " | sshfs storage:/tmp $root/var/lib/one/datastores/7 -f -o passive,allow_other > pipe) > /dev/null 2>&1 < /dev/null &")
                .setup(
                        "until [ -s $here/mount/server ] && grep -q fuse.sshfs /proc/self/mountinfo; do sleep 0.05; done; kill -STOP $(cat $here/mount/server)");
        long start = System.nanoTime();
        HostFacts facts = host.facts();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
        assertThat(facts.datastores())
                .containsExactly(
                        new Datastore(1, "/var/lib/one/datastores/1", "overlay", "overlay", false),
                        notKnown(7),
                        notKnown(8));
        assertThat(facts.unseen())
                .contains(
                        "datastore 7: no answer within 2 s, is its mount dead?",
                        "datastore 8: no answer within 2 s, is its mount dead?");
        assertThat(facts.elections()).containsExactly(LINE);
    }

    @Test
    void whatHangsIsToldAndDelaysNothingElse() {
        long start = System.nanoTime();
        HostFacts facts = host.program("systemctl", "sleep 60")
                .program("df", "sleep 60")
                .program("sha256sum", "sleep 60")
                .program("getent", "sleep 60")
                .program("mariadb", "sleep 60")
                .file("/etc/one/oned.conf", Samples.recorded("oned.conf"))
                .facts("localhost");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        assertThat(facts.unseen())
                .contains(
                        "services: no answer within 4 s",
                        "/var/lib/one: its file system gave no answer within 2 s",
                        "/var/tmp: its file system gave no answer within 2 s",
                        "checksums: not ready within 3 s");
        assertThat(facts.database().orElseThrow().error()).isEqualTo("no answer within 3 s");
        assertThat(facts.oned()).isPresent();
        assertThat(facts.peers()).hasSize(1);
    }

    @Test
    void whatWasNotReadIsNotTakenForNothing() {
        HostFacts facts = host.file("/etc/one/oned.conf", Samples.recorded("oned.conf"))
                .setup("mkdir -p $root/var/lib/one/datastores/1 $root/var/lib/one/remotes $root/var/log/one")
                .setup("mkdir $root/var/lib/one/.one; echo 1 > $root/var/log/one/oned.log")
                .program("cat", "exit 0")
                .facts();

        assertThat(facts.unseen())
                .contains(
                        "checksums: they could not be made",
                        "/var/lib/one: it could not be learnt whose it is",
                        "/var/log/one: it could not be learnt whose it is");
    }

    /** The server of a file system in user space is gone and its mount is left: ENOTCONN, where nothing is said to be missing. */
    @Test
    void aMountWhoseServerIsGoneIsNotTakenForNothing() {
        Needs.programs("sshfs", "sftp-server");
        host.setup("mkdir -p $root/var/lib/one/datastores $root/var/lib/one/remotes; mkfifo $here/mount/pipe")
                .setup(
                        "(timeout -s KILL 20 /usr/lib/openssh/sftp-server < $here/mount/pipe"
                                + " | sh -c 'echo $$ > $0/client; exec sshfs storage:/tmp $1 -f -o passive,allow_other'"
                                + " $here/mount $root/var/lib/one/datastores > $here/mount/pipe) > /dev/null 2>&1 < /dev/null &")
                .setup(
                        "until grep -q fuse.sshfs /proc/self/mountinfo; do sleep 0.05; done; kill -KILL $(cat $here/mount/client)")
                .setup("while stat $root/var/lib/one/datastores > /dev/null 2>&1; do sleep 0.05; done");
        assertThat(host.facts().unseen())
                .contains("/var/lib/one/datastores: it does not answer as it should, is its mount dead?");
    }

    /** The folder itself hangs, so that not even whose it is can be learnt. */
    @Test
    void aFolderThatHangsCostsWhatIsInItAndNothingElse() {
        Needs.programs("sshfs", "sftp-server");
        host.setup("mkdir -p $root/var/log/one $root/var/lib/one/datastores/1; mkfifo $here/mount/pipe")
                .setup(
                        "(cd $here/mount; timeout -s KILL 30 sh -c 'echo $$ > server; exec /usr/lib/openssh/sftp-server' < pipe"
                                + " | sshfs storage:/tmp $root/var/log/one -f -o passive,allow_other > pipe) > /dev/null 2>&1 < /dev/null &")
                .setup(
                        "until [ -s $here/mount/server ] && grep -q fuse.sshfs /proc/self/mountinfo; do sleep 0.05; done; kill -STOP $(cat $here/mount/server)");
        HostFacts facts = host.facts();

        assertThat(facts.unseen()).contains("/var/log/one: it could not be learnt whose it is");
        assertThat(facts.datastores()).extracting(Datastore::id).containsExactly(1);
    }

    /** As of a host whose disk of OpenNebula's is gone. */
    @Test
    void aDiskThatHangsIsToldAndLeftAlone() {
        Needs.programs("sshfs", "sftp-server");
        host.setup("mkdir -p $root/var/lib/one; mkfifo $here/mount/pipe")
                .setup(
                        "(cd $here/mount; timeout -s KILL 30 sh -c 'echo $$ > server; exec /usr/lib/openssh/sftp-server' < pipe"
                                + " | sshfs storage:/tmp $root/var/lib/one -f -o passive,allow_other > pipe) > /dev/null 2>&1 < /dev/null &")
                .setup(
                        "until [ -s $here/mount/server ] && grep -q fuse.sshfs /proc/self/mountinfo; do sleep 0.05; done; kill -STOP $(cat $here/mount/server)");

        assertThat(host.facts().unseen()).contains("/var/lib/one: its file system gave no answer within 2 s");
    }

    private static Datastore notKnown(int id) {
        return new Datastore(id, "/var/lib/one/datastores/" + id, "", "", false);
    }
}
