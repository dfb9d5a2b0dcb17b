package io.oneha.lab.oned;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.demo.sim.XmlRpcCall.Parameter;
import io.oneha.zone.XmlRpcResponse.NumberValue;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A follower beyond the log gets a copy of the leader's database: what it takes to join. Facts: section 1. */
class SimOnedRestoreTest extends OnedZoneFixture {
    private OnedProcess leader;
    private OnedProcess away;

    @BeforeEach
    void putBeyondTheLog() throws Exception {
        for (int i = 0; i < 3; i++) {
            zone.server(i).configure(i, "LOG_RETENTION        ", "10,", "LOG_PURGE_TIMEOUT    ", "1,");
        }
        zone.startAll();
        leader = zone.leader();
        away = zone.others(leader).get(0);
        away.kill();
        assertThat(writeVms(leader, 30)).isEqualTo(new NumberValue(30));
        zone.await("a purge", () -> OnedZone.value(leader, "SELECT MIN(log_index) FROM logdb")
                .equals("24"));
        zone.copyDatabase(leader, away);
        assertThat(lastIndex(away)).isEqualTo(33);
    }

    @Test
    void withoutAResetItNeverJoinsAndTheLeaderNamesTheRecordThatTheOldDatabaseLacked() throws Exception {
        away.start();
        zone.await("it follows", () -> away.raft().isPresent());
        assertThat(writeVms(leader, 1)).isEqualTo(new NumberValue(1));
        zone.await("the leader's complaint", () -> leader.log().contains("Failed to load log record at index: 4\n"));
        TimeUnit.SECONDS.sleep(4);
        assertThat(lastIndex(away)).isEqualTo(33);
        reset();
        assertThat(writeVms(leader, 1)).isEqualTo(new NumberValue(1));
        awaitCaughtUp(away, leader);
    }

    @Test
    void withAResetBeforeTheStartItJoinsWithTheNextWriteAndNotBefore() throws Exception {
        assertThat(writeVms(leader, 5)).isEqualTo(new NumberValue(5));
        reset();
        away.start();
        zone.await("it follows", () -> away.raft().isPresent());
        TimeUnit.SECONDS.sleep(4);
        assertThat(lastIndex(away)).isEqualTo(33);
        assertThat(update(leader, "NEXT=\"YES\"")).isEqualTo(new NumberValue(0));
        awaitCaughtUp(away, leader);
        assertThat(zone.leader()).isSameAs(leader);
        assertThat(List.of(lastIndex(leader), lastIndex(away))).containsOnly(39L);
    }

    private void reset() throws Exception {
        int id = zone.servers.indexOf(away);
        assertThat(leader.call("one.zone.resetserver", Parameter.of(0), Parameter.of(id)))
                .isEqualTo(new NumberValue(0));
    }
}
