package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An oned that is stopped in its tracks, which the kernel goes on accepting connections for. */
class HungOnedIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @RegisterExtension
    static final LabExtension LAB =
            new LabExtension(LabPlan.of(3).withSimulatedOned().withRaft("ELECTION_TIMEOUT_MS", 2500));

    private static Path credentials;

    @BeforeAll
    static void theZoneStarts() {
        LAB.zone().starts();
        credentials = LAB.operator().writes("one_auth", Lab.CREDENTIALS + "\n");
    }

    @Test
    void itIsSaidToHangAndNoFirewallIsNamed() {
        Frontend leader = LAB.zone().settles(LIMIT);
        Frontend victim = LAB.get().frontends().stream()
                .filter(frontend -> frontend != leader)
                .findFirst()
                .orElseThrow();
        signals(victim, "STOP");
        try {
            LabStatus status = status();
            assertThat(status.finds("SERVER_SILENT", victim.name(), "oned on " + victim.name() + " hangs"))
                    .as(status::found)
                    .isTrue();
            assertThat(status.json().path("findings").toString()).doesNotContain("firewall");
        } finally {
            signals(victim, "CONT");
        }
        LAB.zone().settles(LIMIT);
        LabStatus well = status();
        assertThat(well.codes()).as(well::found).doesNotContain("SERVER_SILENT", "SERVER_UNREACHABLE");
    }

    private static LabStatus status() {
        return LabStatus.of(LAB.operator(), LAB.inventory().write(), Map.of("ONE_AUTH", credentials.toString()));
    }

    private static void signals(Frontend victim, String signal) {
        victim.runs("kill -" + signal
                + " $(ss -Hltnp 'sport = :2633' | sed -n 's/.*pid=\\([0-9]*\\).*/\\1/p' | head -n 1)");
    }
}
