package io.oneha.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.observe.tables.TableComparison;
import io.oneha.observe.tables.TableComparison.Difference;
import io.oneha.observe.tables.TableComparison.Result;
import io.oneha.observe.tables.TableLook;
import io.oneha.observe.tables.TableMeasure;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
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

    private static TableServers servers;

    @BeforeAll
    static void start() throws Exception {
        servers = new TableServers(folder);
    }

    @AfterAll
    static void end() {
        if (servers != null) {
            servers.close();
        }
    }

    @BeforeEach
    void equalDatabases() throws SQLException {
        servers.starts(
                "INSERT INTO logdb VALUES (0, 1795422856, 1), (1, 1795422900, 1), (2, 0, 0)",
                "CREATE TABLE user_pool (oid INT)",
                "INSERT INTO user_pool VALUES (0), (1), (2)",
                "CREATE TABLE system_attributes (name VARCHAR(128))",
                "INSERT INTO system_attributes VALUES ('DEFAULT_GROUP_QUOTAS')");
    }

    @Test
    void whatAServerWritesForItselfIsNoDifference() throws SQLException {
        servers.execute("CREATE TABLE one_follower.host_monitoring (hid INT)");
        servers.execute("CREATE TABLE one_follower.vm_monitoring (vmid INT)");
        servers.execute("CREATE TABLE one_follower.local_db_versioning (oid INT)");
        servers.execute("CREATE TABLE one_follower.oneha_proved (at BIGINT)");
        servers.execute("INSERT INTO one_follower.system_attributes VALUES ('RAFT_STATE')");
        servers.execute("DELETE FROM one_follower.logdb WHERE log_index = 0");
        TableComparison comparison = compare(Duration.ofSeconds(3), TableLook.Between.NOTHING);
        assertThat(comparison.failure("n1a1")).isEmpty();
        assertThat(comparison.of("n1a2").result()).isEqualTo(Result.EQUAL);
        assertThat(comparison.of("n1a2").indexes()).hasToString("[1]");
        assertThat(comparison.hasWholeLog("n1a1")).isTrue();
        assertThat(comparison.hasWholeLog("n1a2")).isFalse();
    }

    @Test
    void missingRowsAreSeenAtTwoIndexesWhereTheLogGoesOn() throws SQLException {
        servers.execute("DELETE FROM one_follower.user_pool WHERE oid > 0");
        TableComparison comparison = compare(Duration.ofSeconds(20), this::write);
        assertThat(comparison.of("n1a2").result()).isEqualTo(Result.DIFFERS);
        assertThat(comparison.of("n1a2").indexes()).hasToString("[1, 2]");
        assertThat(comparison.of("n1a2").differences())
                .containsExactly(new Difference("user_pool", Optional.of(1L), Optional.of(3L)));
    }

    @Test
    void aTableWhoseNameIsSqlIsNeitherExecutedNorPassedOver() throws SQLException {
        servers.execute("CREATE TABLE one_follower.`x``; DROP TABLE user_pool; -- x` (oid INT)");
        TableComparison comparison = compare(Duration.ofSeconds(1), TableLook.Between.NOTHING);
        assertThat(comparison.of("n1a2").result()).isEqualTo(Result.NOT_MEASURED);
        assertThat(comparison.failure("n1a2"))
                .contains("n1a2: its database has a table with a name that OpenNebula gives to none");
        servers.execute("DROP TABLE one_follower.`x``; DROP TABLE user_pool; -- x`");
        assertThat(compare(Duration.ofSeconds(1), TableLook.Between.NOTHING)
                        .of("n1a2")
                        .result())
                .isEqualTo(Result.EQUAL);
    }

    @Test
    void aDatabaseThatCannotBeAskedSaysWhy() throws SQLException {
        servers.execute("DROP DATABASE one_follower");
        TableComparison comparison = compare(Duration.ofSeconds(1), TableLook.Between.NOTHING);
        assertThat(comparison.of("n1a2").result()).isEqualTo(Result.NOT_MEASURED);
        assertThat(comparison.failure("n1a2").orElseThrow())
                .contains("n1a2: its database: ERROR 1049 (42000): Unknown database 'one_follower'");
    }

    private void write() {
        try {
            servers.both("UPDATE logdb SET applied = 1");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TableComparison compare(Duration most, TableLook.Between between) {
        return servers.compare(TableMeasure.COUNTS, most, between);
    }
}
