package io.oneha.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.oneha.observe.host.RunMark;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.RemoteResult;
import io.oneha.ssh.SshException;
import io.oneha.steps.RootedHost;
import io.oneha.steps.site.StepException;
import io.oneha.testing.ScriptedHost;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real script, as root, on files of hosts. */
class ZoneLockTest extends LockBench {
    @Test
    void itIsRootsOwnSurvivesABootAndSaysWhoseItIs() {
        lock(ONE).take(List.of("n1a1"));
        assertThat(first.shell("stat -c '%U:%G %a' /var/lib/oneha; stat -c '%U:%G %a' /var/lib/oneha/lock"))
                .isEqualTo("root:root 700\nroot:root 600\n");
        assertThat(mark(first).orElseThrow()).isEqualTo(aMark(ONE));
        assertThat(mark(second)).as("a majority of the pool has it").isPresent();
    }

    /** Of two runs that begin at once one gets it, and the other finds that at the first host. */
    @Test
    void theServersAreLockedInTheOrderOfTheirNumbersAndThenTheOthers() {
        List<String> asked = new ArrayList<>();
        for (String name : List.of("n1a0", "n1a1", "n1a2", "n1a3", "n1a9")) {
            ScriptedHost host = new ScriptedHost(name);
            host.answers = command -> {
                asked.add(name);
                return new RemoteResult(0, new byte[0], new byte[0]);
            };
            hosts.put(name, host);
        }
        PoolMembers pool = new PoolMembers(List.of("n1a3", "n1a1", "n1a2"), 3);
        ZoneLock lock = new ZoneLock(site()::shell, pool, aMark(ONE), false);
        lock.close();
        lock.take(List.of("n1a9", "n1a2", "n1a0"));
        assertThat(asked).containsExactly("n1a3", "n1a1", "n1a2", "n1a0", "n1a9");
    }

    @Test
    void aSecondRunIsToldWhoHasItWhereAndSinceWhenAndLeavesNothingBehind() {
        new ZoneLock(site()::shell, new PoolMembers(List.of("n1a2"), 1), aMark(ONE), false).take(List.of("n1a2"));
        StepException refused =
                catchThrowableOfType(StepException.class, () -> lock(OTHER).take(List.of("n1a1", "n1a2")));
        assertThat(refused)
                .hasMessage("another run has the zone: run " + ONE + " of erika on jump (process 7) since"
                        + " 2026-11-28T12:00:00Z, its journal is /home/erika/runs/" + ONE + ".jsonl there, says n1a2");
        assertThat(refused.remedy())
                .contains("`oneha apply --resume " + ONE + "` as erika on jump")
                .contains("`sudo sh -c 'rm /var/lib/oneha/lock*'`");
        assertThat(mark(first)).as("what was taken first is given back").isEmpty();
        assertThat(mark(second).orElseThrow().run()).isEqualTo(ONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "  \n\n", "something else\n", "aside\n"})
    void aFileThatNoRunWroteKeepsEveryRunOut(String content) {
        first.file("/var/lib/oneha/lock", content);
        for (String run : List.of(ONE, OTHER)) {
            StepException refused =
                    catchThrowableOfType(StepException.class, () -> lock(run).take(List.of("n1a1")));
            assertThat(refused).hasMessage("a file that no run of oneha wrote keeps runs out, says n1a1");
            assertThat(refused.remedy()).contains("see what wrote /var/lib/oneha/lock");
        }
        assertThat(first.shell("cat /var/lib/oneha/lock"))
                .as("it is left alone")
                .isEqualTo(content);
    }

    @Test
    void aMajorityIsEnoughAndLessIsNot() {
        lock(ONE).take(List.of());
        hosts.put("n1a2", away());
        assertThat(catchThrowableOfType(StepException.class, () -> lock(ONE).take(List.of())))
                .hasMessageContaining("2 of its 3 servers");
        assertThat(mark(first)).isEmpty();
        assertThat(catchThrowableOfType(SshException.class, () -> lock(ONE).take(List.of("n1a3"))))
                .as("a host that the plan touches must have it")
                .isNotNull();
    }

    @Test
    void theSameRunTakesItAgainAndOneThatEndedKeepsNobodyOut() {
        lock(ONE).take(List.of("n1a1"));
        ZoneLock again = lock(ONE);
        again.take(List.of("n1a1"));
        again.ends();
        assertThat(mark(first).orElseThrow().state()).isEqualTo(RunMark.State.ENDED);
        ZoneLock other = lock(OTHER);
        other.take(List.of("n1a1"));
        assertThat(mark(first).orElseThrow().run()).isEqualTo(OTHER);
        lock(ONE).release(List.of("n1a1"));
        assertThat(mark(first)).as("another's is left alone").isPresent();
        other.finishes(List.of());
        assertThat(mark(first)).isEmpty();
        assertThat(mark(second)).isEmpty();
    }

    @Test
    void theMarkSaysThatAServerIsAboutToBeAddedUntilItFollows() {
        ZoneLock lock = lock(ONE);
        lock.take(List.of("n1a2"));
        lock.opens("n1a2");
        assertThat(mark(first).orElseThrow().open()).containsExactly("n1a2");
        assertThat(mark(second).orElseThrow().open()).containsExactly("n1a2");
        lock.closes("n1a2");
        assertThat(mark(first).orElseThrow().open()).isEmpty();
    }

    @Test
    void aLockWhoseAnswerWasLostIsGivenBackWithTheOthers() {
        hosts.put("n1a2", deaf(second));
        assertThat(catchThrowableOfType(SshException.class, () -> lock(ONE).take(List.of("n1a2"))))
                .hasMessageContaining("did not end");
        assertThat(mark(first)).isEmpty();
        assertThat(mark(second)).isEmpty();
    }

    @Test
    void aLockWhoseAnswerWasLostIsGivenBackWhenTheRunIsDone() {
        hosts.put("n1a2", deaf(second));
        ZoneLock lock = new ZoneLock(site()::shell, new PoolMembers(List.of("n1a1", "n1a2"), 1), aMark(ONE), false);
        lock.close();
        lock.take(List.of());
        assertThat(mark(second)).as("it was taken there").isPresent();
        lock.release(List.of());
        assertThat(mark(second)).isEmpty();
    }

    @Test
    void aRunThatCannotGoOnIsStillSeenToBeUnfinished() {
        lock(ONE).take(List.of("n1a1"));
        ZoneLock again = new ZoneLock(site()::shell, POOL, aMark(ONE), true);
        again.close();
        assertThat(catchThrowableOfType(SshException.class, () -> again.take(List.of("n1a3"))))
                .isNotNull();
        assertThat(mark(first).orElseThrow().state()).isEqualTo(RunMark.State.ENDED);
        assertThat(mark(second).orElseThrow().state()).isEqualTo(RunMark.State.ENDED);
    }

    /** Whoever stops a server that takes the zone down waits for that. */
    @Test
    void theMarksOfAServerThatIsStoppedAreMadeOnAllHostsAtOnce() {
        CountDownLatch both = new CountDownLatch(2);
        AtomicBoolean taken = new AtomicBoolean();
        List<Boolean> met = Collections.synchronizedList(new ArrayList<>());
        for (String name : List.of("n1a1", "n1a2")) {
            ScriptedHost host = new ScriptedHost(name);
            host.answers = command -> {
                if (taken.get()) {
                    both.countDown();
                    met.add(meets(both));
                }
                return new RemoteResult(0, new byte[0], new byte[0]);
            };
            hosts.put(name, host);
        }
        ZoneLock lock = lock(ONE);
        lock.close();
        lock.take(List.of("n1a1", "n1a2"));
        taken.set(true);
        lock.works("n1a2", Instant.EPOCH);
        assertThat(met).containsExactly(true, true);
    }

    private static boolean meets(CountDownLatch both) {
        try {
            return both.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void aSignalLeavesNothingBesideTheMark() {
        first.shell("mount -t proc proc /proc");
        // The script's shell is two above it: timeout is between them.
        first.program("sync", "kill -TERM $(cut -d ' ' -f 4 /proc/$PPID/stat)");
        assertThat(catchThrowableOfType(StepException.class, () -> lock(ONE).take(List.of("n1a1"))))
                .isNotNull();
        assertThat(first.shell("ls -A /var/lib/oneha")).isEmpty();
    }

    @Test
    void noLinkIsFollowed() {
        first.shell("echo safe > /etc/secret; mkdir -m 700 /var/lib/oneha; ln -s /etc/secret /var/lib/oneha/lock");
        assertThat(catchThrowableOfType(StepException.class, () -> lock(ONE).take(List.of("n1a1"))))
                .hasMessageContaining("not a file of oneha's");
        first.shell("rm -r /var/lib/oneha; mkdir /tmp/theirs; ln -s /tmp/theirs /var/lib/oneha");
        assertThat(catchThrowableOfType(StepException.class, () -> lock(ONE).take(List.of("n1a1"))))
                .hasMessageContaining("not a folder of root's own");
        first.shell("rm /var/lib/oneha; mkdir /var/lib/oneha; chown 9869 /var/lib/oneha");
        assertThat(catchThrowableOfType(StepException.class, () -> lock(ONE).take(List.of("n1a1"))))
                .hasMessageContaining("not a folder of root's own");
        assertThat(first.shell("cat /etc/secret; ls /tmp/theirs")).isEqualTo("safe\n");
    }

    @Test
    void aFullDiskLeavesTheMarkAsItWas() {
        ZoneLock lock = lock(ONE);
        lock.take(List.of("n1a1"));
        first.shell("mv /var/lib/oneha/lock /tmp; mount -t tmpfs -o size=4k,mode=700 tmpfs /var/lib/oneha;"
                + " cat /tmp/lock > /var/lib/oneha/lock");
        assertThat(catchThrowableOfType(StepException.class, () -> lock.opens("n1a2")))
                .hasMessageContaining("1 of 2 hosts only");
        assertThat(mark(first).orElseThrow()).isEqualTo(aMark(ONE));
        assertThat(first.shell("ls -A /var/lib/oneha")).isEqualTo("lock\n");
    }

    /** It does what it is asked to, and the first answer is lost on its way. */
    private static RemoteHost deaf(RootedHost host) {
        ScriptedHost between = new ScriptedHost(host.name());
        AtomicBoolean lost = new AtomicBoolean();
        between.answers = command -> {
            RemoteResult result = host.run(command, Duration.ofSeconds(10));
            if (lost.compareAndSet(false, true)) {
                throw new SshException(SshException.Kind.SILENT, host.name() + ": the command did not end");
            }
            return result;
        };
        return between;
    }
}
