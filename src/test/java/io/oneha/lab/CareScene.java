package io.oneha.lab;

import io.oneha.zone.Credentials;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.XmlRpcRequest;
import io.oneha.zone.XmlRpcResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who plays which part in a cell of the fault matrix: L leads when the cell begins, P is what the operation is about, O is the third.
 *
 * @param starts when each front-end's oned was started last, by name
 * @param term the leader's
 */
record CareScene(
        LabExtension lab, Frontend leader, Frontend patient, Frontend other, Map<String, String> starts, long term) {
    static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Duration OUTAGE = Duration.ofSeconds(8);
    /** Records that the leader of such a lab keeps of its log: more than a run writes while a server is stopped. */
    static final int RETENTION = 400;

    /** The zone as it is once it has settled under this leader. */
    static CareScene of(LabExtension lab, Frontend leader) {
        List<Frontend> followers = lab.get().members().stream()
                .filter(frontend -> frontend != leader)
                .toList();
        Map<String, String> starts = new TreeMap<>();
        lab.get().members().forEach(frontend -> starts.put(frontend.name(), start(frontend)));
        long term = lab.zone().raftOf(leader).map(RaftStatus::term).orElseThrow();
        return new CareScene(lab, leader, followers.get(0), followers.get(1), starts, term);
    }

    private static String start(Frontend frontend) {
        return frontend.runs("systemctl show -p ExecMainStartTimestampMonotonic --value opennebula")
                .strip();
    }

    /** Whether its oned was started since the cell began. */
    boolean wasStarted(Frontend frontend) {
        return !start(frontend).equals(starts.get(frontend.name()));
    }

    List<Frontend> members() {
        return lab.get().members();
    }

    /** A step with its part in place of its front-end: P.start-server. */
    String partOf(String step) {
        return parts().entrySet().stream()
                .filter(part -> step.startsWith(part.getValue().name() + "."))
                .map(part ->
                        part.getKey() + step.substring(part.getValue().name().length()))
                .findFirst()
                .orElse(step);
    }

    /** The other way round. */
    String stepOf(String part) {
        return parts().get(part.substring(0, 1)).name() + part.substring(1);
    }

    private Map<String, Frontend> parts() {
        return Map.of("L", leader, "P", patient, "O", other);
    }

    /** The inventory of the zone's servers. */
    Path inventory() {
        return lab.inventory()
                .withFrontends(members().size())
                .with("db_password", Lab.DATABASE_PASSWORD)
                .write();
    }

    /** The inventory of these and of the front-end that is none yet. */
    Path wholeInventory() {
        return lab.inventory().with("db_password", Lab.DATABASE_PASSWORD).write();
    }

    /** Adds one harmless value to the zone, by whoever leads. */
    void writesOnce() {
        Await.awaitsCalmly(LIMIT, "the zone takes a write", this::isWritten);
    }

    private boolean isWritten() {
        XmlRpcRequest update = XmlRpcRequest.of("one.zone.update", new Credentials(Lab.CREDENTIALS))
                .integer(0)
                .string("WRITTEN=\"" + System.nanoTime() + "\"")
                .integer(1);
        return lab.zone()
                .leader()
                .flatMap(now -> lab.zone().asks(now, update, 2))
                .filter(XmlRpcResponse.NumberValue.class::isInstance)
                .isPresent();
    }

    /** Writes until the leader keeps no more what a server misses that is stopped. */
    void outrunsTheLogOf(Frontend stopped) {
        lab.zone().writesVms(2 * RETENTION, 1, 10);
        Await.awaitsCalmly(
                LIMIT,
                "the leader has purged its log",
                () -> number(leader, "SELECT MIN(log_index) FROM logdb WHERE log_index > 0")
                        > number(stopped, "SELECT MAX(log_index) FROM logdb") + 1);
    }

    /** Cuts it off from the other servers until it has stood for election twice, then stops it and lets it reach them again. */
    void runsAheadInItsTerm(Frontend frontend) {
        frontend.isCutOffFrom(
                members().stream().filter(member -> member != frontend).toArray(Frontend[]::new));
        try {
            Await.awaitsCalmly(
                    LIMIT,
                    frontend.name() + " has stood for election",
                    () -> number(
                                    frontend,
                                    "SELECT SUBSTRING_INDEX(SUBSTRING_INDEX(body, '<TERM><![CDATA[', -1), ']]>', 1)"
                                            + " FROM system_attributes WHERE name = 'RAFT_STATE'")
                            > term + 1);
            frontend.runs("systemctl stop --no-block opennebula && systemctl kill -s KILL opennebula");
            Await.awaitsCalmly(LIMIT, frontend.name() + " has ended", () -> frontend.stateOf("opennebula")
                    .matches("failed|inactive"));
        } finally {
            frontend.isJoinedAgain();
        }
    }

    /** Its database ends for good, and it refuses its leader until nobody can write any more. */
    void takesTheZoneDown(Frontend frontend) {
        // Debian's socket would start it again at the next connection.
        frontend.runs("systemctl stop mariadb.socket 2>/dev/null; systemctl stop mariadb");
        long[] taken = {System.nanoTime()};
        Await.awaitsCalmly(LIMIT, "the zone is down", () -> {
            if (isWritten()) {
                taken[0] = System.nanoTime();
            }
            return System.nanoTime() - taken[0] > OUTAGE.toNanos();
        });
    }

    private static long number(Frontend frontend, String sql) {
        return Long.parseLong(frontend.sql(sql).strip());
    }
}
