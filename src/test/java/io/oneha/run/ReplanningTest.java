package io.oneha.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.health.FindingCode;
import io.oneha.plan.Decision;
import io.oneha.plan.EarlierSteps;
import io.oneha.plan.Intent;
import io.oneha.plan.Plan;
import io.oneha.plan.Plans;
import io.oneha.plan.RefusalCode;
import io.oneha.plan.Step;
import io.oneha.steps.site.StepException;
import io.oneha.steps.site.Worker.Progress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplanningTest {
    private static final Plan OLD = Plans.join();
    private static final Step LEFT = OLD.steps().get(4);
    private static final StepException LOST = StepException.leaderLost("n1a1 does not lead any more");
    private static final Decision.Refusal NOT_YET = new Decision.Refusal(FindingCode.NO_LEADER, "nobody leads", "wait");

    private final Deque<Decision> decisions = new ArrayDeque<>();
    private final List<Set<String>> begun = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private long now;
    private boolean stopping;

    private final Replanning replanning = new Replanning(
            earlier -> {
                begun.add(earlier.hosts());
                return decisions.size() > 1 ? decisions.poll() : decisions.peek();
            },
            EarlierSteps.on(Set.of("n1a3", "n1a9")),
            () -> now,
            () -> now += Duration.ofSeconds(1).toNanos());

    @Test
    void itGoesOnWhenTwoLooksAgree() {
        Plan next = ledBy("n1a2");
        decisions.addAll(List.of(NOT_YET, ledBy("n1a1"), NOT_YET, ledBy("n1a1"), next, next));
        assertThat(anew()).isEqualTo(next);
        assertThat(begun).hasSize(6).containsOnly(Set.of("n1a3"));
        assertThat(said).anyMatch(line -> line.contains("30 s"));
    }

    @Test
    void itWaitsOnlySoLongAndSaysWhatStandsInTheWay() {
        decisions.add(NOT_YET);
        assertThatThrownBy(this::anew)
                .isInstanceOfSatisfying(StepException.class, end -> {
                    assertThat(end.cause()).isEqualTo(StepException.Cause.STEP);
                    assertThat(end.remedy())
                            .startsWith("wait")
                            .contains("resume the run")
                            .doesNotContain("--resume");
                })
                .hasMessageContaining("does not lead any more")
                .hasMessageContaining("nobody leads");
        assertThat(Duration.ofNanos(now)).isBetween(Replanning.FOR_A_LEADER, Replanning.FOR_A_LEADER.plusSeconds(2));
    }

    @Test
    void aHostThatStaysOutOfReachIsNamedAsThat() {
        decisions.add(
                new Decision.Refusal(RefusalCode.HOST_UNSEEN, "n1a2 could not be looked at: no route", "plug it in"));
        assertThatThrownBy(this::anew)
                .isInstanceOfSatisfying(
                        StepException.class, end -> assertThat(end.cause()).isEqualTo(StepException.Cause.OUT_OF_REACH))
                .hasMessageContaining("n1a2");
    }

    @Test
    void aZoneThatDoesNotComeToRestIsNotWorkedOn() {
        for (int i = 0; i < 50; i++) {
            decisions.add(ledBy(i % 2 == 0 ? "n1a1" : "n1a2"));
        }
        assertThatThrownBy(this::anew).hasMessageContaining("rest");
    }

    @Test
    void whatWasNotAgreedToIsNotDone() {
        decisions.add(Plans.deploy());
        assertThatThrownBy(this::anew).hasMessageContaining("confirmed");
    }

    @Test
    void whatHasComeAboutMeanwhileNeedsNoSteps() {
        decisions.add(Plans.nothing());
        assertThat(anew().steps()).isEmpty();
    }

    @Test
    void itIsPlannedAnewOnlySoOften() {
        decisions.add(ledBy("n1a2"));
        for (int i = 0; i < Replanning.MOST; i++) {
            replanning.anew(OLD, OLD.steps().get(i), LOST, new Told());
        }
        assertThatThrownBy(() -> replanning.anew(OLD, OLD.steps().get(9), LOST, new Told()))
                .hasMessageContaining("5 times");
    }

    @Test
    void aHostThatRefusesIsWaitedForInFullAlthoughALookStillSeesIt() {
        StepException refused =
                new StepException(StepException.Cause.OUT_OF_REACH, "n1a3: connection refused", "start sshd there");
        decisions.add(OLD);
        StepException end = null;
        while (end == null) {
            try {
                replanning.anew(OLD, LEFT, refused, new Told());
            } catch (StepException e) {
                end = e;
            }
        }
        assertThat(Duration.ofNanos(now)).isBetween(Replanning.FOR_A_HOST, Replanning.FOR_A_HOST.plusSeconds(3));
        assertThat(end.cause()).isEqualTo(StepException.Cause.OUT_OF_REACH);
        assertThat(end).hasMessage("n1a3: connection refused; 15 s later that is still so");
        assertThat(said)
                .contains(
                        "waits up to 15 s for the zone to be one that can be worked on",
                        "waits for the host: 10 s left",
                        "waits for the host: 5 s left");
    }

    @Test
    void whileALeaderIsThereWhatElseIsInTheWayIsSaid() {
        decisions.add(new Decision.Refusal(FindingCode.NO_LEADER, "no server leads", "wait"));
        for (int i = 0; i < 50; i++) {
            decisions.add(new Decision.Refusal(FindingCode.SERVER_UNREACHABLE, "n1a1: connection refused", "start it"));
        }
        assertThatThrownBy(() -> replanning.anew(OLD, LEFT, LOST, new Told())).isInstanceOf(StepException.class);
        assertThat(said)
                .contains("n1a1: connection refused; waits until that has passed: 20 s left")
                .doesNotContain("waits for a leader: 20 s left");
    }

    @Test
    void aStepThatWasAtItForLongAndIsLeftAgainIsWaitedForAnew() {
        StepException broke = new StepException(StepException.Cause.OUT_OF_REACH, "the copy to n1a3 broke", "");
        decisions.add(OLD);
        for (int i = 0; i < 3; i++) {
            assertThat(replanning.anew(OLD, LEFT, broke, new Told())).isEqualTo(OLD);
            now += Duration.ofSeconds(60).toNanos();
        }
        assertThat(said).filteredOn(line -> line.startsWith("waits up to")).hasSize(3);
    }

    @Test
    void aStopEndsTheWait() {
        decisions.add(NOT_YET);
        stopping = true;
        assertThatThrownBy(this::anew).isSameAs(LOST);
        assertThat(begun).hasSize(1);
    }

    @Test
    void aLookThatFailsIsTriedAgain() {
        Replanning failing = new Replanning(
                earlier -> {
                    begun.add(earlier.hosts());
                    if (begun.size() == 1) {
                        throw new IllegalStateException("nobody answers");
                    }
                    return OLD;
                },
                EarlierSteps.NONE,
                () -> now,
                () -> now += Duration.ofSeconds(1).toNanos());
        assertThat(failing.anew(OLD, LEFT, LOST, new Told())).isEqualTo(OLD);
    }

    private Plan anew() {
        return replanning.anew(OLD, LEFT, LOST, new Told());
    }

    private static Plan ledBy(String leader) {
        return new Plan(
                Intent.SCALE_UP, OLD.zone(), leader, OLD.steps(), OLD.notices(), OLD.consents(), "led by " + leader);
    }

    private final class Told implements Progress {
        @Override
        public void line(String line) {
            said.add(line);
        }

        @Override
        public void bytes(long done, long total) {
            throw new AssertionError("nothing is copied");
        }

        @Override
        public void measured(String what, Duration took) {
            throw new AssertionError("nothing is measured");
        }

        @Override
        public boolean isStopping() {
            return stopping;
        }
    }
}
