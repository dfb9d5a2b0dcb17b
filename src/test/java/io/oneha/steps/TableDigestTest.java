package io.oneha.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.observe.tables.TableComparison;
import io.oneha.observe.tables.TableComparison.Difference;
import io.oneha.observe.tables.TableComparison.Result;
import io.oneha.observe.tables.TableLook.Between;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What digests of tables tell apart and what they do not, by the real script on a real MariaDB. */
class TableDigestTest {
    private static final Duration SOON = Duration.ofSeconds(1);

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
                "CREATE TABLE user_pool (oid INT PRIMARY KEY, name VARCHAR(128), body MEDIUMTEXT, raw MEDIUMBLOB, part"
                        + " DOUBLE) CHARACTER SET utf8mb4",
                "INSERT INTO user_pool VALUES (0, 'oneadmin', '<USER>é€😀</USER>', x'00FF27', 0.1), (1, 'a', 'bc',"
                        + " NULL, -1e300), (2, '', NULL, '', NULL)",
                "CREATE TABLE empty_pool (oid INT PRIMARY KEY, name VARCHAR(128))",
                "CREATE TABLE system_attributes (name VARCHAR(128) PRIMARY KEY, body TEXT)",
                "INSERT INTO system_attributes VALUES ('DEFAULT_GROUP_QUOTAS', 'x'), ('RAFT_STATE', 'y')");
    }

    @Test
    void whatAServerWritesForItselfAndHowItIsStoredIsNoDifference() throws SQLException {
        servers.in(
                TableServers.FOLLOWER,
                "UPDATE logdb SET timestamp = timestamp + 1",
                "UPDATE system_attributes SET body = 'z' WHERE name = 'RAFT_STATE'",
                "CREATE TABLE host_monitoring (hid INT)",
                "CREATE TABLE vm_monitoring (vmid INT)",
                "CREATE TABLE local_db_versioning (oid INT)",
                "CREATE TABLE oneha_proved (at BIGINT)",
                "CREATE TABLE moved LIKE user_pool",
                "INSERT INTO moved SELECT * FROM user_pool ORDER BY oid DESC",
                "DROP TABLE user_pool",
                "RENAME TABLE moved TO user_pool",
                "ALTER TABLE user_pool MODIFY body MEDIUMTEXT CHARACTER SET utf16 AFTER raw",
                "ALTER TABLE system_attributes CONVERT TO CHARACTER SET latin1");
        TableComparison comparison = compare(SOON, Between.NOTHING);
        assertThat(comparison.failure("n1a1")).isEmpty();
        assertThat(comparison.failure("n1a2")).isEmpty();
        assertThat(comparison.of("n1a2").differences()).isEmpty();
        assertThat(comparison.of("n1a2").result()).isEqualTo(Result.EQUAL);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE user_pool SET body = 'bd' WHERE oid = 1",
                "UPDATE user_pool SET name = 'A' WHERE oid = 1",
                // Neither a value that moves into the next column nor one that is empty instead of missing passes.
                "UPDATE user_pool SET name = 'ab', body = 'c' WHERE oid = 1",
                "UPDATE user_pool SET body = '' WHERE oid = 2",
                "UPDATE user_pool SET raw = x'00FF26' WHERE oid = 0",
                "UPDATE user_pool SET part = 0.2 WHERE oid = 0",
                "UPDATE user_pool SET body = '<USER>é€😁</USER>' WHERE oid = 0",
                "UPDATE user_pool SET oid = 3 WHERE oid = 2",
                "UPDATE user_pool a JOIN user_pool b ON a.oid + b.oid = 1 SET a.name = b.name",
                "ALTER TABLE user_pool DROP COLUMN part",
                "UPDATE system_attributes SET body = 'z' WHERE name = 'DEFAULT_GROUP_QUOTAS'"
            })
    void asManyRowsOfWhichOneIsAnotherAreADifference(String change) throws SQLException {
        servers.in(TableServers.FOLLOWER, change);
        assertThat(servers.compare(TableMeasure.COUNTS, SOON, Between.NOTHING)
                        .of("n1a2")
                        .result())
                .isEqualTo(Result.EQUAL);
        TableComparison comparison = compare(Duration.ofSeconds(20), TableDigestTest::write);
        boolean users = change.contains("user_pool");
        assertThat(comparison.of("n1a2").result()).isEqualTo(Result.DIFFERS);
        assertThat(comparison.of("n1a2").indexes()).hasToString("[1, 2]");
        assertThat(comparison.of("n1a2").differences())
                .containsExactly(new Difference(
                        users ? "user_pool" : "system_attributes",
                        Optional.of(users ? 3L : 1L),
                        Optional.of(users ? 3L : 1L)));
    }

    @Test
    void aColumnWhoseNameIsSqlIsNeitherExecutedNorPassedOver() throws SQLException {
        servers.in(TableServers.FOLLOWER, "ALTER TABLE user_pool ADD COLUMN `x``; DROP TABLE user_pool; -- x` INT");
        TableComparison comparison = compare(SOON, Between.NOTHING);
        assertThat(comparison.failure("n1a2"))
                .contains("n1a2: its database has a column with a name that OpenNebula gives to none");
        servers.in(TableServers.FOLLOWER, "ALTER TABLE user_pool DROP COLUMN `x``; DROP TABLE user_pool; -- x`");
        assertThat(compare(SOON, Between.NOTHING).of("n1a2").result()).isEqualTo(Result.EQUAL);
    }

    @Test
    void aDatabaseThatIsNotTheHostsOwnIsNotCompared() {
        servers.follower.file("/etc/one/oned.conf", servers.conf("db.example", TableServers.FOLLOWER));
        servers.follower.shell("cp /etc/hosts /etc/hosts.kept; echo 127.0.0.1 db.example >> /etc/hosts");
        try {
            assertThat(compare(SOON, Between.NOTHING).failure("n1a2"))
                    .as("its server says the host's own name")
                    .isEmpty();
            assertThat(through("s/^server\\t.*/server\\tdb/"))
                    .contains("n1a2: its database is on db.example and not on the front-end: its data is not compared");
            assertThat(through("s/^wsrep_on\\t.*/wsrep_on\\tON/"))
                    .contains("n1a2: its database is part of a Galera cluster, whose data is not compared");
        } finally {
            servers.follower.file("/etc/one/oned.conf", servers.conf("127.0.0.1", TableServers.FOLLOWER));
            servers.follower.shell("cp /etc/hosts.kept /etc/hosts");
        }
    }

    /** What it fails with when the database's answers are changed on their way. */
    private static Optional<String> through(String change) {
        servers.follower.program("mariadb", "/usr/bin/mariadb \"$@\" | sed '" + change + "'");
        try {
            return compare(SOON, Between.NOTHING).failure("n1a2");
        } finally {
            servers.follower.shell("rm /usr/local/bin/mariadb");
        }
    }

    @Test
    void aSecondComparisonIsNotBegunOnAHostWhereOneRuns() {
        String holder = servers.follower.shell(
                "mkdir -p /run/oneha; flock -o /run/oneha/tables sleep 9 </dev/null >/dev/null 2>&1 & echo $!");
        try {
            assertThat(compare(SOON, Between.NOTHING).failure("n1a2"))
                    .contains("n1a2: another comparison of its tables has not ended yet");
        } finally {
            servers.follower.shell("kill " + holder);
        }
    }

    private static void write() {
        try {
            servers.both("UPDATE logdb SET applied = 1");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TableComparison compare(Duration most, Between between) {
        return servers.compare(TableMeasure.DIGESTS, most, between);
    }
}
