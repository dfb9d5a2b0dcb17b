package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.zone.Credentials;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.XmlRpcRequest;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server of a zone of three that is lost in one way or another comes back, and its leader stays the leader of its term. */
class RecoverJvmIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int RETENTION = 30;

    @RegisterExtension
    static final LabExtension LAB = new LabExtension(LabPlan.of(3)
            .withSimulatedOned()
            .withRaft("ELECTION_TIMEOUT_MS", 2500)
            .withRaft("LOG_RETENTION", RETENTION)
            .withRaft("LOG_PURGE_TIMEOUT", 1));

    private Frontend leader;
    private Frontend patient;
    private long term;

    @BeforeAll
    static void theZoneStarts() {
        LAB.zone().starts();
    }

    @BeforeEach
    void theZoneHasSettled() {
        leader = LAB.zone().settles(LIMIT);
        patient = LAB.get().frontends().stream()
                .filter(frontend -> frontend != leader)
                .findFirst()
                .orElseThrow();
        term = term();
    }

    @AfterEach
    void theLeaderHasStayedAndAllHaveTheSame() {
        assertThat(LAB.zone().settles(LIMIT)).isSameAs(leader);
        assertThat(term()).as("there was no election").isEqualTo(term);
        assertThat(patient.rows()).isEqualTo(leader.rows());
        assertThat(patient.runs("systemctl is-enabled opennebula").strip()).isEqualTo("enabled");
        assertThat(patient.runs("mariadb -NBe \"SHOW DATABASES LIKE 'oneha%'\""))
                .isBlank();
    }

    @Test
    void whatTheLeaderKeepsNoMoreIsRestored() {
        patient.stops("opennebula");
        for (int i = 0; i < 3 * RETENTION; i++) {
            write(i);
        }
        Await.awaits(LIMIT, "the leader has purged its log", () -> first(leader) > last(patient) + 1);
        Applying.Run run = recovers();
        assertThat(run.steps("step-done")).contains(step("database"), step("reset-server"), step("caught-up"));
        assertThat(run.plan()).doesNotContain(step("stop-server"), step("reset-term"));
    }

    @Test
    void aDatabaseThatIsGoneIsMadeAndRestored() {
        patient.stops("opennebula");
        patient.runs("mariadb -e 'DROP DATABASE opennebula'");
        assertThat(recovers().steps("step-done")).contains(step("account"), step("database"));
    }

    @Test
    void aServerThatMayHaveRunAsAnotherIsRestoredAndGetsItsOwnId() {
        patient.stops("opennebula");
        patient.runs("sed -i 's/SERVER_ID *= *[0-9]/SERVER_ID = 7/' /etc/one/oned.conf");
        assertThat(recovers().steps("step-done")).contains(step("database"), step("server-id"));
    }

    @Test
    void otherCredentialsAreReplacedAndTheDatabaseStays() {
        patient.stops("opennebula");
        patient.runs("echo oneadmin:wrong > /var/lib/one/.one/one_auth");
        write(1);
        Applying.Run run = recovers();
        assertThat(run.plan())
                .containsExactly(
                        step("curable"),
                        step("credentials"),
                        step("reset-term"),
                        step("start-server"),
                        step("caught-up"),
                        step("calm"));
        assertThat(run.steps("step-done")).contains(step("credentials"));
    }

    @Test
    void aDatabaseServerThatIsStoppedIsStartedFirst() {
        patient.stops("opennebula");
        patient.stops("mariadb");
        assertThat(recovers().steps("step-done")).contains(step("start-database"), step("start-server"));
    }

    /** Facts of real zones: its raised term deposed the leader in 3 of 3, and in none of 3 once it was set back. */
    @Test
    void oneThatStoodForElectionWhileItWasCutOffComesBackInTheLeadersTerm() {
        patient.isCutOffFrom(others());
        try {
            Await.awaits(LIMIT, "it has stood for election", () -> storedTerm(patient) > term + 1);
            patient.isKilled("opennebula");
        } finally {
            patient.isJoinedAgain();
        }
        Applying.Run run = recovers();
        assertThat(run.steps("step-done")).contains(step("reset-term"), step("start-server"));
        assertThat(run.plan()).doesNotContain(step("database"));
    }

    @Test
    void aRestoreThatWasKilledDoesNotStartAtBootAndIsBroughtToItsEnd() {
        patient.stops("opennebula");
        patient.runs("mariadb -e 'DROP DATABASE opennebula'");
        Applying applying = new Applying(LAB);
        Applying.Run killed =
                applying.run(inventory(), Applying.beginning(step("server-id")), "recover", patient.name());
        assertThat(killed.exitCode()).as(killed.told()).isNotZero();
        assertThat(killed.steps("step-done")).contains(step("database"));
        assertThat(patient.tries("systemctl is-enabled opennebula").out().strip())
                .isEqualTo("disabled");

        Applying.Run resumed = applying.run(inventory(), "apply", "--resume", killed.name());
        assertThat(resumed.exitCode()).as(resumed.told()).isZero();
        assertThat(resumed.plan()).doesNotContain(step("curable"));
        assertThat(resumed.steps("step-skipped")).contains(step("database"));
    }

    private Applying.Run recovers() {
        Applying.Run run = new Applying(LAB).run(inventory(), "recover", patient.name());
        assertThat(run.exitCode()).as(run.told()).isZero();
        return run;
    }

    private String step(String word) {
        return patient.name() + "." + word;
    }

    private Frontend[] others() {
        return LAB.get().frontends().stream()
                .filter(frontend -> frontend != patient)
                .toArray(Frontend[]::new);
    }

    private void write(int i) {
        LAB.zone()
                .asks(
                        leader,
                        XmlRpcRequest.of("one.zone.update", new Credentials(Lab.CREDENTIALS))
                                .integer(0)
                                .string("WRITTEN=\"" + i + "\"")
                                .integer(1),
                        10);
    }

    private static long first(Frontend frontend) {
        return number(frontend, "SELECT MIN(log_index) FROM logdb WHERE log_index > 0");
    }

    private static long last(Frontend frontend) {
        return number(frontend, "SELECT MAX(log_index) FROM logdb");
    }

    private static long storedTerm(Frontend frontend) {
        return number(
                frontend,
                "SELECT SUBSTRING_INDEX(SUBSTRING_INDEX(body, '<TERM><![CDATA[', -1), ']]>', 1) FROM system_attributes"
                        + " WHERE name = 'RAFT_STATE'");
    }

    private static long number(Frontend frontend, String sql) {
        return Long.parseLong(frontend.sql(sql).strip());
    }

    private long term() {
        return LAB.zone().raftOf(leader).map(RaftStatus::term).orElse(-1L);
    }

    private static Path inventory() {
        return LAB.inventory().write();
    }
}
