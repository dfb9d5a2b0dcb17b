package io.oneha.steps.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.steps.RootedHost;
import io.oneha.steps.site.Account;
import io.oneha.steps.site.RootShell;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.StepException;
import io.oneha.testing.MariaDbServer;
import io.oneha.testing.Needs;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a recovery asks a server's database, and writes to it, by oned's own account on a real MariaDB. */
class RecoveryScriptTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String STATE =
            "<TEMPLATE><TERM><![CDATA[%s]]></TERM><VOTEDFOR><![CDATA[%s]]></VOTEDFOR></TEMPLATE>";

    @TempDir
    static Path folder;

    private static MariaDbServer server;
    private static RootedHost host;
    private static RootShell shell;
    private static Account account;

    @BeforeAll
    static void start() throws Exception {
        Needs.mountNamespaces("mariadb", "mariadbd", "mariadb-install-db");
        host = new RootedHost("n1a2");
        host.shell("mount -t proc proc /proc");
        server = MariaDbServer.start(folder.resolve("server"), MariaDbServer.install(folder));
        shell = new Site(null, name -> Optional.of(host), null, null, Clock.systemUTC()).shell("n1a2");
        account = new Account("zone", "secret of the zone", "one_zone", "127.0.0.1", String.valueOf(server.port()));
        asRoot(account.sql());
        server.execute(
                "CREATE TABLE one_zone.logdb (log_index BIGINT PRIMARY KEY, term INT UNSIGNED)",
                "CREATE TABLE one_zone.system_attributes (name VARCHAR(128) PRIMARY KEY, body LONGTEXT)");
    }

    /** Whoever asks without the account's options is let in only here. */
    private static void asRoot(String sql) {
        host.file("/root.cnf", "[client]\nhost=127.0.0.1\nport=" + server.port() + "\nuser=root\n")
                .file("/root.sql", sql);
        assertThat(host.shell("mariadb --defaults-file=/root.cnf < /root.sql 2>&1"))
                .isEmpty();
        host.file("/etc/mysql/conf.d/99-test.cnf", "[client]\nhost=127.0.0.1\nport=1\nuser=root\n");
    }

    @AfterAll
    static void end() {
        if (server != null) {
            server.close();
            host.close();
        }
    }

    @BeforeEach
    void isStopped() throws Exception {
        host.program("systemctl", "echo inactive");
        server.execute(
                "DELETE FROM one_zone.logdb",
                "DELETE FROM one_zone.system_attributes",
                "INSERT INTO one_zone.logdb VALUES (1, 3), (2, 4)",
                "INSERT INTO one_zone.system_attributes VALUES ('RAFT_STATE', '" + STATE.formatted(9, 1)
                        + "'), ('OTHER', 'stays')");
    }

    @Test
    void theTermIsReadAndSetBackAndNothingElseIsTouched() {
        assertThat(stored()).isEqualTo(new StoredTerm(4, 9));
        shell.runs(on("reset-term").with("term", "4"), LIMIT);
        assertThat(stored()).isEqualTo(new StoredTerm(4, 4));
        assertThat(told("SELECT GROUP_CONCAT(body ORDER BY name) FROM system_attributes"))
                .isEqualTo("stays," + STATE.formatted(4, -1));
    }

    @Test
    void aDatabaseThatHasSeenNoElectionHasNoTerm() throws Exception {
        server.execute("DELETE FROM one_zone.logdb", "DELETE FROM one_zone.system_attributes");
        assertThat(stored()).isEqualTo(new StoredTerm(0, -1));
    }

    @Test
    void aServerThatRunsKeepsItsTerm() {
        host.program("systemctl", "echo activating");
        assertThatThrownBy(() -> shell.runs(on("reset-term").with("term", "4"), LIMIT))
                .isInstanceOf(StepException.class)
                .hasMessageContaining("oned is activating");
        assertThat(stored()).isEqualTo(new StoredTerm(4, 9));
    }

    @Test
    void aTermThatIsMoreThanANumberIsNotWritten() {
        assertThatThrownBy(() -> shell.runs(on("reset-term").with("term", "4'; DROP TABLE logdb; --"), LIMIT))
                .isInstanceOf(StepException.class)
                .hasMessageContaining("no number");
        assertThat(stored()).isEqualTo(new StoredTerm(4, 9));
    }

    @Test
    void aReplicaIsTold() throws Exception {
        assertThat(ties()).isEqualTo("unknown\n");
        asRoot("GRANT SLAVE MONITOR ON *.* TO 'zone'@'localhost'; GRANT SLAVE MONITOR ON *.* TO 'zone'@'%';");
        assertThat(ties()).isEmpty();
        asRoot("CHANGE MASTER TO master_host='192.0.2.1', master_user='r';");
        try {
            assertThat(ties()).isEqualTo("replica\n");
        } finally {
            asRoot("RESET SLAVE ALL;");
        }
    }

    private static StoredTerm stored() {
        return StoredTerm.parse("n1a2", shell.runs(on("term"), LIMIT));
    }

    private static String ties() {
        return shell.runs(on("ties"), LIMIT);
    }

    private static Script on(String verb) {
        return account.given(Script.of("database/database", verb));
    }

    private static String told(String sql) {
        try (var connection = server.connect("one_zone");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
