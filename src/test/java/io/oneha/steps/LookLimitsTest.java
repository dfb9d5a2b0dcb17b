package io.oneha.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.observe.host.FactsScript;
import io.oneha.ssh.RemoteCommand;
import io.oneha.ssh.RemoteResult;
import io.oneha.testing.Needs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nothing of a look stays behind on a host, whatever hangs there. */
class LookLimitsTest {
    private static final Duration LIMIT = Duration.ofSeconds(50);
    private static final String MARK =
            "ONEHA_LOOK_OF=" + ProcessHandle.current().pid();
    private static final RemoteCommand LOOK = FactsScript.command(true, List.of());

    private final RootedHost host = new RootedHost("n1a2");

    @AfterEach
    void end() {
        host.close();
    }

    @Test
    void fortyFiveLooksAtALogThatNobodyWritesToLeaveNoProcess() throws Exception {
        host.shell("rm -rf /var/log/one; mkdir -p /var/log/one; mkfifo /var/log/one/oned.log");
        // So slow that the last of them have waited for the first as long as they do.
        host.program("ip", "sleep 0.2");
        host.file("/look", new String(LOOK.input(), StandardCharsets.UTF_8));
        host.shell("export " + MARK + "; for i in $(seq 45); do " + LOOK.line("root")
                + " < /look > /told.$i 2>&1 & done; wait");
        assertThat(left()).isZero();
        assertThat(host.shell("cat /told.* | sort | uniq -c"))
                .contains("unseen /var/log/one/oned.log: not a file")
                .contains("an earlier look at this host has not ended yet");
    }

    /** The next test shortens it. */
    @Test
    void aLookHasADeadlineOfItsOwnOnTheHostHoweverLongItIsWaitedFor() {
        assertThat(LOOK.endingWithin(Duration.ofHours(1)).line("root")).startsWith("timeout -k 5 10 sh -s");
    }

    @Test
    void aLookThatHangsIsEndedWithAllThatItStarted() throws Exception {
        host.program("ip", "sleep 3600 & wait");
        host.file("/look", new String(LOOK.input(), StandardCharsets.UTF_8));
        host.shell("export " + MARK + "; "
                + LOOK.endingWithin(Duration.ofSeconds(2)).line("root") + " < /look");
        // What has a shorter limit of its own goes by that.
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (left() > 0 && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        assertThat(left()).isZero();
    }

    /** A program that waits for a file system in user space can only be left to itself, once. */
    @Test
    void looksAtAMountThatHangsLeaveOneProcessAndSeeTheRest() throws Exception {
        Needs.programs("sshfs", "sftp-server");
        host.shell("mount -t proc proc /proc; mkdir -p /var/lib/one/datastores/7 /hang; cd /hang; mkfifo pipe;"
                + " (timeout -s KILL 60 sh -c 'echo $$ > server; exec /usr/lib/openssh/sftp-server' < pipe"
                + " | sshfs storage:/tmp /var/lib/one/datastores/7 -f -o passive,allow_other > pipe) > /dev/null 2>&1 < /dev/null &"
                + " cd /var/lib/one/datastores; until [ -s /hang/server ] && [ $(stat -c %d 7) != $(stat -c %d .) ]; do sleep 0.05; done;"
                + " kill -STOP $(cat /hang/server)");
        try {
            host.file("/look", new String(LOOK.input(), StandardCharsets.UTF_8));
            String look = "export " + MARK + "; " + LOOK.line("root") + " < /look";
            assertThat(host.shell(look)).contains("datastore 7: no answer within 2 s", "\nend ");
            long first = left();
            for (int i = 0; i < 3; i++) {
                assertThat(host.shell(look))
                        .contains("what an earlier look has begun there has not ended yet", "\nend ");
            }
            assertThat(left()).isEqualTo(first).isPositive();
        } finally {
            host.shell("kill -KILL $(cat /hang/server)");
        }
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (left() > 0 && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        assertThat(left()).isZero();
    }

    @Test
    void aSecondLookIsNotBegunWhileOneRuns() {
        host.shell("mkdir /run/oneha; (flock 9; : > /held; exec sleep 20) 9>/run/oneha/look > /dev/null 2>&1 &"
                + " until [ -e /held ]; do sleep 0.1; done");
        RemoteResult result = host.run(LOOK, LIMIT);
        assertThat(result.exitStatus()).isEqualTo(75);
        assertThat(result.errors()).isEqualTo("an earlier look at this host has not ended yet\n");
        assertThat(result.text()).isEmpty();
    }

    /** Every process with the mark in its environment. */
    private static long left() throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes.filter(LookLimitsTest::isMarked).count();
        }
    }

    private static boolean isMarked(Path process) {
        try {
            return process.getFileName().toString().matches("[0-9]+")
                    && Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1)
                            .contains(MARK);
        } catch (IOException gone) {
            return false;
        }
    }
}
