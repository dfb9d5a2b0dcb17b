package io.oneha.lab.oned;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.zone.ServerState;
import io.oneha.zone.XmlRpcResponse.NumberValue;
import java.net.ConnectException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who leads next, and who deposes a leader, as it was measured on processes of OpenNebula's own oned. */
class SimOnedElectionTest extends OnedZoneFixture {
    private static final String TIMEOUT = "ELECTION_TIMEOUT_MS  ";

    /** Facts: section 4 (b). */
    @Test
    void theServerWhoseOwnFileHasALowerElectionTimeoutLeadsNext() throws Exception {
        zone.startAll();
        OnedProcess leader = zone.leader();
        OnedProcess target = zone.others(leader).get(1);
        target.terminate();
        assertThat(target.exitCode()).isZero();
        target.configure(zone.servers.indexOf(target), TIMEOUT, "1500,");
        target.start();
        // What is in the file by then does not matter: it is read at a start.
        zone.await("it answers", () -> target.raft().isPresent());
        target.configure(zone.servers.indexOf(target));
        assertThat(zone.leader()).isSameAs(leader);
        assertThat(update(leader, "BEFORE=\"YES\"")).isEqualTo(new NumberValue(0));
        awaitCaughtUp(target, leader);

        leader.terminate();
        assertThat(leader.exitCode()).isZero();
        assertThat(zone.leader()).isSameAs(target);
    }

    /** Facts: section 0. */
    @Test
    void aCandidateIsDeafAfterSigtermAndEndsOnlyWhenAnotherServerVotes() throws Exception {
        OnedProcess candidate = zone.server(0);
        candidate.start();
        zone.await("it stands for election", () -> candidate
                .raft()
                .filter(raft -> raft.state() == ServerState.CANDIDATE)
                .isPresent());
        candidate.terminate();
        zone.await("it is deaf", () -> isRefused(candidate));
        TimeUnit.SECONDS.sleep(5);
        assertThat(candidate.isRunning()).isTrue();
        zone.server(1).start();
        assertThat(candidate.exitCode()).isZero();
        assertThat(candidate.log()).contains("All modules finalized, exiting.");
    }

    private static boolean isRefused(OnedProcess server) throws Exception {
        try {
            server.call("one.zone.raftstatus");
            return false;
        } catch (ConnectException e) {
            return true;
        }
    }

    /** Facts: section 2. The term is in RAFT_STATE of its database. */
    @Test
    void aRaisedTermComesHomeAndDeposesTheLeaderOnce() throws Exception {
        OnedProcess away = standsAlone();
        OnedProcess leader = zone.leader();
        long term = zone.term();
        assertThat(storedTerm(away)).isGreaterThan(term);
        away.start();
        zone.await("the leader steps down", () -> leader.log().contains(") is higher than current ("));
        zone.leader();
        assertThat(zone.term()).isGreaterThan(term);
        assertThat(update(zone.leader(), "AFTER=\"YES\"")).isEqualTo(new NumberValue(0));
        awaitCaughtUp(away, zone.leader());
    }

    /** Facts: section 2, the statement as it stands there. */
    @Test
    void aStateSetToTheLeadersTermBeforeTheStartDeposesNobody() throws Exception {
        OnedProcess away = standsAlone();
        OnedProcess leader = zone.leader();
        long term = zone.term();
        assertThat(storedTerm(away)).isGreaterThan(term);
        mariaDb.execute("UPDATE " + away.databaseName() + ".system_attributes SET body='<TEMPLATE><TERM><![CDATA["
                + term + "]]></TERM><VOTEDFOR><![CDATA[-1]]></VOTEDFOR></TEMPLATE>' WHERE name='RAFT_STATE'");
        away.start();
        zone.await("it follows", () -> away.raft().isPresent());
        assertThat(zone.leader()).isSameAs(leader);
        assertThat(update(leader, "NEXT=\"YES\"")).isEqualTo(new NumberValue(0));
        awaitCaughtUp(away, leader);
        assertThat(zone.leader()).isSameAs(leader);
        assertThat(zone.term()).isEqualTo(term);
    }

    /** A server that stood for election without the others, and was killed; the others have a leader again, and wrote. */
    private OnedProcess standsAlone() throws Exception {
        zone.startAll();
        OnedProcess away = zone.others(zone.leader()).get(0);
        long term = zone.term();
        for (OnedProcess other : zone.others(away)) {
            other.kill();
        }
        zone.await("a term that climbs", () -> storedTerm(away) > term + 3);
        away.kill();
        // They differ, so that one election is enough.
        OnedProcess first = zone.others(away).get(0);
        first.configure(zone.servers.indexOf(first), TIMEOUT, "1500,");
        for (OnedProcess other : zone.others(away)) {
            other.start();
        }
        assertThat(update(zone.leader(), "MISSED=\"YES\"")).isEqualTo(new NumberValue(0));
        return away;
    }

    private static long storedTerm(OnedProcess server) {
        String sql = "SELECT REGEXP_SUBSTR(body, '[0-9]+') FROM system_attributes WHERE name = 'RAFT_STATE'";
        return Long.parseLong(OnedZone.value(server, sql));
    }
}
