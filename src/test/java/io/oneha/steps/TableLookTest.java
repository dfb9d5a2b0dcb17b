package io.oneha.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.observe.tables.TableComparison;
import io.oneha.observe.tables.TableComparison.Difference;
import io.oneha.observe.tables.TableComparison.Result;
import io.oneha.observe.tables.TableLook;
import io.oneha.testing.MariaDbServer;
import io.oneha.testing.Needs;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real script on two hosts, whose oned.conf names databases of a real MariaDB. */
class TableLookTest {
    @TempDir
    static Path folder;

    private static MariaDbServer server;
    private static RootedHost leader;
    private static RootedHost follower;

    @BeforeAll
    static void start() throws Exception {
        Needs.mountNamespaces("mariadb", "mariadbd", "mariadb-install-db");
        server = MariaDbServer.start(folder.resolve("server"), MariaDbServer.install(folder));
        leader = host("n1a1", "one_leader");
        follower = host("n1a2", "one_follower");
    }

    @AfterAll
    static void end() {
        if (server != null) {
            leader.close();
            follower.close();
            server.close();
        }
    }

    @BeforeEach
    void equalDatabases() throws SQLException {
        for (String database : List.of("one_leader", "one_follower")) {
            server.execute("DROP DATABASE IF EXISTS " + database, "CREATE DATABASE " + database);
            server.execute(
                    "CREATE TABLE " + database
                            + ".logdb (log_index BIGINT UNSIGNED PRIMARY KEY, timestamp INT, applied TINYINT)",
                    "INSERT INTO " + database + ".logdb VALUES (0, 1795422856, 1), (1, 1795422900, 1), (2, 0, 0)",
                    "CREATE TABLE " + database + ".user_pool (oid INT)",
                    "INSERT INTO " + database + ".user_pool VALUES (0), (1), (2)",
                    "CREATE TABLE " + database + ".system_attributes (name VARCHAR(128))",
                    "INSERT INTO " + database + ".system_attributes VALUES ('DEFAULT_GROUP_QUOTAS')");
        }
    }

    @Test
    void whatAServerWritesForItselfIsNoDifference() throws SQLException {
        server.execute("CREATE TABLE one_follower.host_monitoring (hid INT)");
        server.execute("CREATE TABLE one_follower.vm_monitoring (vmid INT)");
        server.execute("CREATE TABLE one_follower.local_db_versioning (oid INT)");
        server.execute("CREATE TABLE one_follower.oneha_proved (at BIGINT)");
        server.execute("INSERT INTO one_follower.system_attributes VALUES ('RAFT_STATE')");
        server.execute("DELETE FROM one_follower.logdb WHERE log_index = 0");
        TableComparison comparison = compare(Duration.ofSeconds(3), TableLook.Between.NOTHING);
        assertThat(comparison.failure("n1a1")).isEmpty();
        assertThat(comparison.of("n1a2").result()).isEqualTo(Result.EQUAL);
        assertThat(comparison.of("n1a2").indexes()).hasToString("[1]");
        assertThat(comparison.hasWholeLog("n1a1")).isTrue();
        assertThat(comparison.hasWholeLog("n1a2")).isFalse();
    }

    @Test
    void missingRowsAreSeenAtTwoIndexesWhereTheLogGoesOn() throws SQLException {
        server.execute("DELETE FROM one_follower.user_pool WHERE oid > 0");
        TableComparison comparison = compare(Duration.ofSeconds(20), this::write);
        assertThat(comparison.of("n1a2").result()).isEqualTo(Result.DIFFERS);
        assertThat(comparison.of("n1a2").indexes()).hasToString("[1, 2]");
        assertThat(comparison.of("n1a2").differences())
                .containsExactly(new Difference("user_pool", Optional.of(1L), Optional.of(3L)));
    }

    @Test
    void aTableWhoseNameIsSqlIsNeitherExecutedNorPassedOver() throws SQLException {
        server.execute("CREATE TABLE one_follower.`x``; DROP TABLE user_pool; -- x` (oid INT)");
        TableComparison comparison = compare(Duration.ofSeconds(1), TableLook.Between.NOTHING);
        assertThat(comparison.of("n1a2").result()).isEqualTo(Result.NOT_COUNTED);
        assertThat(comparison.failure("n1a2"))
                .contains("n1a2: its database has a table with a name that OpenNebula gives to none");
        server.execute("DROP TABLE one_follower.`x``; DROP TABLE user_pool; -- x`");
        assertThat(compare(Duration.ofSeconds(1), TableLook.Between.NOTHING)
                        .of("n1a2")
                        .result())
                .isEqualTo(Result.EQUAL);
    }

    @Test
    void aDatabaseThatCannotBeAskedSaysWhy() throws SQLException {
        server.execute("DROP DATABASE one_follower");
        TableComparison comparison = compare(Duration.ofSeconds(1), TableLook.Between.NOTHING);
        assertThat(comparison.of("n1a2").result()).isEqualTo(Result.NOT_COUNTED);
        assertThat(comparison.failure("n1a2").orElseThrow())
                .contains("n1a2: its database: ERROR 1049 (42000): Unknown database 'one_follower'");
    }

    private void write() {
        try {
            server.execute("UPDATE one_leader.logdb SET applied = 1", "UPDATE one_follower.logdb SET applied = 1");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TableComparison compare(Duration most, TableLook.Between between) {
        TableComparison comparison = new TableComparison("n1a1", List.of("n1a2"));
        new TableLook(Clock.systemUTC()).compare(comparison, Map.of("n1a1", leader, "n1a2", follower), most, between);
        return comparison;
    }

    private static RootedHost host(String name, String database) {
        RootedHost host = new RootedHost(name);
        // The client reads its options from /dev/stdin.
        host.shell("mount -t proc proc /proc");
        return host.file(
                "/etc/one/oned.conf",
                "DB = [ BACKEND = \"mysql\", SERVER = \"127.0.0.1\", PORT = " + server.port()
                        + ", USER = \"" + MariaDbServer.USER + "\", PASSWD = \"" + MariaDbServer.USER
                        + "\", DB_NAME = \""
                        + database + "\" ]\n");
    }
}
