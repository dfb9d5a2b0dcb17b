package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An operation on a running zone, for the fault matrix.
 *
 * @param prepares brings the zone to where the operation is needed
 * @param command the command line of oneha
 * @param proves what must be so afterwards, given the runs that it took: the first, and those that resumed it
 * @param worst the step at whose beginning a kill leaves most undone
 * @param lostAt the step at whose beginning the leader or the front-end is lost
 * @param exits the exit code where it is not refused, by what is wrong: a repair mends some of it
 */
record CareOperation(
        String name,
        Consumer<CareScene> prepares,
        Function<CareScene, List<String>> command,
        BiConsumer<CareScene, List<Applying.Run>> proves,
        String worst,
        String lostAt,
        Map<Trouble, Integer> exits) {
    /** Done once on each front-end, however often its run is killed. */
    private static final String COMMAND = "hostname; echo done >>/run/lab-worked";

    /** A repair whose zone tells it nothing cannot know what to mend, whyever that is. */
    private static final Map<Trouble, Integer> MENDS =
            Map.of(Trouble.ONE_DOWN, 0, Trouble.NO_LEADER, 0, Trouble.WRONG_CREDENTIALS, 73);

    static List<CareOperation> all() {
        return List.of(switchover(), restart(), restartWithCommand(), restore(), term(), culprit(), stopped());
    }

    static CareOperation switchover() {
        return new CareOperation(
                "switchover",
                scene -> {},
                scene -> List.of("switchover", "--to", scene.patient().name()),
                (scene, runs) -> assertThat(
                                scene.lab().zone().hasLeader(scene.patient().name()))
                        .as("the wanted server leads")
                        .isTrue(),
                "P.leads",
                "P.caught-up",
                Map.of());
    }

    static CareOperation restart() {
        return new CareOperation(
                "restart",
                scene -> {},
                scene -> List.of("restart"),
                CareOperation::allWereStarted,
                "O.leads",
                "P.start-server",
                Map.of());
    }

    static CareOperation restartWithCommand() {
        return new CareOperation(
                "restart-command",
                scene -> scene.members().forEach(frontend -> frontend.runs("rm -f /run/lab-worked")),
                scene -> List.of("restart", "--command", COMMAND),
                (scene, runs) -> {
                    allWereStarted(scene, runs);
                    assertThat(scene.members()).allSatisfy(frontend -> assertThat(
                                    frontend.runs("cat /run/lab-worked && rm /run/lab-worked"))
                            .as("the command's runs on " + frontend.name())
                            .isEqualTo("done\n"));
                },
                "L.work",
                "P.work",
                Map.of());
    }

    static CareOperation restore() {
        return new CareOperation(
                "recover-restore",
                scene -> {
                    scene.patient().stops("opennebula");
                    scene.outrunsTheLogOf(scene.patient());
                },
                scene -> List.of("recover", scene.patient().name()),
                CareOperation::patientFollows,
                "P.server-id",
                "P.database",
                Map.of());
    }

    static CareOperation term() {
        return new CareOperation(
                "recover-term",
                scene -> scene.runsAheadInItsTerm(scene.patient()),
                scene -> List.of("recover", scene.patient().name()),
                CareOperation::patientFollows,
                "P.start-server",
                "P.start-server",
                Map.of());
    }

    static CareOperation culprit() {
        return new CareOperation(
                "fix-culprit",
                scene -> scene.takesTheZoneDown(scene.patient()),
                scene -> List.of("fix"),
                CareOperation::patientFollows,
                "P.leader-again",
                "P.start-server",
                MENDS);
    }

    static CareOperation stopped() {
        return new CareOperation(
                "fix-stopped",
                scene -> scene.patient().stops("opennebula"),
                scene -> List.of("fix"),
                CareOperation::patientFollows,
                "P.caught-up",
                "P.caught-up",
                MENDS);
    }

    /** What a refusal is asked for: the zone needs the operation, and has not yet what is wrong with it. */
    void preparesRefusal(CareScene scene) {
        if (!name.startsWith("switchover") && !name.startsWith("restart")) {
            scene.patient().stops("opennebula");
        }
    }

    /** The exit code that is wanted while something is wrong. */
    int exitWith(Trouble trouble) {
        return exits.getOrDefault(trouble, trouble.exit());
    }

    private static void allWereStarted(CareScene scene, List<Applying.Run> runs) {
        assertThat(scene.members()).allSatisfy(frontend -> assertThat(scene.wasStarted(frontend))
                .as(frontend.name() + " was started anew")
                .isTrue());
    }

    /** In the leader's term if nobody but its own run has disturbed the zone. */
    private static void patientFollows(CareScene scene, List<Applying.Run> runs) {
        Frontend patient = scene.patient();
        assertThat(patient.stateOf("opennebula")).isEqualTo("active");
        assertThat(patient.tries("systemctl is-enabled opennebula").out().strip())
                .isEqualTo("enabled");
        assertThat(scene.lab().zone().raftOf(patient)).isPresent();
    }
}
