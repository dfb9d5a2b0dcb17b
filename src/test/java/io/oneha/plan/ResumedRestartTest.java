package io.oneha.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.plan.Maintenance.Reboot;
import io.oneha.zone.ServerState;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A restart that goes on after something came in between. */
class ResumedRestartTest {
    private static final ChangeRequest ALL = ChangeRequest.restart(List.of(), Maintenance.NONE);
    private static final ChangeRequest TO_3 = ChangeRequest.switchover(Optional.of("n1a3"));

    /** A zone of two, and one of three whose leader's host is gone: what is missing is what the run has stopped. */
    static Stream<Arguments> whatTheRunHasStoppedIsStartedAlthoughNobodyLeads() {
        Scene two =
                Scene.wants("n1a1", "n1a2").runs("n1a1", ServerState.CANDIDATE).isDown("n1a2");
        Scene three = Scene.wants("n1a1", "n1a2", "n1a3")
                .isDown("n1a1")
                .unseen("n1a1")
                .isDown("n1a2")
                .runs("n1a3", ServerState.CANDIDATE);
        return Stream.of(Arguments.of("of two", two), Arguments.of("of three", three));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatTheRunHasStoppedIsStartedAlthoughNobodyLeads(String name, Scene now) {
        Plan first = plan(three().decides(ALL));
        EarlierSteps killed = done(first, "n1a2.stop-server", "n1a2.start-server");
        assertThat(ids(Planner.decide(ALL.settledBy(first), now.observed(), killed)))
                .containsExactly("n1a2.start-server", "n1a2.plan-again");
    }

    @Test
    void anHeirWhoseTimeOutWasNotLoweredYetStillLeadsNext() {
        Plan first = plan(three().decides(TO_3));
        EarlierSteps killed = EarlierSteps.on(Set.of("n1a3")).and(List.of("n1a3.drain"), "n1a3.stop-server");
        Scene now = Scene.wants("n1a1", "n1a2", "n1a3")
                .runs("n1a1", ServerState.LEADER)
                .runs("n1a2", ServerState.FOLLOWER)
                .isDown("n1a3");
        assertThat(ids(Planner.decide(TO_3.settledBy(first), now.observed(), killed)))
                .startsWith("n1a3.lower-timeout", "n1a3.stop-server", "n1a3.start-server");
    }

    @Test
    void aServerThatSomebodyHasStartedMeanwhileIsStoppedBeforeItIsRebooted() {
        ChangeRequest patch =
                ChangeRequest.restart(List.of("n1a2"), new Maintenance("apt-get -y upgrade", Reboot.ALWAYS, false));
        Plan first = plan(three().decides(patch));
        EarlierSteps killed = done(first, "n1a2.work", "n1a2.reboot");
        assertThat(ids(Planner.decide(patch.settledBy(first), three().observed(), killed)))
                .startsWith("n1a2.stop-server", "n1a2.reboot", "n1a2.start-server");
    }

    @Test
    void oneThatWasStartedAndHasEndedSinceIsStartedAgain() {
        Plan first = plan(three().decides(ALL));
        EarlierSteps killed = done(first, "n1a2.start-server", "n1a2.caught-up");
        Scene now = Scene.wants("n1a1", "n1a2", "n1a3")
                .runs("n1a1", ServerState.LEADER)
                .isDown("n1a2")
                .runs("n1a3", ServerState.FOLLOWER);
        assertThat(ids(Planner.decide(ALL.settledBy(first), now.observed(), killed)))
                .startsWith("n1a2.start-server", "n1a2.caught-up");
    }

    private static Scene three() {
        return Scene.wants("n1a1", "n1a2", "n1a3")
                .runs("n1a1", ServerState.LEADER)
                .runs("n1a2", ServerState.FOLLOWER)
                .runs("n1a3", ServerState.FOLLOWER);
    }

    /** A run that has proved all steps of a plan up to one, and begun another. */
    private static EarlierSteps done(Plan plan, String last, String begun) {
        List<String> ids = ids(plan);
        return EarlierSteps.on(Set.of(begun.substring(0, begun.indexOf('.'))))
                .and(ids.subList(0, ids.indexOf(last) + 1), begun);
    }

    private static Plan plan(Decision decision) {
        assertThat(decision).isInstanceOf(Plan.class);
        return (Plan) decision;
    }

    private static List<String> ids(Decision decision) {
        return plan(decision).steps().stream().map(Step::id).toList();
    }
}
