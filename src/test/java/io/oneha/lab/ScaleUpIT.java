package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.Program;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Front-ends join a zone of one, for real. */
class ScaleUpIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @RegisterExtension
    static final LabExtension LAB =
            new LabExtension(LabPlan.of(3).withMembers(1).withSimulatedOned().withRaft("ELECTION_TIMEOUT_MS", 2500));

    @BeforeAll
    static void theZoneStarts() {
        LAB.zone().starts();
        LAB.zone().settles(LIMIT);
    }

    @Test
    void twoFrontEndsJoinAndEveryRowIsThere() {
        Path inventory = LAB.inventory().write();
        Program.Result run = oneha(inventory, "scale-up", "--yes");
        System.err.println(run.out() + run.err());
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(LAB.get().frontends())
                .allSatisfy(frontend -> assertThat(LAB.zone().raftOf(frontend).map(RaftStatus::state))
                        .contains(frontend.name().equals("n1a1") ? ServerState.LEADER : ServerState.FOLLOWER));
    }

    private static Program.Result oneha(Path inventory, String... command) {
        List<String> arguments = new ArrayList<>(LabStatus.options(inventory));
        arguments.addAll(List.of(command));
        String credentials =
                LAB.operator().writes("one_auth", Lab.CREDENTIALS + "\n").toString();
        return LAB.operator().run(arguments, LabStatus.environment(Map.of("ONE_AUTH", credentials)));
    }
}
