package io.oneha.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.plan.Decision.Refusal;
import io.oneha.zone.ServerState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is planned for a zone that is part of a federation, and what is not. */
class FederationTest {
    private static final ChangeRequest RESTART = ChangeRequest.restart(List.of(), Maintenance.NONE);

    @Test
    void aMasterIsWrittenToAsAnyZone() {
        Plan plan = plan(RESTART, "MASTER");
        assertThat(HarmlessWrite.of(plan)).isEqualTo(HarmlessWrite.ZONE);
        assertThat(plan.notices()).anyMatch(line -> line.contains("the zone's own ENDPOINT"));
    }

    @Test
    void aSlaveIsWrittenToByWhatIsItsOwnInEachStepAndBesideThem() {
        Plan plan = plan(RESTART, "SLAVE");
        assertThat(HarmlessWrite.of(plan)).isEqualTo(HarmlessWrite.CLUSTER);
        assertThat(plan.notices())
                .anyMatch(line -> line.contains("RESERVED_CPU of cluster 0"))
                .noneMatch(line -> line.contains("ENDPOINT,"));
        assertThat(plan.steps())
                .flatExtracting(step -> step.text().runs())
                .anyMatch(line -> line.contains("one.cluster.update"))
                .noneMatch(line -> line.contains("one.zone.update"));
        assertThat(shown(plan(ChangeRequest.recover("n1a3", true), "slave")))
                .anyMatch(line -> line.contains("one.cluster.update"))
                .noneMatch(line -> line.contains("one.zone.update"));
    }

    @Test
    void anInventoryThatSetsUpTheFederationIsNoReasonToLeaveItsServersAlone() {
        Scene zone = zone("SLAVE").with("force_master: false").with("federation_group: frontend");
        assertThat(zone.observed().inventory().federation()).isTrue();
        assertThat(zone.decides(RESTART)).isInstanceOf(Plan.class);
        assertThat(zone.decides(new ChangeRequest(Intent.SCALE_UP, false, false)))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void noServerJoinsAZoneOfAFederationAndNoneIsMadeAnew() {
        Scene zone = zone("MASTER").fresh("n1a4");
        assertThat(refused(zone, new ChangeRequest(Intent.SCALE_UP, false, true)))
                .contains("part of a federation (FEDERATION/MODE of its oned.conf is MASTER)");

        Scene empty = Scene.wants("n1a1", "n1a2", "n1a3");
        runs(empty, "MASTER", "n1a1", ServerState.LEADER);
        runs(empty, "MASTER", "n1a2", ServerState.FOLLOWER);
        empty.added("n1a3");
        assertThat(refused(empty, ChangeRequest.recover("n1a3"))).contains("part of a federation");
    }

    @Test
    void aModeThatIsNotKnownOrInWhichServersDifferIsRefused() {
        assertThat(refused(zone("CACHE"), RESTART)).contains("is CACHE, which plans do not cover");
        Scene mixed = zone("SLAVE");
        mode(mixed, "n1a2", "STANDALONE");
        assertThat(refused(mixed, RESTART)).contains("do not agree", "SLAVE and STANDALONE");
        assertThat(refused(mixed, ChangeRequest.recover("n1a3", true))).contains("do not agree");
    }

    private static Plan plan(ChangeRequest wanted, String mode) {
        Decision decision = zone(mode).decides(wanted);
        assertThat(decision).isInstanceOf(Plan.class);
        return (Plan) decision;
    }

    private static List<String> shown(Plan plan) {
        return plan.steps().stream()
                .flatMap(step -> step.text().runs().stream())
                .toList();
    }

    private static String refused(Scene scene, ChangeRequest wanted) {
        Decision decision = scene.decides(wanted);
        assertThat(decision).isInstanceOf(Refusal.class);
        assertThat(((Refusal) decision).code()).isEqualTo(RefusalCode.FEDERATION);
        return ((Refusal) decision).reason();
    }

    private static Scene zone(String mode) {
        Scene scene = Scene.wants("n1a1", "n1a2", "n1a3");
        runs(scene, mode, "n1a1", ServerState.LEADER);
        runs(scene, mode, "n1a2", ServerState.FOLLOWER);
        runs(scene, mode, "n1a3", ServerState.FOLLOWER);
        return scene;
    }

    private static void runs(Scene scene, String mode, String name, ServerState role) {
        scene.runs(name, role);
        mode(scene, name, mode);
    }

    private static void mode(Scene scene, String name, String mode) {
        scene.looks(name, facts -> SceneFacts.inFederation(facts, Optional.of(mode)));
    }
}
