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
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a recovery asks a server's database, and writes to it, by oned's own account on a real MariaDB. */
class RecoveryScriptTest {
    private static final String OPTIONS = "/etc/mysql/conf.d/99-test.cnf";
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
        host.file("/root.cnf", clientOf(server.port())).file("/root.sql", sql);
        assertThat(host.shell("mariadb --defaults-file=/root.cnf < /root.sql 2>&1"))
                .isEmpty();
        keepsRootOut();
    }

    private static void keepsRootOut() {
        host.file(OPTIONS, clientOf(1));
    }

    private static void letsRootIn() {
        host.file(OPTIONS, clientOf(server.port()));
    }

    private static String clientOf(int port) {
        return "[client]\nhost=127.0.0.1\nport=" + port + "\nuser=root\n";
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
        keepsRootOut();
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
    void theEndOfATermIsTheIndexBehindItsLastEntry() {
        assertThat(shell.runs(on("term-end").with("term", "3"), LIMIT)).isEqualTo("2\n");
        assertThat(shell.runs(on("term-end").with("term", "4"), LIMIT)).isEqualTo("3\n");
        assertThat(shell.runs(on("term-end").with("term", "9"), LIMIT)).isEqualTo("0\n");
        assertThatThrownBy(() -> shell.runs(on("term-end").with("term", "4 OR 1"), LIMIT))
                .hasMessageContaining("no number");
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
    void aReplicaIsToldByRootForTheAccountMayNotAsk() {
        assertThat(ties()).isEqualTo("unknown\n");
        letsRootIn();
        assertThat(ties()).isEmpty();
        for (String connection : List.of("", "'named'")) {
            asRoot("CHANGE MASTER " + connection + " TO master_host='192.0.2.1', master_user='r';");
            letsRootIn();
            try {
                assertThat(ties()).isEqualTo("replica\n");
            } finally {
                asRoot("RESET SLAVE " + connection + " ALL;");
            }
        }
    }

    /** The variables are Galera's own, and this server is built without it, so the client stands in for one that has them. */
    @ParameterizedTest
    @CsvSource({
        "echo 1, galera",
        "echo 1; echo 'WARNING: option is deprecated' >&2, galera",
        "echo 0, ''",
        "echo 'ERROR 1193 (HY000) at line 1: Unknown system variable' >&2; exit 1, ''",
        "echo 'ERROR 1045 (28000): Access denied' >&2; exit 1, unknown",
        "echo nonsense, unknown"
    })
    void whatTheClientWarnsOfIsNoPartOfItsAnswer(String client, String told) {
        letsRootIn();
        host.program("mariadb", "case $* in *wsrep_on*) " + client + " ;; *) exec /usr/bin/mariadb \"$@\" ;; esac");
        try {
            assertThat(ties().strip()).isEqualTo(told);
        } finally {
            host.shell("rm /usr/local/bin/mariadb");
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
