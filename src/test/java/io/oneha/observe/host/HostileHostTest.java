package io.oneha.observe.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.observe.host.HostFacts.Datastore;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host whose files, programs and mounts do their worst. */
class HostileHostTest {
    private static final String LINE = "Mon Nov 23 08:34:46 2026 [Z0][RCM][I]: oned is now the leader of the zone";

    @TempDir
    Path folder;

    private FakeHost host;

    @BeforeEach
    void aHost() {
        host = new FakeHost(folder);
    }

    @Test
    void namesOfFilesCannotForgeLines() {
        HostFacts facts = host.setup("mkdir -p $root/etc/one $root/var/lib/one/datastores/3")
                .setup(
                        "cd $root/etc/one; touch 'a\nend 1.000000000\n' '\\' 'b c\"\\n' -- '-x' '$(id)' 'e\033[2J' \"$(printf 'z\\377')\"")
                .setup(
                        "cd $root/var/lib/one/datastores; mkdir -- '9\nunseen forged' '007' '1234567890123' '5x' '-1'; ln -s nowhere 4")
                .setup("mkdir $root/mnt/'odd\nname'; ln -s '/mnt/odd\nname' 8; touch 3/0123")
                .facts();

        assertThat(facts.configSums())
                .hasSize(7)
                .containsKeys("/etc/one/-x", "/etc/one/$(id)", "/etc/one/\\", "/etc/one/e[2J");
        assertThat(facts.configSums().keySet()).noneMatch(path -> path.contains("\n") || path.contains("\033"));
        assertThat(facts.datastores())
                .containsExactly(
                        new Datastore(7, "/var/lib/one/datastores/007", "overlay", "overlay", false),
                        new Datastore(3, "/var/lib/one/datastores/3", "overlay", "overlay", false),
                        notKnown(8));
        assertThat(facts.unseen())
                .contains("datastore 4: its link leads nowhere", "datastore 8: its path has an odd name")
                .noneMatch(line -> line.contains("forged"));
    }

    @Test
    void linksOfOneadminsLeadRootNoFurtherThanOneadmin() {
        host.setup("mkdir -p $root/var/lib/one/datastores/1 $root/var/log/one $root/mnt/closed/in")
                .setup("chmod 700 $root/mnt/closed; touch $root/mnt/closed/0123456789abcdef0123456789abcdef")
                .setup("echo '" + LINE + "' > $root/mnt/closed/log; chmod 600 $root/mnt/closed/log")
                .setup("ln $root/mnt/closed/log $root/mnt/log; ln -s /mnt/log $root/var/log/one/oned.log")
                .setup("cd $root/var/lib/one/datastores; ln -s /mnt/closed 7; ln -s /mnt/closed/in 8")
                .setup("chown -hR nobody:nogroup $root/var/lib/one $root/var/log/one");
        HostFacts facts = host.facts();

        assertThat(facts.datastores()).extracting(Datastore::id).containsExactly(1, 7, 8);
        assertThat(facts.datastores()).contains(notKnown(7), notKnown(8));
        assertThat(facts.elections()).isEmpty();
        assertThat(facts.unseen())
                .contains(
                        "datastore 7: permission denied",
                        "datastore 8: permission denied",
                        "/var/log/one/oned.log: permission denied");

        host.setup("chmod 755 $root/mnt/closed; chmod 644 $root/mnt/log");
        assertThat(host.facts().datastores()).extracting(Datastore::id).containsExactly(1, 7, 8);
        assertThat(host.facts().elections()).containsExactly(LINE);
        host.setup("chmod 700 $root/var/lib/one/datastores; chown root $root/var/lib/one/datastores");
        assertThat(host.facts().unseen()).contains("/var/lib/one/datastores: permission denied");
        host.setup(
                "rm $root/var/log/one/oned.log; ln -s /mnt/closed/pipe $root/var/log/one/oned.log; mkfifo $root/mnt/closed/pipe");
        assertThat(host.facts().unseen()).contains("/var/log/one/oned.log: not a file");
    }

    @Test
    void oddNamesOfOneadminsBlindNobodyToTheRestOfTheHost() {
        HostFacts facts = host.setup("mkdir -p $root/etc/one $root/var/lib/one/.ssh $root/var/lib/one/remotes/auth")
                .setup("cd $root/var/lib/one; echo a > .one; echo k > \"$(printf '.ssh/id\\342\\200\\250x')\"")
                .setup("ln -s \"$(printf 'foo\\nbar baz')\" remotes/auth/default; echo 1 > remotes/VERSION")
                .setup("chown -hR nobody:nogroup $root/var/lib/one")
                .facts();

        assertThat(facts.sshSums()).hasSize(1);
        assertThat(facts.driverSums()).containsOnlyKeys("/var/lib/one/remotes/VERSION");
        assertThat(facts.unseen()).contains("/var/lib/one/.one: not a folder");
    }

    @Test
    void aPathOfOneadminsThatIsLongCostsRootNoTime() {
        String folder = "d".repeat(200);
        host.setup(
                        "mkdir -p $root/var/lib/one/remotes/tm; cd -P $root/var/lib/one/remotes/tm; for i in 1 2 3 4 5 6 7 8 9 10 11 12"
                                + " 13 14 15 16 17; do mkdir " + folder + "; cd -P " + folder
                                + "; done; for i in $(seq 600); do : > $i; done")
                .setup("chown -hR nobody:nogroup $root/var/lib/one");
        long start = System.nanoTime();
        assertThat(host.facts().unseen()).noneMatch(line -> line.contains("no answer"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void aDatabaseClientThatPrintsWithoutEndIsCut() {
        HostFacts facts = host.file("/etc/one/oned.conf", Samples.recorded("oned.conf"))
                .program("mariadb", "yes 1")
                .facts();

        assertThat(facts.database()).isPresent();
        assertThat(facts.unseen()).contains("database: more than fits into the answer");
    }

    @Test
    void aLinkInTheDatabasesPlaceLeadsRootNowhere() {
        HostFacts facts = host.file("/etc/one/oned.conf", "DB = [ BACKEND = \"sqlite\" ]\n")
                .setup(
                        "mkdir -p $root/var/lib/one $root/mnt/closed; echo 1 > $root/mnt/closed/file; chmod 700 $root/mnt/closed")
                .setup("ln -s /mnt/closed/file $root/var/lib/one/one.db; chown -hR nobody:nogroup $root/var/lib/one")
                .facts();

        assertThat(facts.unseen()).contains("/var/lib/one/one.db: permission denied");
    }

    @Test
    void anAccountThatNothingCanRunAsIsNoLogWithoutElections() {
        host.setup("mkdir -p $root/var/lib/one/datastores/1 $root/var/lib/one/.ssh $root/var/log/one; echo '" + LINE
                        + "' > $root/var/log/one/oned.log")
                .setup("chown -hR nobody:nogroup $root/var/lib/one $root/var/log/one")
                .program("setpriv", "exit 1");

        assertThat(host.facts().unseen())
                .contains(
                        "/var/log/one/oned.log: it cannot be read as its owner",
                        "/var/lib/one/datastores: it cannot be read as its owner",
                        "checksums: they could not be made");
    }

    @Test
    void aFoldersGroupOpensNothingThatItsOwnerMayNotRead() {
        host.setup("mkdir -p $root/var/log/one $root/mnt; echo '" + LINE + "' > $root/mnt/log; chmod 640 $root/mnt/log")
                .setup("ln -s /mnt/log $root/var/log/one/oned.log; chown -h nobody:root $root/var/log/one");

        assertThat(host.facts().elections()).isEmpty();
        assertThat(host.facts().unseen()).contains("/var/log/one/oned.log: permission denied");
    }

    private static Datastore notKnown(int id) {
        return new Datastore(id, "/var/lib/one/datastores/" + id, "", "", false);
    }

    @Test
    void whoseFoldersCannotBeLearntAreNotReadAsRoot() {
        host.setup("mkdir -p $root/var/lib/one/datastores/1 $root/var/log/one; echo '" + LINE
                        + "' > $root/var/log/one/oned.log")
                .program("stat", "exit 1");
        HostFacts facts = host.facts();

        assertThat(facts.datastores()).isEmpty();
        assertThat(facts.elections()).isEmpty();
        assertThat(facts.unseen())
                .contains(
                        "/var/lib/one: it could not be learnt whose it is",
                        "/var/log/one: it could not be learnt whose it is");
    }

    @Test
    void aPathThatIsTooLongBlindsNobodyToTheRestOfTheHost() {
        String folder = "d".repeat(200);
        host.setup("mkdir -p $root/var/lib/one/datastores/1 $root/mnt/deep; cd -P $root/mnt/deep;"
                        + " for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do mkdir " + folder + "; cd -P " + folder
                        + "; done; ln -s /mnt/deep$(printf '/" + folder
                        + "%.0s' 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16)"
                        + " $root/var/lib/one/datastores/7")
                .setup("chown -hR nobody:nogroup $root/var/lib/one/datastores");
        HostFacts facts = host.facts();

        assertThat(facts.datastores()).extracting(Datastore::id).containsExactly(1, 7);
        assertThat(facts.datastores().get(1)).isEqualTo(notKnown(7));
        assertThat(facts.unseen()).contains("datastore 7: its path is too long");
    }

    @Test
    void onlyTheLastElectionsAreToldAndWithoutTheirEscapes() {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 40_000; i++) {
            log.append("Mon Nov 23 08:34:46 2026 [Z0][VMM][I]: oned is now the leader of the zone, says user ")
                    .append(i)
                    .append('\n');
        }
        for (int i = 0; i < 30; i++) {
            log.append("Mon Nov 23 08:35:")
                    .append(10 + i)
                    .append(" 2026 [Z0][RCM][I]: oned is set to follower mode\033]0;x\007\n");
        }
        for (int i = 0; i < 5000; i++) {
            log.append("Mon Nov 23 08:36:00 2026 [Z0][RCM][E]: Failed to load log record at index: ")
                    .append(i)
                    .append('\n');
        }
        log.append(LINE).append("x".repeat(5000)).append("\nend 1.0\n\0\0\377binary\n");
        HostFacts facts = host.file("/var/log/one/oned.log", log.toString()).facts();

        assertThat(facts.elections()).hasSize(20);
        assertThat(facts.elections().get(19)).startsWith(LINE + "xxx").hasSizeLessThanOrEqualTo(500);
        assertThat(facts.elections().get(18)).endsWith("Failed to load log record at index: 4999");
        assertThat(facts.elections().get(17))
                .isEqualTo("Mon Nov 23 08:35:39 2026 [Z0][RCM][I]: oned is set to follower mode]0;x");
    }

    @Test
    void programsThatPrintWithoutEndAreCut() {
        HostFacts facts = host.program("systemctl", "yes LoadState=x | head -c 3000000")
                .program("ip", "yes '1: lo: <UP>' | head -c 3000000")
                .program("dpkg-query", "printf 'install ok installed|'; yes 1 | tr -d '\\n' | head -c 100000")
                .setup("mkdir -p $root/etc/one; cd $root/etc/one; seq -f 'file-%g' 1 2500 | xargs touch")
                .facts();

        assertThat(facts.configSums()).hasSize(2000);
        assertThat(facts.packageVersion()).isEmpty();
        assertThat(facts.unseen())
                .contains("addresses: more than fit into the answer", "checksums: more files than fit into the answer");
    }

    @Test
    void nothingIsWrittenToTheHost() {
        String answer = host.file("/etc/one/oned.conf", Samples.recorded("oned.conf"))
                .file("/var/log/one/oned.log", LINE + "\n")
                .setup("touch /tmp/x 2>/dev/null; mount -o remount,ro $root")
                .answer("localhost");

        assertThat(answer).contains("\nlog " + LINE + "\n").contains("\nend ");
    }
}
