package io.oneha.plan;

import static io.oneha.zone.ServerState.FOLLOWER;
import static io.oneha.zone.ServerState.LEADER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResumedFixTest {
    @Test
    void aRunThatIsResumedStopsNothingThatItHasStartedAgain() {
        ChangeRequest settled =
                new ChangeRequest(Intent.FIX, false, false, "", List.of("SERVER_SILENT", "n1a3"), Maintenance.NONE);
        EarlierSteps earlier = new EarlierSteps(
                Set.of("n1a3"),
                Set.of("n1a3.stop-server", "n1a3.start-server"),
                Set.of("n1a3.stop-server", "n1a3.start-server"));
        Plan rest = (Plan) Planner.decide(
                settled,
                Scene.wants("n1a1", "n1a2", "n1a3")
                        .runs("n1a1", LEADER)
                        .runs("n1a2", FOLLOWER)
                        .runs("n1a3", FOLLOWER)
                        .observed(),
                earlier);
        assertThat(rest.steps()).extracting(Step::id).containsExactly("n1a3.caught-up", "n1a3.calm");
    }
}
