package io.oneha.plan;

import static io.oneha.plan.RecoveryTest.COPY;
import static io.oneha.plan.RecoveryTest.other;
import static io.oneha.plan.RecoveryTest.outOfLog;
import static io.oneha.plan.RecoveryTest.plan;
import static io.oneha.plan.RecoveryTest.wanted;
import static io.oneha.plan.RecoveryTest.words;
import static io.oneha.plan.RecoveryTest.zone;
import static io.oneha.zone.ServerState.FOLLOWER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is left of a recovery that was killed. */
class ResumedRecoveryTest {
    @Test
    void aRunThatGoesOnKeepsTheCopyThatItHasBegunWhateverALookShowsByThen() {
        Plan first = plan(other().decides(wanted()));
        ChangeRequest settled = wanted().settledBy(first);
        EarlierSteps earlier = begun("curable", "keep-stopped", "account", "credentials", "database", "server-id");
        Plan next = plan(Planner.decide(settled, zone().isDown("n1a3").observed(), earlier));
        assertThat(words(next)).isEqualTo(COPY);
        assertThat(Continuation.against(first, first.steps().get(5), next)).isEmpty();
    }

    /** Its unit is disabled by then, which a check would take for somebody else's doing. */
    @Test
    void theTermOfOneThatHasDiedSinceItWasStartedIsSetBackBeforeItStartsAgain() {
        Plan plan = (Plan) zone().isDown("n1a3").decides(wanted());
        EarlierSteps started = EarlierSteps.NONE;
        for (Step step : plan.steps()) {
            started = started.begins(step.spec());
            if (step.spec() instanceof StepSpec.CaughtUp) {
                break;
            }
            started = started.proves(step.spec());
        }
        Plan rest = (Plan) Planner.decide(wanted(), zone().isDown("n1a3").observed(), started);
        assertThat(rest.steps())
                .extracting(Step::id)
                .containsSubsequence("n1a3.reset-term", "n1a3.start-server", "n1a3.caught-up");
    }

    @Test
    void aCheckThatWasProvedIsNotMadeAgain() {
        Plan next = plan(Planner.decide(
                ChangeRequest.recover("n1a3", true), zone().isDown("n1a3").observed(), begun("curable")));
        assertThat(words(next)).isEqualTo(COPY);
    }

    @Test
    void oneThatTheRunHasStartedIsNeitherStoppedNorRestoredAgain() {
        EarlierSteps copied = begun("curable", "keep-stopped", "database", "start");
        Plan restored = plan(Planner.decide(
                ChangeRequest.recover("n1a3", true),
                zone().runs("n1a3", FOLLOWER).observed(),
                copied));
        assertThat(words(restored)).isEqualTo("start caught-up same-data calm finish");
        Plan inPlace = plan(Planner.decide(
                wanted(), zone().runs("n1a3", FOLLOWER).observed(), begun("reset-term", "start-server")));
        assertThat(words(inPlace)).isEqualTo("start-server caught-up calm");
    }

    @Test
    void whatTheRunHasStoppedIsStillStartedWhenALookWouldFindItSoundOrLost() {
        EarlierSteps earlier = begun("curable", "stop-server", "reset-term");
        Scene scene = outOfLog(198);
        assertThat(words(plan(Planner.decide(wanted(), scene.observed(), earlier))))
                .isEqualTo("stop-server reset-term start-server caught-up calm");
    }

    private static EarlierSteps begun(String... words) {
        Set<String> ids = Stream.of(words).map(word -> "n1a3." + word).collect(Collectors.toSet());
        return new EarlierSteps(Set.of("n1a3"), ids, ids);
    }
}
