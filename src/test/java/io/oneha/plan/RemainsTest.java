package io.oneha.plan;

import static io.oneha.zone.ServerState.FOLLOWER;
import static io.oneha.zone.ServerState.LEADER;
import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.plan.Decision.Refusal;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an earlier zone has left on hosts, and what of it must not be planned over. */
class RemainsTest {
    @ParameterizedTest
    @ValueSource(strings = {"n1a1", "n1a2"})
    void nothingIsDeployedOverTheDatabaseOfAFrontEndThatRanWithoutHa(String name) {
        Refusal refusal =
                refusal(Scene.wants("n1a1", "n1a2").isStoppedSolo(name).decides(Intent.CONVERGE));
        assertThat(refusal.word()).isEqualTo("ZONE_DOWN");
        assertThat(refusal.reason()).startsWith(name);
        assertThat(refusal.remedy()).contains("systemctl start opennebula").contains("move its database");
    }

    @Test
    void whatARunHasLeftIsFinishedByThatRunAndNotStartedByHand() {
        Refusal refusal = refusal(Scene.wants("n1a1", "n1a2", "n1a3")
                .isStopped("n1a1")
                .isStoppedCopy("n1a2")
                .hasMark("n1a2", "20261128-120000-aaaa")
                .decides(Intent.CONVERGE));
        assertThat(refusal.word()).isEqualTo("ZONE_DOWN");
        assertThat(refusal.remedy())
                .startsWith("`oneha apply --resume 20261128-120000-aaaa` as erika on jump")
                .doesNotContain("systemctl start");
    }

    @Test
    void aRunThatPlansAgainItselfIsToldWhatToStartAndNotToResumeIt() {
        PlanInput seen = Scene.wants("n1a1", "n1a2")
                .isStopped("n1a1")
                .isStoppedCopy("n1a2")
                .hasMark("n1a2", "20261128-120000-aaaa")
                .observed();
        Refusal refusal = refusal(Planner.decide(
                new ChangeRequest(Intent.SCALE_UP, false, false), seen, EarlierSteps.on(Set.of("n1a2"))));
        assertThat(refusal.word()).isEqualTo("ZONE_DOWN");
        assertThat(refusal.remedy())
                .startsWith("start it (`systemctl start opennebula` on n1a1)")
                .doesNotContain("resume");
    }

    @Test
    void aCopyOfAZoneWithoutItsServerIdIsNotStarted() {
        Refusal refusal =
                refusal(Scene.wants("n1a1", "n1a2").isStoppedCopy("n1a2").decides(Intent.CONVERGE));
        assertThat(refusal.reason()).startsWith("n1a2");
        assertThat(refusal.remedy())
                .startsWith("do not start oned on n1a2, it would run on its own on a copy of a zone")
                .doesNotContain("systemctl start");
    }

    @Test
    void nothingJoinsOverTheDatabaseOfAZoneOfItsOwn() {
        Scene scene = Scene.wants("n1a1", "n1a2", "n1a3")
                .runs("n1a1", LEADER)
                .runs("n1a2", FOLLOWER)
                .isStoppedSolo("n1a3");
        Refusal refusal = refusal(scene.decides(Intent.SCALE_UP));
        assertThat(refusal.word()).isEqualTo("OTHER_ZONE");
        assertThat(refusal.reason()).startsWith("n1a3");
    }

    @Test
    void whatARunBeganItselfIsNoZoneThatIsDown() {
        Scene scene = Scene.wants("n1a1", "n1a2").isStoppedSolo("n1a1");
        Decision decision = Planner.decide(
                new ChangeRequest(Intent.CONVERGE, false, false), scene.observed(), EarlierSteps.on(Set.of("n1a1")));
        assertThat(plan(decision).intent()).isEqualTo(Intent.DEPLOY);
    }

    @Test
    void loginsOfAnEarlierZoneOnTheFirstServerAreNamedBecauseOnedWouldNotStartOverThem() {
        Refusal refusal = refusal(Scene.wants("n1a1", "n1a2")
                .hasLogins("n1a1", "sunstone", "oneflow")
                .decides(Intent.CONVERGE));
        assertThat(refusal.word()).isEqualTo("OLD_CREDENTIALS");
        assertThat(refusal.reason()).contains("/var/lib/one/.one/oneflow_auth");
        assertThat(refusal(Scene.wants("n1a1", "n1a2")
                                .hasLogins("n1a1", "sunstone")
                                .decides(Intent.SCALE_UP))
                        .word())
                .isEqualTo("NO_ZONE");
        Refusal dead = refusal(
                Scene.wants("n1a1", "n1a2").isAllStopped("n1a1", "sunstone").decides(Intent.CONVERGE));
        assertThat(dead.word()).isEqualTo("DB_DOWN");
        assertThat(dead.reason()).endsWith("ERROR 2002 (HY000): Can't connect to local server through socket");
        assertThat(plan(Scene.wants("n1a1", "n1a2")
                                .hasLogins("n1a1", "one")
                                .hasLogins("n1a2", "sunstone")
                                .decides(Intent.CONVERGE))
                        .intent())
                .isEqualTo(Intent.DEPLOY);
    }

    private static Plan plan(Decision decision) {
        assertThat(decision).isInstanceOf(Plan.class);
        return (Plan) decision;
    }

    private static Refusal refusal(Decision decision) {
        assertThat(decision).isInstanceOf(Refusal.class);
        return (Refusal) decision;
    }
}
