package io.oneha.plan;

import static io.oneha.zone.ServerState.FOLLOWER;
import static io.oneha.zone.ServerState.LEADER;
import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.plan.Decision.NothingToDo;
import io.oneha.plan.Decision.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlannerTest {
    private static final List<String> JOIN = List.of(
            "readiness",
            "packages",
            "account",
            "configuration",
            "remotes",
            "credentials",
            "database",
            "server-add",
            "server-id",
            "hooks",
            "start",
            "caught-up",
            "same-data",
            "roles",
            "finish");

    @ParameterizedTest
    @EnumSource(names = {"CONVERGE", "DEPLOY", "FORCE_HA", "SCALE_UP"})
    void aZoneThatIsAsTheInventoryWantsItLeavesNothingToDo(Intent intent) {
        Decision decision = three().decides(intent);
        assertThat(decision).isInstanceOf(NothingToDo.class);
        assertThat(((NothingToDo) decision).why()).contains("3 servers").contains("n1a1 leads");
        assertThat(((NothingToDo) decision).manual()).isEmpty();
    }

    @Test
    void aMissingFrontEndJoinsInTheDocumentedOrder() {
        Plan plan = plan(Scene.wants("n1a1", "n1a2", "n1a3")
                .runs("n1a1", LEADER)
                .runs("n1a2", FOLLOWER)
                .decides(Intent.SCALE_UP));
        assertThat(plan.leader()).isEqualTo("n1a1");
        assertThat(ids(plan)).isEqualTo(JOIN.stream().map(id -> "n1a3." + id).toList());
        assertThat(plan.consents()).isEmpty();
    }

    @Test
    void nothingOfOnedStartsBeforeCredentialsDatabaseAndServerId() {
        Plan plan =
                plan(Scene.wants("n1a1", "n1a2", "n1a3").runs("n1a1", LEADER).decides(Intent.CONVERGE));
        for (String name : List.of("n1a2", "n1a3")) {
            List<String> ids = ids(plan);
            assertThat(ids.indexOf(name + ".start"))
                    .isGreaterThan(ids.indexOf(name + ".credentials"))
                    .isGreaterThan(ids.indexOf(name + ".database"))
                    .isGreaterThan(ids.indexOf(name + ".server-add"))
                    .isGreaterThan(ids.indexOf(name + ".server-id"));
        }
    }

    @Test
    void frontEndsJoinOneAfterAnotherAndTheEvenSizeOnTheWayIsTold() {
        Plan plan =
                plan(Scene.wants("n1a1", "n1a2", "n1a3").runs("n1a1", LEADER).decides(Intent.SCALE_UP));
        assertThat(ids(plan).indexOf("n1a2.finish")).isLessThan(ids(plan).indexOf("n1a3.readiness"));
        assertThat(plan.notices()).anyMatch(line -> line.contains("on the way the zone has 2 servers"));
        assertThat(plan.consents()).isEmpty();
    }

    @Test
    void stayingAtAnEvenSizeNeedsAYesUnlessItWasGiven() {
        Scene scene = Scene.wants("n1a1", "n1a2").runs("n1a1", LEADER);
        assertThat(plan(scene.decides(Intent.SCALE_UP)).consents())
                .extracting(Plan.Consent::word)
                .containsExactly("even");
        assertThat(plan(scene.decides(new ChangeRequest(Intent.SCALE_UP, false, true)))
                        .consents())
                .isEmpty();
    }

    @Test
    void stepsThatAreDoneAlreadyAreMarkedSo() {
        Plan plan = plan(Scene.wants("n1a1", "n1a2", "n1a3")
                .runs("n1a1", LEADER)
                .runs("n1a2", FOLLOWER)
                .decides(Intent.SCALE_UP));
        assertThat(plan.steps()).noneMatch(Step::holds);
        Plan unfinished = plan(
                Scene.wants("n1a1", "n1a2").runs("n1a1", LEADER).added("n1a2").decides(Intent.SCALE_UP));
        assertThat(unfinished.steps().stream().filter(Step::holds).map(Step::id))
                .containsExactly("n1a2.server-add");
    }

    @Test
    void aServerThatWasAddedAndNeverStartedIsFinishedFirst() {
        Plan plan = plan(Scene.wants("n1a1", "n1a2", "n1a3")
                .runs("n1a1", LEADER)
                .added("n1a3")
                .decides(Intent.SCALE_UP));
        assertThat(ids(plan).get(0)).isEqualTo("n1a3.readiness");
        assertThat(ids(plan)).contains("n1a2.start").doesNotHaveDuplicates();
    }

    @Test
    void whatTheInventoryNoLongerNamesIsNeverTouchedAndItsStepsAreToldForExactlyIt() {
        Scene scene = Scene.wants("n1a1", "n1a2")
                .runs("n1a1", LEADER)
                .runs("n1a2", FOLLOWER)
                .runs("n1a9", FOLLOWER);
        NothingToDo nothing = (NothingToDo) scene.decides(Intent.CONVERGE);
        assertThat(nothing.manual())
                .singleElement()
                .asString()
                .contains("n1a9")
                .contains("`onezone server-del 0 2`")
                .contains("systemctl disable --now opennebula");
    }

    @Test
    void fromNothingTheFirstServerIsMadeAndTheOthersJoin() {
        Plan plan = plan(Scene.wants("n1a1", "n1a2", "n1a3").decides(Intent.CONVERGE));
        assertThat(plan.intent()).isEqualTo(Intent.DEPLOY);
        assertThat(ids(plan))
                .startsWith(
                        "n1a1.readiness",
                        "n1a1.packages",
                        "n1a1.first-configuration",
                        "n1a1.account",
                        "n1a1.start-solo",
                        "n1a1.server-add",
                        "n1a1.server-id",
                        "n1a1.hooks",
                        "n1a1.start-leader",
                        "n1a1.roles",
                        "n1a2.readiness")
                .endsWith("n1a3.finish");
        assertThat(plan.steps()).noneMatch(step -> step.toString().contains("pass,"));
    }

    @Test
    void aStepThatMayWriteIsNoneThatReadsOnlyAndTheDumpIsNamedByTheProgramThatRuns() {
        Plan plan = plan(
                Scene.wants("n1a1", "n1a2").runs("n1a1", LEADER).added("n1a2").decides(Intent.SCALE_UP));
        assertThat(plan.steps())
                .filteredOn(step -> step.spec() instanceof StepSpec.CaughtUp)
                .singleElement()
                .extracting(Step::kind)
                .isEqualTo(Step.Kind.CHANGE);
        assertThat(plan.steps())
                .filteredOn(step -> step.spec() instanceof StepSpec.Database)
                .flatExtracting(step -> step.text().runs())
                .anyMatch(line -> line.startsWith("mariadb-dump --single-transaction"));
        assertThat(plan.notices())
                .contains("each join makes writes wait from the server-add until the new follower has caught up");
    }

    @Test
    void scriptsOfHooksThatThePackageDoesNotBringAreCopiedBeforeTheServerAdd() {
        Scene scene = Scene.wants("n1a1", "n1a2", "n1a3")
                .with("leader_hook: raft/failover.sh")
                .with("follower_hook: /opt/follow.sh")
                .runs("n1a1", LEADER)
                .runs("n1a2", FOLLOWER);
        Plan plan = plan(scene.decides(Intent.SCALE_UP));
        assertThat(plan.steps()).anyMatch(step -> step.spec()
                .equals(new StepSpec.HookScripts("n1a3", "n1a1", List.of("raft/failover.sh", "/opt/follow.sh"))));
        assertThat(ids(plan)).containsSubsequence("n1a3.hook-scripts", "n1a3.server-add", "n1a3.hooks");
        assertThat(ids(Plans.join())).noneMatch(id -> id.endsWith("hook-scripts"));
        Plan first = plan(Scene.wants("n1a1")
                .with("force_ha: true")
                .with("leader_hook: raft/failover.sh")
                .with("follower_hook: raft/failover.sh")
                .decides(Intent.FORCE_HA));
        assertThat(first.steps()).anyMatch(step -> step.spec()
                .equals(new StepSpec.HookScripts("n1a1", "", List.of("raft/failover.sh"))));
    }

    @Test
    void oneFrontEndFromNothingIsMadeHaReady() {
        Plan plan = plan(Scene.wants("n1a1").with("force_ha: true").decides(Intent.FORCE_HA));
        assertThat(plan.intent()).isEqualTo(Intent.FORCE_HA);
        assertThat(plan.steps()).allMatch(step -> step.host().equals("n1a1"));
        assertThat(plan.consents()).isEmpty();
    }

    @Test
    void aFrontEndWithoutHaIsTakenInOnlyWhenThatIsAskedForByName() {
        Scene scene = Scene.wants("n1a1").with("force_ha: true").runsSolo("n1a1");
        assertThat(refusal(scene.decides(Intent.FORCE_HA)).word()).isEqualTo("RUNS_WITHOUT_HA");
        Plan plan = plan(scene.decides(new ChangeRequest(Intent.FORCE_HA, true, false)));
        assertThat(ids(plan))
                .startsWith("n1a1.readiness", "n1a1.backup", "n1a1.server-add")
                .doesNotContain("n1a1.start-solo");
        assertThat(plan.consents()).extracting(Plan.Consent::word).containsExactly("n1a1");
    }

    @Test
    void adoptingAlsoLetsTheOthersJoinWhenTheInventoryIsToBeReachedAndAsksForTheOutage() {
        Scene scene = Scene.wants("n1a1", "n1a2", "n1a3").runsSolo("n1a1");
        Plan plan = plan(scene.decides(new ChangeRequest(Intent.CONVERGE, true, false)));
        assertThat(plan.consents()).singleElement().satisfies(consent -> assertThat(consent.question())
                .contains("outage of about 40 s"));
        assertThat(ids(plan)).startsWith("n1a1.readiness", "n1a1.backup").endsWith("n1a3.finish");
    }

    @Test
    void aDatabaseThatTheLeaderCannotReachDirectlyIsRelayedAndThatIsTold() {
        Scene scene = Scene.wants("n1a1", "n1a2", "n1a3").runs("n1a1", LEADER).runs("n1a2", FOLLOWER);
        assertThat(plan(scene.decides(Intent.SCALE_UP)).notices())
                .anyMatch(line -> line.contains("relayed through this machine"));
        Plan direct = plan(scene.reaches("n1a1", "n1a3").decides(Intent.SCALE_UP));
        assertThat(direct.notices()).noneMatch(line -> line.contains("relayed"));
        assertThat(direct.steps()).anyMatch(step -> step.spec().equals(new StepSpec.Database("n1a3", "n1a1", true)));
    }

    @Test
    void keysAreMadeOnlyWhereTheInventoryWantsThemAndFrontEndsCopyDirectly() {
        Scene scene = Scene.wants("n1a1", "n1a2", "n1a3")
                .with("ensure_keys_for: [root]")
                .runs("n1a1", LEADER)
                .runs("n1a2", FOLLOWER);
        assertThat(ids(plan(scene.decides(Intent.SCALE_UP)))).doesNotContain("n1a3.keys");
        assertThat(plan(scene.reaches("n1a1", "n1a3").decides(Intent.SCALE_UP)).steps())
                .anyMatch(step ->
                        step.spec().equals(new StepSpec.Keys("n1a3", List.of("root"), List.of("n1a1", "n1a3"))));
    }

    @Test
    void theFingerprintStaysWhileOnlyTimePassesAndChangesWithTheZone() {
        String before = PlanFingerprint.of(three().observed(), List.of());
        assertThat(PlanFingerprint.of(three().later().observed(), List.of())).isEqualTo(before);
        assertThat(PlanFingerprint.of(three().withoutSudo("n1a2").observed(), List.of()))
                .isEqualTo(before);
        assertThat(PlanFingerprint.of(three().fresh("n1a2").observed(), List.of()))
                .isNotEqualTo(before);
        assertThat(PlanFingerprint.of(
                        Scene.wants("n1a1", "n1a2", "n1a3")
                                .runs("n1a1", FOLLOWER)
                                .runs("n1a2", LEADER)
                                .runs("n1a3", FOLLOWER)
                                .observed(),
                        List.of()))
                .isNotEqualTo(before);
    }

    @Test
    void theFingerprintGoesByWhatIsToBeDoneToo() {
        Scene scene = Scene.wants("n1a1", "n1a2", "n1a3").runs("n1a1", LEADER).runs("n1a2", FOLLOWER);
        String before = plan(scene.decides(Intent.SCALE_UP)).fingerprint();
        assertThat(plan(scene.later().decides(Intent.SCALE_UP)).fingerprint()).isEqualTo(before);
        assertThat(plan(scene.with("leader_hook: raft/other.sh").decides(Intent.SCALE_UP))
                        .fingerprint())
                .isNotEqualTo(before);
    }

    private static Scene three() {
        return Scene.wants("n1a1", "n1a2", "n1a3")
                .runs("n1a1", LEADER)
                .runs("n1a2", FOLLOWER)
                .runs("n1a3", FOLLOWER);
    }

    private static Plan plan(Decision decision) {
        assertThat(decision).isInstanceOf(Plan.class);
        return (Plan) decision;
    }

    private static Refusal refusal(Decision decision) {
        assertThat(decision).isInstanceOf(Refusal.class);
        return (Refusal) decision;
    }

    private static List<String> ids(Plan plan) {
        return plan.steps().stream().map(Step::id).toList();
    }
}
