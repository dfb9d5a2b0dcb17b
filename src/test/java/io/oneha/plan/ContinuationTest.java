package io.oneha.plan;

import static io.oneha.zone.ServerState.FOLLOWER;
import static io.oneha.zone.ServerState.LEADER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether a plan made anew may be carried out without another yes. */
class ContinuationTest {
    /** Two join a zone of three. */
    private static final Plan OLD = zone("n1a1", "n1a2", "n1a3").scalesUp();

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void isOne(String why, Plan old, String left, Plan next) {
        assertThat(Continuation.against(old, step(old, left), next)).isEmpty();
    }

    static Stream<Arguments> isOne() {
        return Stream.of(
                Arguments.of("the same plan", OLD, "n1a4.readiness", OLD),
                Arguments.of(
                        "under another leader",
                        OLD,
                        "n1a4.database",
                        zone("n1a2", "n1a1", "n1a3").scalesUp()),
                Arguments.of(
                        "the first is through",
                        OLD,
                        "n1a5.readiness",
                        zone("n1a2", "n1a1", "n1a3").and("n1a4").scalesUp()),
                Arguments.of(
                        "the first has been added",
                        OLD,
                        "n1a4.server-id",
                        zone("n1a2", "n1a1", "n1a3").added()),
                Arguments.of("the first follows, and its join is to be finished", OLD, "n1a4.caught-up", (Plan)
                        Planner.decide(
                                new ChangeRequest(Intent.SCALE_UP, false, false),
                                zone("n1a2", "n1a1", "n1a3").and("n1a4").scene().observed(),
                                EarlierSteps.on(Set.of("n1a4")))),
                Arguments.of(
                        "a restart under a follower that was to be restarted later",
                        restart("n1a1", "n1a2", "n1a3"),
                        "n1a2.calm",
                        restart("n1a3", "n1a1", "n1a2")),
                Arguments.of(
                        "a restart whose first server is through",
                        restart("n1a1", "n1a2", "n1a3"),
                        "n1a3.drain",
                        restarts("n1a2", "n1a1", "n1a3", List.of("n1a1", "n1a3"))),
                Arguments.of("nothing is left", OLD, "n1a5.finish", with(OLD, List.of(), List.of())),
                Arguments.of("of a deployment, that the others join", Plans.deploy(), "n1a2.readiness", (Plan)
                        Scene.wants("n1a1", "n1a2").runs("n1a1", LEADER).decides(Intent.CONVERGE)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void isNone(String why, Plan old, String left, Plan next, String reason) {
        assertThat(Continuation.against(old, step(old, left), next))
                .hasValueSatisfying(text -> assertThat(text).contains(reason));
    }

    static Stream<Arguments> isNone() {
        List<Step> turned = new ArrayList<>(OLD.steps().subList(15, OLD.steps().size()));
        turned.addAll(OLD.steps().subList(0, 15));
        Plan.Consent more = new Plan.Consent("oned on n1a1 is restarted", "n1a1");
        return Stream.of(
                Arguments.of(
                        "another intent",
                        OLD,
                        "n1a4.readiness",
                        new Plan(Intent.FORCE_HA, "", "n1a1", OLD.steps(), List.of(), List.of(), ""),
                        "make HA-ready"),
                Arguments.of("a host that was through already", OLD, "n1a5.database", OLD, "n1a4"),
                Arguments.of(
                        "a host that was not to join",
                        zone("n1a1", "n1a2", "n1a3").and("n1a4").scalesUp(),
                        "n1a5.readiness",
                        OLD,
                        "n1a4"),
                Arguments.of("another order", OLD, "n1a4.readiness", with(OLD, turned, List.of()), "later"),
                Arguments.of(
                        "another consent", OLD, "n1a4.readiness", with(OLD, OLD.steps(), List.of(more)), "restarted"),
                Arguments.of(
                        "a restart of one that leads by now",
                        restarts("n1a1", "n1a2", "n1a3", List.of("n1a2", "n1a3")),
                        "n1a2.drain",
                        restarts("n1a3", "n1a1", "n1a2", List.of("n1a2", "n1a3")),
                        "it makes another server the leader, which was not confirmed"),
                Arguments.of(
                        "a restart of a server that was through",
                        restart("n1a1", "n1a2", "n1a3"),
                        "n1a3.drain",
                        restart("n1a1", "n1a2", "n1a3"),
                        "it works on n1a2, where nothing was left to do"),
                Arguments.of(
                        "a step that replaces data and was not there",
                        with(OLD, without(OLD, "n1a4.database"), List.of()),
                        "n1a4.readiness",
                        OLD,
                        "Copy the database from n1a1"),
                Arguments.of(
                        "a step that reaches further by now",
                        with(OLD, milder(OLD, "n1a4.database"), List.of()),
                        "n1a4.readiness",
                        OLD,
                        "Copy the database from n1a1"));
    }

    private static Plan restart(String leader, String... followers) {
        return restarts(leader, followers[0], followers[1], List.of());
    }

    private static Plan restarts(String leader, String one, String other, List<String> servers) {
        ChangeRequest wanted = ChangeRequest.restart(servers, Maintenance.NONE);
        Scene scene = Scene.wants("n1a1", "n1a2", "n1a3")
                .runs(leader, LEADER)
                .runs(one, FOLLOWER)
                .runs(other, FOLLOWER);
        return (Plan) scene.decides(wanted);
    }

    /** A zone with these servers, the first of which leads; n1a4 and n1a5 are wanted in it too. */
    private record Zone(Scene scene) {
        Zone and(String follower) {
            return new Zone(scene.runs(follower, FOLLOWER));
        }

        Plan scalesUp() {
            return (Plan) scene.decides(Intent.SCALE_UP);
        }

        Plan added() {
            return (Plan) scene.added("n1a4").decides(Intent.SCALE_UP);
        }
    }

    private static Zone zone(String leader, String... followers) {
        Scene scene = Scene.wants("n1a1", "n1a2", "n1a3", "n1a4", "n1a5").runs(leader, LEADER);
        for (String follower : followers) {
            scene.runs(follower, FOLLOWER);
        }
        return new Zone(scene);
    }

    private static Step step(Plan plan, String id) {
        Optional<Step> found =
                plan.steps().stream().filter(step -> step.id().equals(id)).findFirst();
        return found.orElseThrow(() -> new AssertionError(id));
    }

    private static Plan with(Plan plan, List<Step> steps, List<Plan.Consent> consents) {
        return new Plan(plan.intent(), plan.zone(), plan.leader(), steps, List.of(), consents, plan.fingerprint());
    }

    private static List<Step> without(Plan plan, String id) {
        return plan.steps().stream().filter(step -> !step.id().equals(id)).toList();
    }

    private static List<Step> milder(Plan plan, String id) {
        return plan.steps().stream()
                .map(step -> !step.id().equals(id) ? step : new Step(step.spec(), milder(step.text()), step.holds()))
                .toList();
    }

    private static Step.Text milder(Step.Text text) {
        return new Step.Text(text.title(), Step.Kind.CHANGE, text.expects(), text.runs(), text.proves(), text.undo());
    }
}
