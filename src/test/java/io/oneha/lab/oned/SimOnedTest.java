package io.oneha.lab.oned;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.demo.sim.XmlRpcCall.Parameter;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import io.oneha.zone.XmlRpcResponse.NumberValue;
import io.oneha.zone.XmlRpcResponse.Refusal;
import io.oneha.zone.XmlRpcResponse.TextValue;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Processes of the simulated oned with a real MariaDB make a zone that behaves as the recorded one did. */
class SimOnedTest extends OnedZoneFixture {
    private void awaitEqualDatabases() throws Exception {
        zone.await("equal databases", () -> {
            Set<String> all = zone.servers.stream().map(SimOnedTest::contents).collect(Collectors.toSet());
            return all.size() == 1;
        });
    }

    private static String contents(OnedProcess server) {
        return OnedZone.value(server, "CHECKSUM TABLE vm_pool")
                + OnedZone.value(server, "CHECKSUM TABLE zone_pool")
                + OnedZone.value(
                        server,
                        "SELECT CONCAT(COUNT(*), ' ', MAX(log_index), ' ', SUM(applied), ' ',"
                                + " SUM(CRC32(CONCAT(log_index, term, sqlcmd, fed_index)))) FROM logdb");
    }

    @Test
    void oneLeadsAndWhatItWritesIsInEveryDatabase() throws Exception {
        zone.startAll();
        OnedProcess leader = zone.leader();
        assertThat(zone.term()).isGreaterThan(18);
        assertThat(writeVms(leader, 20)).isEqualTo(new NumberValue(20));
        OnedProcess follower = zone.others(leader).get(0);
        assertThat(update(follower, "BY_PROXY=\"it's \\\\ here\"")).isEqualTo(new NumberValue(0));
        awaitEqualDatabases();
        assertThat(OnedZone.value(follower, "SELECT COUNT(*) FROM vm_pool")).isEqualTo("40");
        assertThat(OnedZone.value(follower, "SELECT body FROM zone_pool")).contains("<BY_PROXY><![CDATA[it's \\");
        RaftStatus raft = leader.raft().orElseThrow();
        assertThat(raft.logIndex()).isEqualTo(raft.commit()).hasToString("24");
    }

    @Test
    void theNextLeaderTakesOverAndTheOldOneCatchesUpWhenItIsBack() throws Exception {
        zone.startAll();
        OnedProcess first = zone.leader();
        long term = zone.term();
        first.kill();
        OnedProcess second = zone.leader();
        assertThat(second).isNotSameAs(first);
        assertThat(zone.term()).isGreaterThan(term);
        assertThat(writeVms(second, 10)).isEqualTo(new NumberValue(10));
        first.start();
        assertThat(zone.leader()).isSameAs(second);
        assertThat(update(second, "BACK=\"YES\"")).isEqualTo(new NumberValue(0));
        awaitEqualDatabases();
        assertThat(OnedZone.value(first, "SELECT COUNT(*) FROM vm_pool")).isEqualTo("20");
    }

    @Test
    void aFollowerThatMissedMoreThanIsKeptNeverCatchesUp() throws Exception {
        for (int i = 0; i < 3; i++) {
            zone.server(i).configure(i, "LOG_RETENTION        ", "10,", "LOG_PURGE_TIMEOUT    ", "1,");
        }
        zone.startAll();
        OnedProcess leader = zone.leader();
        OnedProcess away = zone.others(leader).get(0);
        away.kill();
        assertThat(writeVms(leader, 30)).isEqualTo(new NumberValue(30));
        zone.await("a purge", () -> OnedZone.value(leader, "SELECT MIN(log_index) FROM logdb")
                .equals("24"));
        away.start();
        zone.await("it follows", () -> away.raft().isPresent());
        assertThat(update(zone.leader(), "NEXT=\"1\"")).isEqualTo(new NumberValue(0));
        zone.await("the leader's complaint", () -> leader.log().contains("Failed to load log record at index: "));
        assertThat(away.raft().orElseThrow().state()).isEqualTo(ServerState.FOLLOWER);
        assertThat(OnedZone.value(away, "SELECT MAX(log_index) FROM logdb")).isEqualTo("3");
    }

    @Test
    void aServerWhoseDatabaseHasAnotherPasswordMakesTheTermsWrap() throws Exception {
        OnedProcess unrestored = zone.server(2);
        mariaDb.execute("UPDATE one_2.user_pool SET body = REPLACE(body, 'e24e26', 'ffffff') WHERE oid = 0");
        zone.server(0).start();
        zone.server(1).start();
        zone.leader();
        unrestored.start();
        Pattern deposed = Pattern.compile(
                "\\[Z0\\]\\[RCM\\]\\[I\\]: Follower 2 term \\(4294967295\\) is higher than current"
                        + ".*oned is set to follower mode",
                Pattern.DOTALL);
        // Either may lead by then: a busy machine elects twice.
        zone.await(
                "a leader that believes in a wrapped term and steps down",
                () -> deposed.matcher(zone.server(0).log()).find()
                        || deposed.matcher(zone.server(1).log()).find());
        assertThat(unrestored.call("one.zone.raftstatus"))
                .isEqualTo(new Refusal("[one.zone.raftstatus] User couldn't be authenticated, aborting call.", 256));
        unrestored.kill();
        zone.leader();
    }

    @Test
    void aServerWithAnotherOneAuthIsRefusedByItsVotersAndWrapsItsOwnTerm() throws Exception {
        OnedProcess wrong = zone.server(0);
        wrong.oneAuth("oneadmin:wrong");
        zone.server(1).property(Settings.WARM_UP, 60_000);
        zone.server(1).start();
        wrong.start();
        zone.await(
                "a wrapped term",
                () -> wrong.raft().filter(raft -> raft.term() == 4_294_967_295L).isPresent());
        // After the highest term comes 0.
        zone.await(
                "a term that fell",
                () -> wrong.raft().filter(raft -> raft.term() == 0).isPresent());
    }

    @Test
    void anAddedServerCountsAtOnceAndDuplicatesAreAccepted() throws Exception {
        zone.end();
        zone = OnedZone.create(work.resolve("single"), List.of(mariaDb, mariaDb), 1);
        OnedProcess single = zone.server(0);
        OnedProcess added = zone.server(1);
        single.start();
        zone.leader();
        Parameter server = Parameter.of("SERVER=[NAME=\"server-1\",ENDPOINT=\"" + added.endpoint() + "\"]");
        assertThat(single.call("one.zone.addserver", Parameter.of(0), server)).isEqualTo(new NumberValue(0));
        assertThat(single.log()).contains("Starting replication and heartbeat threads for follower: 1");
        assertThat(single.hangs("one.zone.addserver", Parameter.of(0), server)).isTrue();
        RaftStatus raft = single.raft().orElseThrow();
        assertThat(raft.logIndex()).isGreaterThan(raft.commit());
        // Restored before it was added, as a backup from before the call is.
        added.start();
        zone.await("the hanging write, carried out", () -> OnedZone.value(single, "SELECT body FROM zone_pool")
                .contains("<ID><![CDATA[2]]></ID>"));
        TextValue info = (TextValue) single.call("one.zone.info", Parameter.of(0), Parameter.of(false));
        assertThat(info.text().split("<NAME><!\\[CDATA\\[server-1]]>")).hasSize(3);
    }
}
