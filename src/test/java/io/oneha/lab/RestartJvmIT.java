package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oneha.testing.Program;
import io.oneha.zone.RaftStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Switchover and restart on front-ends that boot, with somebody who writes. */
class RestartJvmIT {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final int REFUSED = 73;

    @RegisterExtension
    static final LabExtension LAB = new LabExtension(LabPlan.of(3)
            .booted()
            .withMembers(3)
            .withSimulatedOned()
            .withRaft("ELECTION_TIMEOUT_MS", 5000)
            .withRaft("BROADCAST_TIMEOUT_MS", 500));

    private Frontend leader;

    @BeforeAll
    static void theZoneStarts() {
        LAB.zone().starts();
    }

    @BeforeEach
    void theZoneHasSettled() {
        leader = LAB.zone().settles(LIMIT);
    }

    /** All servers have the same, and nothing of a run is left. */
    @AfterEach
    void theFrontEndsAreAsBefore() {
        LAB.zone().settles(LIMIT);
        List<Frontend> all = LAB.get().frontends();
        haveTheSame();
        assertThat(all).allSatisfy(frontend -> {
            assertThat(frontend.runs("ls -A /var/lib/oneha /var/lib/oneha/backups 2>/dev/null || true"))
                    .as(frontend.name())
                    .doesNotContain("lock", "oneha-");
            assertThat(frontend.runs("systemctl list-units --all 'oneha-*' --no-legend"))
                    .isBlank();
            assertThat(frontend.runs("grep -o 'ELECTION_TIMEOUT_MS *= *[0-9]*' /etc/one/oned.conf"))
                    .containsPattern("= 5000\\s*$");
        });
    }

    @Test
    void aSwitchoverMakesTheWantedServerTheLeaderWithinThreeAndAHalfSeconds() {
        Frontend wanted = followers().get(1);
        Applying.Run run;
        Duration gap;
        int written;
        try (SteadyWriter writer = new SteadyWriter(LAB.zone())) {
            run = new Applying(LAB).run(inventory(), "switchover", "--to", wanted.name());
            gap = writer.gap();
            written = writer.written();
        }
        assertThat(run.exitCode()).as(run.told()).isZero();
        assertThat(LAB.zone().leader().map(Machine::name)).contains(wanted.name());
        assertThat(run.steps("step-failed")).isEmpty();
        assertThat(gap).as(run.told()).isBetween(Duration.ofMillis(1200), Duration.ofMillis(3500));
        haveTheSame();
        assertThat(ZoneWriter.in(leader)).isGreaterThanOrEqualTo(written);
    }

    @Test
    void aDrillIsPassedAndItsReportIsOnStandardOutputInItsFileAndInTheJournal() throws IOException {
        Frontend wanted = followers().get(0);
        Path file = LAB.operator().home().resolve("drill.json");
        Applying oneha = new Applying(LAB);
        Program.Result drill = oneha.shows(
                inventory(), "drill", "--to", wanted.name(), "--yes", "-o", "markdown", "--report", file.toString());
        assertThat(drill.exitCode()).as(drill.out() + drill.err()).isZero();
        assertThat(LAB.zone().leader().map(Machine::name)).contains(wanted.name());
        assertThat(drill.out()).startsWith("# ").contains(wanted.name(), leader.name());
        JsonNode report = new ObjectMapper().readTree(Files.readString(file));
        assertThat(report.path("result").asText()).as(report.toString()).isEqualTo("passed");
        Program.Result again =
                oneha.shows(inventory(), "runs", "report", report.path("run").asText(), "-o", "json");
        assertThat(new ObjectMapper().readTree(again.out())).isEqualTo(report);
        assertThat(oneha.shows(inventory(), "drill", "--yes", "--report", file.toString())
                        .exitCode())
                .as("a report overwrites nothing")
                .isNotZero();
    }

    @Test
    void aSwitchoverThatIsKilledWhileNobodyLeadsIsBroughtToItsEnd() {
        Frontend wanted = followers().get(0);
        Applying applying = new Applying(LAB);
        Applying.Run killed = applying.run(
                inventory(), Applying.beginning(wanted.name() + ".leads"), "switchover", "--to", wanted.name());
        assertThat(killed.exitCode()).as(killed.told()).isNotZero();
        Applying.Run resumed = applying.run(inventory(), "apply", "--resume", killed.name());
        assertThat(resumed.exitCode()).as(resumed.told()).isZero();
        assertThat(LAB.zone().leader().map(Machine::name)).as(resumed.told()).contains(wanted.name());
        assertThat(resumed.plan()).noneMatch(step -> step.endsWith(".drain"));
    }

    @Test
    void aFollowerThatAKilledRestartHasStoppedIsBackBeforeAnotherIsStopped() {
        String second = followers().get(1).name();
        Applying applying = new Applying(LAB);
        Applying.Run killed = applying.run(inventory(), Applying.beginning(second + ".start-server"), "restart");
        assertThat(killed.exitCode()).as(killed.told()).isNotZero();
        Applying.Run resumed = applying.run(inventory(), "apply", "--resume", killed.name());
        assertThat(resumed.exitCode()).as(resumed.told()).isZero();
        assertThat(resumed.plan().get(0)).isEqualTo(second + ".start-server");
        assertThat(resumed.plan()).doesNotContain(followers().get(0).name() + ".stop-server");
    }

    @Test
    void patchTuesdayRebootsEachFrontEndWithOneChangeOfLeaderAndLosesNothing() {
        Map<String, String> boots = boots();
        long term = LAB.zone().raftOf(leader).map(RaftStatus::term).orElseThrow();
        Applying.Run run;
        Duration gap;
        int written;
        try (SteadyWriter writer = new SteadyWriter(LAB.zone())) {
            run = new Applying(LAB)
                    .run(
                            inventory(),
                            "restart",
                            "--command",
                            "hostname; echo $DEBIAN_FRONTEND; id -u >/root/worked",
                            "--reboot");
            gap = writer.gap();
            written = writer.written();
        }
        assertThat(run.exitCode()).as(run.told()).isZero();
        assertThat(boots()).allSatisfy((name, boot) -> assertThat(boot).isNotEqualTo(boots.get(name)));
        assertThat(LAB.get().frontends()).allSatisfy(frontend -> {
            assertThat(frontend.reads("/root/worked")).isEqualTo("0\n");
            assertThat(run.told()).contains("\"line\":\"" + frontend.name() + "\"");
        });
        assertThat(run.told()).contains("\"line\":\"noninteractive\"");
        Frontend now = LAB.zone().leader().orElseThrow();
        assertThat(LAB.zone().raftOf(now).map(RaftStatus::term).orElseThrow() - term)
                .as("terms of one change of leader")
                .isBetween(1L, 2L);
        assertThat(told(run, "nobody could write for"))
                .as(run.told())
                .isBetween(gap.minusSeconds(1), gap.plusSeconds(1));
        haveTheSame();
        assertThat(LAB.get().frontends())
                .allSatisfy(frontend -> assertThat(ZoneWriter.in(frontend)).isGreaterThanOrEqualTo(written));
    }

    @Test
    void aCommandThatFailsEndsTheRunBeforeTheNextFrontEndAndIsBegunAgainByTheResume() {
        String first = followers().get(0).name();
        Applying applying = new Applying(LAB);
        Applying.Run failed =
                applying.run(inventory(), "restart", "--command", "test -e /root/mended || { echo broken; exit 7; }");
        assertThat(failed.exitCode()).as(failed.told()).isNotZero();
        assertThat(failed.reason()).contains(first, "status 7", "broken");
        assertThat(failed.steps("step-started")).noneMatch(step -> !step.startsWith(first + "."));
        LAB.get().frontends().forEach(frontend -> frontend.runs("touch /root/mended"));
        Applying.Run resumed = applying.run(inventory(), "apply", "--resume", failed.name());
        assertThat(resumed.exitCode()).as(resumed.told()).isZero();
    }

    @Test
    void nothingIsStoppedWhileAServerIsDown() {
        Frontend down = followers().get(0);
        down.runs("systemctl stop opennebula");
        try {
            Applying.Run run = new Applying(LAB).run(inventory(), "restart");
            assertThat(run.exitCode()).as(run.told()).isEqualTo(REFUSED);
            assertThat(run.err()).contains(down.name());
        } finally {
            down.starts("opennebula");
        }
    }

    private static void haveTheSame() {
        Await.awaits(
                LIMIT,
                "all servers have the same rows",
                () -> LAB.get().frontends().stream()
                                .map(frontend -> frontend.sql("SELECT MAX(log_index) FROM logdb WHERE applied = '1'"))
                                .distinct()
                                .count()
                        == 1);
    }

    private static Duration told(Applying.Run run, String what) {
        return run.events().stream()
                .filter(event -> event.path("what").asText().equals(what))
                .map(event -> Duration.ofMillis(event.path("tookMs").asLong()))
                .reduce((first, second) -> second.compareTo(first) > 0 ? second : first)
                .orElse(Duration.ZERO);
    }

    private List<Frontend> followers() {
        return LAB.get().frontends().stream()
                .filter(frontend -> frontend != leader)
                .toList();
    }

    private static Map<String, String> boots() {
        return LAB.get().frontends().stream().collect(Collectors.toMap(Machine::name, frontend -> frontend.power()
                .bootId()));
    }

    private static Path inventory() {
        return LAB.inventory().with("db_password", Lab.DATABASE_PASSWORD).write();
    }
}
