package io.oneha.lab.oned;

import io.oneha.demo.sim.XmlRpcCall.Parameter;
import io.oneha.testing.MariaDbServer;
import io.oneha.zone.XmlRpcResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A zone of three for each test, none of them started, whose databases are in one MariaDB. */
abstract class OnedZoneFixture {
    @TempDir
    static Path folder;

    static MariaDbServer mariaDb;

    @TempDir
    Path work;

    OnedZone zone;

    @BeforeAll
    static void startMariaDb() throws Exception {
        MariaDbServer.needs();
        mariaDb = MariaDbServer.start(folder.resolve("mariadb"), MariaDbServer.install(folder));
    }

    @AfterAll
    static void stopMariaDb() {
        if (mariaDb != null) {
            mariaDb.close();
        }
    }

    @BeforeEach
    void createZone() throws Exception {
        zone = OnedZone.create(work, List.of(mariaDb, mariaDb, mariaDb), 3);
    }

    @AfterEach
    void endZone() throws Exception {
        zone.end();
    }

    static XmlRpcResponse writeVms(OnedProcess server, int records) throws Exception {
        return server.call(LabCalls.WRITE_VMS, Parameter.of(records), Parameter.of(2), Parameter.of(100));
    }

    static XmlRpcResponse update(OnedProcess server, String template) throws Exception {
        return server.call("one.zone.update", Parameter.of(0), Parameter.of(template), Parameter.of(1));
    }

    /** The newest record of a server's log, as its database has it. */
    static long lastIndex(OnedProcess server) {
        return Long.parseLong(OnedZone.value(server, "SELECT MAX(log_index) FROM logdb"));
    }

    void awaitCaughtUp(OnedProcess follower, OnedProcess leader) throws Exception {
        zone.await("it has caught up", () -> lastIndex(follower) == lastIndex(leader));
    }
}
