package io.oneha.app.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.app.look.FixOffer;
import io.oneha.app.look.Report;
import io.oneha.cli.output.CheckTable;
import io.oneha.cli.output.TextColours;
import io.oneha.demo.DemoOptions;
import io.oneha.health.FindingCode;
import io.oneha.health.Overall;
import io.oneha.health.Verdict;
import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Decision;
import io.oneha.plan.Plan;
import io.oneha.plan.Step;
import io.oneha.plan.StepSpec;
import io.oneha.run.RunEvent;
import io.oneha.zone.FailureKind;
import io.quarkus.test.junit.QuarkusTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the demo can break is found, its plan is carried out, and then nothing is found any more. */
@QuarkusTest
@Timeout(90)
class DemoFixTest {
    @TempDir
    Path state;

    private DemoChanges zone;
    private String leader;
    private String follower;

    @BeforeEach
    void open() {
        zone = new DemoChanges(new DemoOptions(3, 1, 0, false), state);
        until(() -> verdict().overall() == Overall.OK);
        leader = zone.leader();
        follower = leader.equals("n1a3") ? "n1a2" : "n1a3";
    }

    @AfterEach
    void close() throws InterruptedException {
        zone.close();
    }

    @Test
    void aStoppedServerIsStarted() {
        zone.run("stop", follower);
        until(() -> fixes().contains("SERVER_UNREACHABLE oneha fix " + follower));
        StringWriter text = new StringWriter();
        new CheckTable(TextColours.where(false)).print(zone.look.now(), new PrintWriter(text, true));
        assertThat(text.toString()).contains("    fix     `oneha fix " + follower + "` shows a plan, and asks\n");
        isMended(FindingCode.SERVER_UNREACHABLE, "start-server", "caught-up", "calm");
    }

    @Test
    void aDatabaseThatHasEndedAndItsOnedAfterItAreStarted() {
        zone.run("breakdb", follower);
        until(() -> zone.pool().stream()
                .anyMatch(view -> view.name().equals(follower) && view.failed(FailureKind.REFUSED)));
        isMended(FindingCode.DB_DOWN, "start-database", "start-server", "caught-up", "calm");
    }

    /**
     * oned lives for 3 to 20 s after its database, and so long nothing else is planned. By then the zone's term has wrapped and clients
     * have written in the new one, so that the server's log ends with a higher term than the leader's.
     */
    @Test
    @Timeout(240)
    void aDatabaseThatTakesTheZoneDownIsStartedAndItsServerComesBackInTheLeadersTerm() {
        zone.pace(1);
        zone.run("breakdb", follower);
        ChangeRequest worst = ChangeRequest.fix(Optional.empty());
        List<String> whole = List.of(
                "stop-server", "leader-again", "start-database", "reset-term", "start-server", "caught-up", "calm");
        until(() -> zone.decide(worst) instanceof Plan plan && words(plan).equals(whole));
        Plan plan = zone.plan(worst);
        zone.pace(50);
        zone.carryOut(plan, worst);
        assertThat(zone.last()).isInstanceOf(RunEvent.Finished.class);
        assertThat(zone.leader()).isNotEqualTo(follower);
    }

    @Test
    void aServerThatRefusesItsLeaderIsStoppedAndTheOthersElect() {
        zone.run("breakauth", follower);
        until(() -> found(FindingCode.SERVER_AUTH) && verdict().leader().isEmpty());
        Plan plan = carriesOut(FindingCode.SERVER_AUTH);
        assertThat(words(plan)).containsExactly("stop-server", "leader-again");
        assertThat(zone.leader()).isNotEqualTo(follower);
    }

    @Test
    void twoStoppedServersAreStartedAndThenSomebodyLeads() {
        Stream.of("n1a1", "n1a2", "n1a3")
                .filter(name -> !name.equals(follower))
                .forEach(name -> zone.run("stop", name));
        until(() -> found(FindingCode.QUORUM_LOST) || found(FindingCode.LEADER_WITHOUT_MAJORITY));
        ChangeRequest worst = ChangeRequest.fix(Optional.empty());
        Plan plan = zone.plan(worst);
        assertThat(words(plan)).startsWith("start-server", "start-server");
        zone.carryOut(plan, worst);
        isWell();
    }

    @Test
    void anOnedThatHangsIsKilledAndStarted() {
        zone.run("hang", follower);
        isMended(FindingCode.SERVER_SILENT, "stop-server", "start-server", "caught-up", "calm");
    }

    @Test
    void anAddressThatTwoHostsHoldStaysOnTheLeader() {
        zone.run("vip", follower);
        isMended(FindingCode.VIP_SPLIT, "place-vip", "place-vip", "place-vip");
    }

    @Test
    void anAddressThatNobodyHoldsGoesToTheLeader() {
        zone.run("novip");
        isMended(FindingCode.VIP_MISSING, "place-vip", "place-vip", "place-vip");
    }

    @Test
    void anAddressThatAFollowerHoldsGoesToTheLeader() {
        zone.run("vip", leader);
        zone.run("vip", follower);
        isMended(FindingCode.VIP_NOT_ON_LEADER, "place-vip", "place-vip", "place-vip");
    }

    @Test
    void aServiceThatRunsOnAFollowerIsStopped() {
        zone.run("service", follower, "flow", "up");
        isMended(FindingCode.SERVICE_ROLE, "service-role");
    }

    @Test
    void aServiceThatDoesNotRunOnTheLeaderIsStarted() {
        zone.run("service", leader, "gate", "down");
        isMended(FindingCode.SERVICE_ROLE, "service-role");
    }

    @Test
    void aFollowerThatOnlyWaitsForAWriteGetsOne() {
        zone.run("writes", "0");
        zone.run("lag", follower, "20");
        isMended(FindingCode.FOLLOWER_LAGGING, "caught-up");
    }

    @Test
    void anEntryThatIsThereTwiceIsRemoved() {
        zone.run("duplicate", follower);
        isMended(FindingCode.DUPLICATE_SERVER, "server-del");
        assertThat(zone.pool()).extracting(view -> view.server().id()).containsExactly(0, 1, 2);
    }

    @Test
    void aConfigurationThatDiffersBecomesTheLeaders() {
        zone.run("drift", follower);
        Plan plan = carriesOut(FindingCode.CONFIG_DRIFT);
        assertThat(words(plan))
                .containsSubsequence("stop-server", "configuration", "server-id", "hooks", "start-server");
        isWell();
    }

    @Test
    void whatHasNoPlanHasNoCommand() {
        zone.run("disable");
        until(() -> found(FindingCode.ZONE_DISABLED));
        assertThat(fixes()).isEmpty();
    }

    /** The commands that a check prints, each after its finding. */
    private List<String> fixes() {
        Report report = zone.look.now();
        return report.verdict().findings().stream()
                .flatMap(
                        finding -> FixOffer.of(report, finding).map(command -> finding.code() + " " + command).stream())
                .toList();
    }

    private void isMended(FindingCode code, String... steps) {
        Plan plan = carriesOut(code);
        assertThat(words(plan)).containsExactly(steps);
        isWell();
    }

    private void isWell() {
        assertThat(zone.last()).isInstanceOf(RunEvent.Finished.class);
        until(() -> verdict().overall() == Overall.OK);
    }

    private Plan carriesOut(FindingCode code) {
        until(() -> found(code));
        ChangeRequest wanted = ChangeRequest.fix(Optional.of(code.name()));
        until(() -> zone.decide(wanted) instanceof Plan);
        Decision decision = zone.decide(wanted);
        assertThat(decision).isInstanceOf(Plan.class);
        Plan plan = (Plan) decision;
        assertThat(plan.mends().orElseThrow().code()).isEqualTo(code);
        zone.carryOut(plan, wanted);
        assertThat(zone.last()).isInstanceOf(RunEvent.Finished.class);
        return plan;
    }

    private static List<String> words(Plan plan) {
        return plan.steps().stream().map(Step::spec).map(StepSpec::word).toList();
    }

    private boolean found(FindingCode code) {
        return verdict().findings().stream().anyMatch(finding -> finding.code() == code);
    }

    private Verdict verdict() {
        return zone.look.now().verdict();
    }

    /** The demo's time goes ten times as fast. */
    private void until(BooleanSupplier isSo) {
        Instant end = Instant.now().plusSeconds(30);
        while (!isSo.getAsBoolean()) {
            assertThat(Instant.now()).as("%s", verdict().findings()).isBefore(end);
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
