package io.oneha.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.oneha.plan.Decision.NothingToDo;
import io.oneha.plan.Decision.Refusal;
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

class RollingRestartTest {
    private static final ChangeRequest ALL = ChangeRequest.restart(List.of(), Maintenance.NONE);
    private static final ChangeRequest TO_3 = ChangeRequest.switchover(Optional.of("n1a3"));

    @Test
    void aSwitchoverMakesTheHeirWinAndStopsTheLeaderThen() {
        Plan plan = plan(three().decides(TO_3));
        assertThat(ids(plan))
                .containsExactly(
                        "n1a3.drain",
                        "n1a3.lower-timeout",
                        "n1a3.stop-server",
                        "n1a3.start-server",
                        "n1a3.restore-timeout",
                        "n1a3.caught-up",
                        "n1a3.calm",
                        "n1a1.drain",
                        "n1a1.stop-server",
                        "n1a3.leads",
                        "n1a1.start-server",
                        "n1a1.caught-up",
                        "n1a1.calm");
        assertThat(plan.steps().get(1).spec()).isEqualTo(new StepSpec.LowerTimeout("n1a3", 2500, 5000));
        assertThat(plan.steps().get(11).spec()).isEqualTo(new StepSpec.CaughtUp("n1a1", "n1a3"));
        assertThat(plan.consents())
                .extracting(Plan.Consent::word, Plan.Consent::question)
                .containsExactly(tuple("n1a3", "n1a3 leads instead of n1a1"));
        assertThat(plan.notices()).anyMatch(line -> line.contains("nobody can write for about 3 s"));
    }

    @Test
    void withoutAWishTheFirstFollowerLeadsNextAndTheRunKeepsThatChoice() {
        ChangeRequest open = ChangeRequest.switchover(Optional.empty());
        Plan plan = plan(three().decides(open));
        assertThat(ids(plan)).contains("n1a2.leads");
        assertThat(open.settledBy(plan).heir()).isEqualTo("n1a2");
    }

    @Test
    void aRestartOfAllBeginsWithTheFollowersAndTheLastOfThemLeadsNext() {
        Plan plan = plan(three().decides(ALL));
        assertThat(hosts(plan)).containsExactly("n1a2", "n1a3", "n1a1");
        assertThat(ids(plan)).doesNotContain("n1a2.lower-timeout").contains("n1a3.lower-timeout", "n1a3.leads");
        assertThat(ids(plan)).doesNotHaveDuplicates();
        assertThat(ALL.settledBy(plan).subjects()).containsExactly("n1a2", "n1a3", "n1a1");
    }

    @Test
    void maintenanceIsDoneWhileOnedIsStopped() {
        ChangeRequest patch =
                ChangeRequest.restart(List.of("n1a2"), new Maintenance("apt-get -y upgrade", Reboot.IF_NEEDED, true));
        assertThat(ids(plan(three().decides(patch))))
                .containsExactly(
                        "n1a2.drain",
                        "n1a2.stop-server",
                        "n1a2.work",
                        "n1a2.reboot",
                        "n1a2.start-server",
                        "n1a2.caught-up",
                        "n1a2.restart-services",
                        "n1a2.calm");
    }

    @Test
    void theServicesAloneAreRestartedWithoutTouchingOned() {
        ChangeRequest services = ChangeRequest.restart(List.of(), new Maintenance("", Reboot.NO, true));
        assertThat(ids(plan(three().decides(services))))
                .allMatch(id -> id.endsWith(".restart-services") || id.endsWith(".calm"))
                .hasSize(6);
    }

    @Test
    void ofTwoServersTheOldLeaderIsStartedBeforeTheOtherCanBeElected() {
        Scene two = Scene.wants("n1a1", "n1a2").runs("n1a1", ServerState.LEADER).runs("n1a2", ServerState.FOLLOWER);
        Plan plan = plan(two.decides(ChangeRequest.switchover(Optional.empty())));
        assertThat(ids(plan))
                .containsSubsequence("n1a1.stop-server", "n1a1.start-server", "n1a2.leads", "n1a1.caught-up");
        assertThat(plan.notices()).anyMatch(line -> line.contains("two servers"));
    }

    @Test
    void theOnlyServerIsWaitedForUntilItLeads() {
        Scene one = Scene.wants("n1a1").with("force_ha: true").runs("n1a1", ServerState.LEADER);
        assertThat(ids(plan(one.decides(ALL))))
                .containsExactly(
                        "n1a1.drain",
                        "n1a1.stop-server",
                        "n1a1.start-server",
                        "n1a1.leads",
                        "n1a1.caught-up",
                        "n1a1.calm");
    }

    @Test
    void whatIsStoppedIsBackBeforeAnythingElseIsStopped() {
        Plan first = plan(three().decides(ALL));
        EarlierSteps killed = done(first, "n1a3.stop-server", "n1a3.start-server");
        Scene now = Scene.wants("n1a1", "n1a2", "n1a3")
                .runs("n1a1", ServerState.LEADER)
                .runs("n1a2", ServerState.FOLLOWER)
                .isDown("n1a3");
        Plan rest = plan(Planner.decide(ALL.settledBy(first), now.observed(), killed));
        assertThat(ids(rest))
                .startsWith("n1a3.start-server", "n1a3.restore-timeout", "n1a3.caught-up", "n1a3.calm", "n1a1.drain")
                .noneMatch(id -> id.startsWith("n1a2."));
    }

    @Test
    void anOldLeaderThatIsStoppedIsStartedUnderTheNewOneAndNothingMoreIsStopped() {
        Plan first = plan(three().decides(TO_3));
        EarlierSteps killed = done(first, "n1a1.stop-server", "n1a3.leads");
        Scene now = Scene.wants("n1a1", "n1a2", "n1a3")
                .isDown("n1a1")
                .runs("n1a2", ServerState.FOLLOWER)
                .runs("n1a3", ServerState.LEADER);
        Plan rest = plan(Planner.decide(TO_3.settledBy(first), now.observed(), killed));
        assertThat(ids(rest)).containsExactly("n1a3.leads", "n1a1.start-server", "n1a1.caught-up", "n1a1.calm");
    }

    @Test
    void aLoweredTimeOutThatWasLeftIsPutBack() {
        Plan first = plan(three().decides(TO_3));
        EarlierSteps killed = done(first, "n1a3.start-server", "n1a3.restore-timeout");
        Scene now = Scene.wants("n1a1", "n1a2", "n1a3")
                .runs("n1a1", ServerState.FOLLOWER)
                .runs("n1a2", ServerState.FOLLOWER)
                .runs("n1a3", ServerState.LEADER);
        Plan rest = plan(Planner.decide(TO_3.settledBy(first), now.observed(), killed));
        assertThat(ids(rest)).contains("n1a3.restore-timeout").noneMatch(id -> id.endsWith(".stop-server"));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("one is down", three().isDown("n1a4"), ALL, "n1a4"),
                Arguments.of("nobody leads", nobodyLeads(), ALL, "no server leads"),
                Arguments.of("no such server", three(), ChangeRequest.restart(List.of("n9"), Maintenance.NONE), "n9"),
                Arguments.of("a heir that is none", three(), ChangeRequest.switchover(Optional.of("n9")), "n9"),
                Arguments.of("alone", alone(), ChangeRequest.switchover(Optional.empty()), "no other server"),
                Arguments.of(
                        "without HA", Scene.wants("n1a1").with("force_ha: true").runsSolo("n1a1"), ALL, "without HA"),
                Arguments.of("not seen", three().unseen("n1a2"), ALL, "n1a2"),
                Arguments.of("more than the inventory", three().runs("n1a9", ServerState.FOLLOWER), ALL, "n1a9"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(String name, Scene scene, ChangeRequest request, String why) {
        assertThat(scene.decides(request)).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.reason())
                .contains(why));
    }

    @Test
    void theWantedLeaderLeadsAlready() {
        assertThat(three().decides(ChangeRequest.switchover(Optional.of("n1a1"))))
                .isInstanceOf(NothingToDo.class);
    }

    private static Scene three() {
        return Scene.wants("n1a1", "n1a2", "n1a3")
                .runs("n1a1", ServerState.LEADER)
                .runs("n1a2", ServerState.FOLLOWER)
                .runs("n1a3", ServerState.FOLLOWER);
    }

    private static Scene alone() {
        return Scene.wants("n1a1").with("force_ha: true").runs("n1a1", ServerState.LEADER);
    }

    private static Scene nobodyLeads() {
        return Scene.wants("n1a1", "n1a2").runs("n1a1", ServerState.CANDIDATE).runs("n1a2", ServerState.FOLLOWER);
    }

    /** A run that has proved all steps of a plan up to one, and begun another. */
    private static EarlierSteps done(Plan plan, String last, String begun) {
        List<String> ids = ids(plan);
        List<String> proved = ids.subList(0, ids.indexOf(last) + 1);
        return EarlierSteps.on(Set.of(begun.substring(0, begun.indexOf('.')))).and(proved, begun);
    }

    private static Plan plan(Decision decision) {
        assertThat(decision).isInstanceOf(Plan.class);
        return (Plan) decision;
    }

    private static List<String> ids(Plan plan) {
        return plan.steps().stream().map(Step::id).toList();
    }

    private static List<String> hosts(Plan plan) {
        return plan.steps().stream()
                .filter(step -> step.spec() instanceof StepSpec.StopServer)
                .map(Step::host)
                .toList();
    }
}
