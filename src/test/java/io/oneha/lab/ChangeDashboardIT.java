package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.Tmux;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Front-ends join a zone from the dashboard and by the command, on a terminal of the usual size. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChangeDashboardIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @RegisterExtension
    static final LabExtension LAB =
            new LabExtension(LabPlan.of(3).withMembers(1).withSimulatedOned().withRaft("ELECTION_TIMEOUT_MS", 2500));

    @BeforeAll
    static void theZoneStarts() {
        Tmux.needs();
        LAB.zone().starts();
        LAB.zone().settles(LIMIT);
    }

    @Test
    @Order(1)
    void aPlanIsReadAgreedToAndWatched() throws Exception {
        try (Tmux terminal = new Tmux(80, 24, environment())) {
            List<String> arguments = new ArrayList<>(LabStatus.options(LAB.inventory()
                    .withFrontends(2)
                    .with("ensure_keys_for", "[oneadmin]")
                    .write()));
            terminal.run(LAB.operator().commandLine(arguments));
            terminal.await(screen -> screen.contains("n1a1") && screen.contains("leader"));

            terminal.press("a");
            terminal.await("Scale up");
            terminal.press("j");
            terminal.await(screen -> screen.lines().anyMatch(line -> line.contains("▸") && line.contains("Scale up")));
            terminal.press("Enter");
            String plan = terminal.await("n1a2");
            terminal.await(screen -> screen.contains("Check that n1a2 can join"));
            assertThat(plan).doesNotContain(Lab.DATABASE_PASSWORD);

            terminal.press("Enter");
            terminal.await("even");
            terminal.type("no");
            terminal.press("Enter");
            terminal.await("Check that n1a2 can join");
            assertThat(LAB.frontend("n1a2").stateOf("opennebula")).isEqualTo("inactive");

            terminal.press("Enter");
            terminal.await("even");
            terminal.type("even");
            terminal.press("Enter");
            terminal.await(screen -> screen.contains("n1a2") && screen.contains("quorum"));
            terminal.type("n1a2");
            terminal.press("Enter");
            terminal.await("can join");
            terminal.press("Escape");
            terminal.await(screen -> screen.contains("run ") && screen.contains("Servers"));
            terminal.press("R");
            terminal.await(screen -> screen.toLowerCase(Locale.ROOT).contains("done in"));
            assertThat(LAB.zone().raftOf(LAB.frontend("n1a2")).map(RaftStatus::state))
                    .contains(ServerState.FOLLOWER);
            terminal.press("Escape");
            terminal.await(screen -> screen.contains("n1a2") && screen.contains("follower"));
            terminal.press("q");
            terminal.await("robot>");
        }
        assertThat(LAB.frontend("n1a1").tries("ls /var/lib/oneha/lock").exitCode())
                .isNotZero();
    }

    @Test
    @Order(2)
    void theCommandAsksForTheNameAndShowsHowFarItIs() throws Exception {
        try (Tmux terminal = new Tmux(80, 24, environment())) {
            List<String> arguments = new ArrayList<>(
                    LabStatus.options(LAB.inventory().withFrontends(3).write()));
            arguments.add("scale-up");
            terminal.run(LAB.operator().commandLine(arguments));
            terminal.await("Type n1a3 to confirm; anything else cancels:");
            terminal.type("n1a2");
            terminal.press("Enter");
            terminal.await("Cancelled. Nothing was changed.");
            assertThat(LAB.frontend("n1a3").stateOf("opennebula")).isEqualTo("inactive");

            terminal.run(LAB.operator().commandLine(arguments));
            terminal.await("Type n1a3 to confirm; anything else cancels:");
            terminal.type("n1a3");
            terminal.press("Enter");
            String done = terminal.await("Done in ");
            assertThat(done).contains("15/15 n1a3");
        }
        assertThat(LAB.zone().raftOf(LAB.frontend("n1a3")).map(RaftStatus::state))
                .contains(ServerState.FOLLOWER);
    }

    private static Map<String, String> environment() {
        String credentials =
                LAB.operator().writes("one_auth", Lab.CREDENTIALS + "\n").toString();
        Map<String, String> all = new HashMap<>(LabStatus.environment(Map.of("ONE_AUTH", credentials)));
        all.put("HOME", LAB.operator().home().toString());
        all.put("TERM", "screen-256color");
        all.put("LANG", "C.UTF-8");
        return all;
    }
}
