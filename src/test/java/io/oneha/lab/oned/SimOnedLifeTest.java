package io.oneha.lab.oned;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.demo.raft.RaftCall;
import io.oneha.demo.raft.RaftReply;
import io.oneha.demo.sim.XmlRpcCall;
import io.oneha.demo.sim.XmlRpcCall.Parameter;
import io.oneha.testing.MariaDbServer;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import io.oneha.zone.XmlRpcResponse.Fault;
import io.oneha.zone.XmlRpcResponse.Refusal;
import io.oneha.zone.XmlRpcResponse.TextValue;
import java.net.ConnectException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a process of the simulated oned starts and ends, and what it does for itself. */
class SimOnedLifeTest {
    private static final Refusal REFUSED =
            new Refusal("[one.zone.raftstatus] User couldn't be authenticated, aborting call.", 256);

    @TempDir
    static Path folder;

    private static Path installed;

    @TempDir
    Path work;

    private MariaDbServer mariaDb;
    private OnedZone zone;

    @BeforeAll
    static void installMariaDb() throws Exception {
        MariaDbServer.needs();
        installed = MariaDbServer.install(folder);
    }

    @BeforeEach
    void createServer() throws Exception {
        mariaDb = MariaDbServer.start(work.resolve("mariadb"), installed);
        zone = OnedZone.create(work, List.of(mariaDb), 1);
    }

    @AfterEach
    void endServer() throws Exception {
        zone.end();
        mariaDb.close();
    }

    @Test
    void theHooksAreCalledInOrderWithTheirArgumentsAndTheEndIsClean() throws Exception {
        OnedProcess server = zone.server(0);
        server.start();
        zone.leader();
        zone.await("both hooks", () -> server.hookCalls().size() == 2);
        server.terminate();
        assertThat(server.exitCode()).isZero();
        assertThat(server.hookCalls())
                .containsExactly(
                        "follower eth0 10.90.0.100/24", "leader eth0 10.90.0.100/24", "follower eth0 10.90.0.100/24");
        assertThat(server.log().lines().map(line -> line.replaceFirst(".*\\[Z0]", "")))
                .containsSubsequence(
                        "[RCM][I]: oned started in follower mode",
                        "[RRM][E]: Failed to get heartbeat from leader. Starting election proccess",
                        "[RCM][I]: Becoming leader of the zone. Last log record: 3 last applied record: 3",
                        "[RCM][I]: oned is now the leader of the zone",
                        "[RCM][I]: oned is set to follower mode")
                .contains("[HKM][I]: Hook: RAFT_LEADER_HOOK, successfully executed.");
    }

    @Test
    void aDeadDatabaseLooksLikeAWrongPasswordUntilOnedEndsItself() throws Exception {
        OnedProcess server = zone.server(0);
        server.property(DatabaseWatch.AGONY, 4_000);
        server.start();
        zone.leader();
        mariaDb.kill();
        assertThat(server.call("one.zone.raftstatus")).isEqualTo(REFUSED);
        assertThat(server.isRunning()).isTrue();
        assertThat(server.exitCode()).isNotZero();
    }

    @Test
    void aWrongPasswordIsRefusedAndOthersMayNotAskForRaft() throws Exception {
        OnedProcess server = zone.server(0);
        server.start();
        zone.leader();
        assertThat(server.callAs("oneadmin:x", "one.zone.raftstatus")).isEqualTo(REFUSED);
        assertThat(server.callAs("nobody:oneadminlab", "one.zone.raftstatus")).isEqualTo(REFUSED);
        assertThat(server.callAs("viewer:viewerpass", "one.zone.raftstatus"))
                .isEqualTo(
                        new Refusal("[one.zone.raftstatus] User [2] : Not authorized to perform ADMIN ZONE [0].", 512));
        XmlRpcCall vote = RaftWire.call("viewer:viewerpass", new RaftCall.Vote(99, 0, 99, 99));
        assertThat(RaftWire.reply(HttpPost.send(server.endpoint(), RaftWire.xml(vote), 5_000)))
                .contains(RaftReply.REFUSED);
        assertThat(server.call("one.zone.nothing")).isEqualTo(new Fault("Method 'one.zone.nothing' not defined", -506));
        assertThat(server.call("one.system.version")).isEqualTo(new TextValue("7.4.0"));
        TextValue config = (TextValue) server.call("one.system.config");
        assertThat(config.text()).contains("<ELECTION_TIMEOUT_MS><![CDATA[3000]]>", "<PASSWD><![CDATA[oneadmin]]>");
    }

    @Test
    void anEmptyDatabaseIsNoStartInHaAndABootstrapInSolo() throws Exception {
        OnedProcess server = zone.server(0);
        mariaDb.execute("DROP DATABASE one_0", "CREATE DATABASE one_0");
        server.start();
        assertThat(server.exitCode()).isEqualTo(255);
        assertThat(server.console()).isEqualTo("Database has to be bootstraped to start oned in HA\n");
        server.oneAuth("oneadmin:first pass");
        server.configure(-1);
        server.start();
        zone.await("an answer", () -> {
            try {
                return server.callAs("oneadmin:first pass", "one.zone.raftstatus") instanceof TextValue;
            } catch (ConnectException e) {
                return false;
            }
        });
        TextValue raft = (TextValue) server.callAs("oneadmin:first pass", "one.zone.raftstatus");
        assertThat(raft.text())
                .isEqualTo("<RAFT><SERVER_ID>-1</SERVER_ID><STATE>0</STATE><TERM>0</TERM><VOTEDFOR>-1</VOTEDFOR>"
                        + "<COMMIT>0</COMMIT><LOG_INDEX>-1</LOG_INDEX><LOG_TERM>-1</LOG_TERM>"
                        + "<FEDLOG_INDEX>-1</FEDLOG_INDEX></RAFT>");
        TextValue pool = (TextValue) server.callAs("oneadmin:first pass", "one.zonepool.info");
        assertThat(pool.text())
                .contains("<ENDPOINT><![CDATA[http://localhost:2633/RPC2]]>", "<SERVER_POOL></SERVER_POOL>");
        assertThat(server.log()).contains("[ONE][I]: oned started in solo mode.");
    }

    @Test
    void aRestartGoesOnWhereTheDatabaseStopped() throws Exception {
        OnedProcess server = zone.server(0);
        server.start();
        zone.leader();
        server.call("one.zone.update", Parameter.of(0), Parameter.of("A=\"1\""), Parameter.of(1));
        RaftStatus before = server.raft().orElseThrow();
        assertThat(before.logIndex()).hasToString("4");
        server.kill();
        server.start();
        zone.await("an answer", () -> server.raft().isPresent());
        RaftStatus after = server.raft().orElseThrow();
        assertThat(after.term()).isGreaterThanOrEqualTo(before.term());
        assertThat(after.logIndex()).isEqualTo(before.logIndex());
        assertThat(after.state()).isNotEqualTo(ServerState.SOLO);
        zone.leader();
        assertThat(server.raft().orElseThrow().term()).isGreaterThan(before.term());
    }

    @Test
    void aDatabaseThatIsNotThereIsNoStart() throws Exception {
        OnedProcess server = zone.server(0);
        mariaDb.kill();
        server.start();
        assertThat(server.exitCode()).isEqualTo(255);
        assertThat(server.console()).contains("127.0.0.1");
    }
}
