package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A follower with a row that was changed past raft, while somebody writes to the zone without a pause. */
class ChangedRowJvmIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int ROUNDS = 10;
    private static final Pattern COMPARED = Pattern.compile("content of all tables$", Pattern.MULTILINE);

    @RegisterExtension
    static final LabExtension LAB =
            new LabExtension(LabPlan.of(3).withSimulatedOned().withRaft("ELECTION_TIMEOUT_MS", 2500));

    @Test
    void nothingIsFoundWhileAllIsWellAndTheRowIsFoundByADeepCheckAlone() {
        LAB.zone().starts();
        Frontend leader = LAB.zone().settles(LIMIT);
        Path inventory = LAB.inventory().write();
        Frontend follower = LAB.get().frontends().stream()
                .filter(frontend -> frontend != leader)
                .findFirst()
                .orElseThrow();
        int compared = 0;
        List<String> told = new ArrayList<>();
        Program.Result found;
        try (ZoneWriter writer = new ZoneWriter(LAB.zone(), leader)) {
            for (int i = 0; i < ROUNDS; i++) {
                Program.Result well = check(inventory, "--deep");
                told.add(well.out());
                assertThat(well.out()).doesNotContain("DB_DIVERGED");
                compared += COMPARED.matcher(well.out()).find() ? 1 : 0;
            }
            assertThat(writer.written()).isPositive();
            follower.sql("UPDATE user_pool SET body = CONCAT(body, ' ') ORDER BY oid LIMIT 1");
            found = compared(inventory);
        }
        assertThat(compared).as(String.join("\n", told)).isGreaterThanOrEqualTo(ROUNDS / 2);
        assertThat(found.out())
                .contains("DB_DIVERGED  " + follower.name())
                .contains("user_pool has")
                .contains("and not the same content as on " + leader.name() + "; seen at the log indexes");
        assertThat(found.exitCode()).as(found.out()).isEqualTo(2);
        assertThat(check(inventory).out()).doesNotContain("DB_DIVERGED");
    }

    /** Servers that are never seen at the same index are not compared, and it says so: an operator looks again. */
    private static Program.Result compared(Path inventory) {
        Program.Result found = check(inventory, "--deep");
        for (int i = 1; i < ROUNDS && found.out().contains("was never at the same index"); i++) {
            found = check(inventory, "--deep");
        }
        return found;
    }

    private static Program.Result check(Path inventory, String... options) {
        List<String> arguments = new ArrayList<>(LabStatus.options(inventory));
        arguments.add("check");
        arguments.addAll(List.of(options));
        return LAB.operator().run(arguments, LabStatus.environment(Map.of()));
    }
}
