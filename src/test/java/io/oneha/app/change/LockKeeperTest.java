package io.oneha.app.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.observe.host.RunMark;
import io.oneha.plan.Plan;
import io.oneha.plan.Plans;
import io.oneha.plan.Step;
import io.oneha.run.PoolMembers;
import io.oneha.run.RunEvent;
import io.oneha.run.RunOutcome;
import io.oneha.run.ZoneLock;
import io.oneha.ssh.RemoteCommand;
import io.oneha.ssh.RemoteResult;
import io.oneha.steps.site.Site;
import io.oneha.testing.ScriptedHost;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the script of the lock is asked when a run has ended. */
class LockKeeperTest {
    private static final Plan PLAN = Plans.join();

    @Test
    void aRunThatHasDoneAllForgetsWhatItReplaced() {
        assertThat(atEnd(keeper -> keeper.ended(RunOutcome.DONE))).isEqualTo("lock finish");
    }

    @Test
    void aRunThatHasChangedNothingPutsBackWhatItReplaced() {
        assertThat(atEnd(keeper -> keeper.ended(RunOutcome.FAILED))).isEqualTo("lock release");
        assertThat(atEnd(keeper -> {})).as("it was broken off").isEqualTo("lock release");
    }

    @Test
    void aRunThatHasChangedSomethingLeavesItsMark() {
        Step change = PLAN.steps().stream()
                .filter(step -> step.kind() != Step.Kind.READ)
                .findFirst()
                .orElseThrow();
        assertThat(atEnd(keeper -> {
                    keeper.accept(new RunEvent.StepStarted(Instant.EPOCH, change));
                    keeper.ended(RunOutcome.STOPPED);
                }))
                .isEqualTo("lock mark");
    }

    @Test
    void theMarkNamesAServerFromBeforeItsStopUntilTheZoneIsCalmAgain() {
        List<String> marks = new ArrayList<>();
        Plan plan = Plans.switchover();
        ScriptedHost host = new ScriptedHost("n1a1");
        host.answers = command -> new RemoteResult(0, new byte[0], new byte[0]);
        LockKeeper keeper = keeper(host);
        for (Step step : plan.steps()) {
            keeper.over(any -> null).apply(step);
            keeper.accept(new RunEvent.StepStarted(Instant.EPOCH, step));
            String mark = new String(host.commands.get(host.commands.size() - 1).input(), StandardCharsets.UTF_8);
            marks.add(step.id()
                    + mark.lines()
                            .filter(line -> line.startsWith("works "))
                            .map(line -> " " + line.split(" ")[1])
                            .findFirst()
                            .orElse(""));
            keeper.accept(new RunEvent.StepDone(Instant.EPOCH, step, Duration.ZERO));
        }
        keeper.close();

        assertThat(marks)
                .containsExactly(
                        "n1a3.drain",
                        "n1a3.lower-timeout n1a3",
                        "n1a3.stop-server n1a3",
                        "n1a3.start-server n1a3",
                        "n1a3.restore-timeout n1a3",
                        "n1a3.caught-up n1a3",
                        "n1a3.calm n1a3",
                        "n1a1.drain",
                        "n1a1.stop-server n1a1",
                        "n1a3.leads n1a1",
                        "n1a1.start-server n1a1",
                        "n1a1.caught-up n1a1",
                        "n1a1.calm n1a1");
    }

    private static String atEnd(Consumer<LockKeeper> run) {
        ScriptedHost host = new ScriptedHost("n1a1");
        host.answers = command -> new RemoteResult(0, new byte[0], new byte[0]);
        LockKeeper keeper = keeper(host);
        run.accept(keeper);
        keeper.close();
        return verb(host.commands.get(host.commands.size() - 1));
    }

    private static LockKeeper keeper(ScriptedHost host) {
        Site site = new Site(null, name -> Optional.of(host), null, null, Clock.systemUTC());
        RunMark mark = RunMark.read(List.of("run 20261128-120000-aaaa", "user erika", "machine jump"))
                .orElseThrow();
        ZoneLock lock = new ZoneLock(site::shell, new PoolMembers(List.of("n1a1"), 1), mark, false);
        lock.close();
        lock.take(List.of("n1a1"));
        return new LockKeeper(lock, Optional.empty(), Clock.systemUTC());
    }

    private static String verb(RemoteCommand command) {
        String script = new String(command.input(), StandardCharsets.UTF_8);
        return script.lines().findFirst().orElseThrow().replace("# oneha: ", "");
    }
}
