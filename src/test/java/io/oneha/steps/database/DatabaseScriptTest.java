package io.oneha.steps.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.oneha.steps.RootedHost;
import io.oneha.steps.site.Account;
import io.oneha.steps.site.RootShell;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.StepException;
import io.oneha.testing.MariaDbServer;
import io.oneha.testing.Needs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that makes room for a copy, on a real MariaDB. */
class DatabaseScriptTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String ROOMY = "echo; echo 'none 9 9 99999999 9 /'";

    @TempDir
    static Path folder;

    private static MariaDbServer server;
    private static RootedHost host;
    private static RootShell shell;

    @BeforeAll
    static void start() throws Exception {
        Needs.mountNamespaces("mariadb", "mariadbd", "mariadb-install-db");
        host = new RootedHost("n1a2");
        server = MariaDbServer.start(folder.resolve("server"), MariaDbServer.install(folder));
        // Its data lies where the host sees none of it.
        host.program("systemctl", "echo inactive")
                .program("df", ROOMY)
                .file(
                        "/etc/mysql/conf.d/99-test.cnf",
                        "[client]\nhost=127.0.0.1\nport=" + server.port() + "\nuser=oneadmin\npassword=oneadmin\n");
        host.shell("mount -t proc proc /proc");
        shell = new Site(null, name -> Optional.of(host), null, null, Clock.systemUTC()).shell("n1a2");
    }

    @AfterAll
    static void end() {
        if (server != null) {
            server.close();
            host.close();
        }
    }

    @Test
    void aRestoreThatHoldsItsTablesLockedIsEndedBeforeAnythingIsRenamed() throws Exception {
        server.execute("CREATE DATABASE one_a", "CREATE TABLE one_a.vm_pool (oid INT)");
        try (Connection stale = server.connect("one_a");
                Statement statement = stale.createStatement()) {
            statement.execute("LOCK TABLES vm_pool WRITE");
            String told = assertTimeoutPreemptively(
                    Duration.ofSeconds(30), () -> shell.runs(prepare("one_a", "oneha_kept_a"), LIMIT));
            assertThat(told).isEqualTo("ended what an earlier copy had left at work on the database\n");
            assertThat(stale.isValid(1)).isFalse();
        }
        assertThat(tables("oneha_kept_a")).isEqualTo(1);
    }

    @Test
    void aCopyOfOursThatBrokeIsNotKeptAsIfItWereTheHosts() throws Exception {
        server.execute("CREATE DATABASE one_b");
        assertThat(shell.runs(prepare("one_b", "oneha_kept_b1"), LIMIT)).isEmpty();
        server.execute("CREATE TABLE one_b.vm_pool (oid INT)");
        assertThat(shell.runs(prepare("one_b", "oneha_kept_b2"), LIMIT)).isEmpty();
        assertThat(count("SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name LIKE 'oneha_kept_b%'"))
                .isZero();
        assertThat(count("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = 'one_b'"
                        + " AND table_name = 'vm_pool'"))
                .isZero();
        assertThat(host.shell("ls -d /run/oneha-*")).isEmpty();
        shell.runs(byAccount("one_b", "proven"), LIMIT);
        assertThat(shell.runs(byAccount("one_b", "counts"), LIMIT)).isEmpty();
    }

    @Test
    void anEarlierScriptThatIsStillAtWorkIsWaitedForAndNotForEver() throws Exception {
        server.execute("CREATE DATABASE one_c", "CREATE TABLE one_c.vm_pool (oid INT)");
        host.program("flock", "case $* in '-w 60 9') set -- -w 1 9 ;; esac; exec /usr/bin/flock \"$@\"")
                .shell(
                        "mkdir -p -m 700 /run/oneha; (flock 9; : > /held; exec sleep 50) 9< /run/oneha > /dev/null 2>&1 &"
                                + " echo $! > /holder; until [ -e /held ]; do sleep 0.1; done");
        try {
            assertThatThrownBy(() -> shell.runs(prepare("one_c", "oneha_kept_c"), LIMIT))
                    .isInstanceOf(StepException.class)
                    .hasMessage("n1a2: an earlier script of oneha still works on the database");
            assertThat(tables("one_c")).isEqualTo(1);
        } finally {
            host.shell("kill $(cat /holder); rm /usr/local/bin/flock");
        }
        host.shell(
                "(flock 9; : > /again; exec sleep 2) 9< /run/oneha > /dev/null 2>&1 & until [ -e /again ]; do sleep 0.1; done");
        assertThat(shell.runs(prepare("one_c", "oneha_kept_c"), LIMIT))
                .contains("waited until an earlier script of oneha was done with the database");
        assertThat(tables("oneha_kept_c")).isEqualTo(1);
    }

    @Test
    void aSessionThatCannotBeEndedIsNamedInTheEnd() throws Exception {
        server.execute("CREATE DATABASE one_f");
        host.program("sleep", "")
                .program("mariadb", "case $* in *processlist*) echo 7 ;; *) exec /usr/bin/mariadb \"$@\" ;; esac");
        try {
            assertThatThrownBy(() -> shell.runs(prepare("one_f", "oneha_kept_f"), LIMIT))
                    .isInstanceOfSatisfying(StepException.class, failed -> assertThat(failed.remedy())
                            .isEqualTo("end it there with KILL, then resume the run"))
                    .hasMessage("n1a2: session 7 still works on the database one_f");
        } finally {
            host.shell("rm /usr/local/bin/mariadb /usr/local/bin/sleep");
        }
    }

    /** A session that works on another database is not a copy of ours, and is not ended. */
    @Test
    void aTableThatSomebodyElseHoldsLockedIsNotWaitedForForEver() throws Exception {
        server.execute("CREATE DATABASE one_d", "CREATE TABLE one_d.vm_pool (oid INT)");
        host.program(
                "mariadb",
                "for word do shift; case $word in *'lock_wait_timeout = 30;'*)"
                        + " word=\"SET SESSION lock_wait_timeout = 1;${word#*'lock_wait_timeout = 30;'}\" ;; esac;"
                        + " set -- \"$@\" \"$word\"; done; exec /usr/bin/mariadb \"$@\"");
        try (Connection other = server.connect("");
                Statement statement = other.createStatement()) {
            statement.execute("LOCK TABLES one_d.vm_pool WRITE");
            assertThatThrownBy(() -> assertTimeoutPreemptively(
                            Duration.ofSeconds(30), () -> shell.runs(prepare("one_d", "oneha_kept_d"), LIMIT)))
                    .isInstanceOf(StepException.class)
                    .hasMessageContaining("Lock wait timeout exceeded");
            assertThat(other.isValid(1)).isTrue();
        } finally {
            host.shell("rm /usr/local/bin/mariadb");
        }
    }

    /** Not by the server's own statistics, which may know little of what was written lately. */
    @Test
    void theRoomThatACopyNeedsIsWhatTheDatabaseTakesOnTheLeadersDisk() throws Exception {
        server.execute("CREATE DATABASE one_e");
        host.program("du", "printf '7000\\t%s\\n' \"$2\"");
        assertThat(shell.runs(Script.of("database/database", "room").with("database", "one_e"), LIMIT))
                .isEqualTo("7000\n");
        Script prepare = Script.of("database/database", "prepare")
                .with("database", "one_e")
                .with("kept", "oneha_kept_e")
                .with("need", "7000");
        host.program("df", "echo; echo 'none 9 9 74000 9 /'");
        try {
            assertThatThrownBy(() -> shell.runs(prepare, LIMIT))
                    .isInstanceOf(StepException.class)
                    .hasMessageContaining("has 74000 KiB free, the database wants about 74286 KiB");
        } finally {
            host.shell("rm /usr/local/bin/du");
            host.program("df", ROOMY);
        }
        shell.runs(prepare, LIMIT);
    }

    @Test
    void aStatementRunsNoProgram() throws Exception {
        String common = new String(
                Script.class
                        .getResourceAsStream("/io/oneha/steps/site/common.sh")
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        host.file("/script", common + "ask 'SELECT 1; system touch /ran/x;'; ask '\\! touch /ran/y'")
                .shell("mkdir /ran; mariadb --batch -e 'SELECT 1; system touch /ran/unheld;'; sh /script");
        assertThat(host.shell("ls /ran")).isEqualTo("unheld\n");
    }

    @Test
    void aTableThatIsMadeBetweenALookAndTheNextIsRefusedToo() throws Exception {
        server.execute("CREATE DATABASE one_raced", "CREATE DATABASE kept_raced", "CREATE TABLE one_raced.x (i INT)");
        host.program(
                "mariadb",
                "case $* in *'SELECT table_name FROM'*) echo 'CREATE TABLE IF NOT EXISTS"
                        + " one_raced.`x``;CREATE/**/USER/**/evil;#` (i INT)' | /usr/bin/mariadb ;; esac;"
                        + " exec /usr/bin/mariadb \"$@\"");
        try {
            for (String verb : new String[] {"counts", "prepare"}) {
                Script script =
                        byAccount("one_raced", verb).with("kept", "kept_raced").with("need", "1000");
                assertThatThrownBy(() -> shell.runs(script, LIMIT))
                        .isInstanceOf(StepException.class)
                        .hasMessageStartingWith("n1a2: the database one_raced has a table with a name that");
            }
            assertThat(count("SELECT COUNT(*) FROM mysql.global_priv WHERE user = 'evil'"))
                    .isZero();
        } finally {
            host.shell("rm /usr/local/bin/mariadb");
            server.execute("DROP DATABASE one_raced", "DROP DATABASE kept_raced");
        }
    }

    private static Script byAccount(String database, String verb) {
        return new Account(MariaDbServer.USER, MariaDbServer.USER, database, "127.0.0.1", String.valueOf(server.port()))
                .given(Script.of("database/database", verb));
    }

    private static Script prepare(String database, String kept) {
        return Script.of("database/database", "prepare")
                .with("database", database)
                .with("kept", kept)
                .with("need", "1000");
    }

    private static long tables(String database) throws SQLException {
        return count("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = '" + database + "'");
    }

    private static long count(String sql) throws SQLException {
        try (Connection connection = server.connect("");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
