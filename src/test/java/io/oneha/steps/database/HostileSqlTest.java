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
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A dump, and names in a database, that are more than data to the SQL client or to root: on a real MariaDB. */
class HostileSqlTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String ROOT_CLIENT = "[client]\nhost=127.0.0.1\nuser=root\nport=";

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
        server = MariaDbServer.start(folder.resolve("server"), MariaDbServer.install(folder));
        host.program("systemctl", "case $* in *LoadState*) echo loaded ;; is-active*) echo inactive ;; esac")
                .program("df", "echo; echo 'none 9 9 99999999 9 /'")
                .file("/etc/mysql/conf.d/99-test.cnf", ROOT_CLIENT + server.port() + "\n");
        host.shell(
                "mount -t proc proc /proc; echo oneadmin:x:9869:9869::/var/lib/one:/bin/sh >> /etc/passwd; echo oneadmin:x:9869: >> /etc/group;"
                        + " mkdir /ran; chmod 1777 /ran /tmp; printf 'SELECT 1;\\n\\\\! touch /ran/sourced\\n' > /tmp/evil.sql");
        shell = new Site(null, name -> Optional.of(host), null, null, Clock.systemUTC()).shell("n1a2");
        account = new Account("zone", "secret of the zone", "one_zone", "127.0.0.1", String.valueOf(server.port()));
        host.file("/account.sql", account.sql());
        assertThat(host.shell("mariadb < /account.sql 2>&1")).isEmpty();
        server.execute("CREATE DATABASE other", "CREATE TABLE other.secrets (word TEXT)");
    }

    @AfterAll
    static void end() {
        if (server != null) {
            server.close();
            host.close();
        }
    }

    @AfterEach
    void nothingElseWasDone() throws SQLException {
        assertThat(host.shell("ls -A /ran")).isEmpty();
        assertThat(sql("SELECT user FROM mysql.global_priv WHERE user LIKE 'evil%'"))
                .isEmpty();
        assertThat(sql("SELECT word FROM other.secrets")).isEmpty();
    }

    @Test
    void aDumpIsRestoredByTheZonesAccountAndBySomebodyWhoIsNotRoot() throws Exception {
        host.program("gzip", "id -un > /tmp/restorer; exec /usr/bin/gzip \"$@\"");
        restores("CREATE TABLE plain AS SELECT CURRENT_USER() AS who;");
        assertThat(host.shell("rm /usr/local/bin/gzip; cat /tmp/restorer")).isEqualTo("oneadmin\n");
        assertThat(sql("SELECT who FROM one_zone.plain")).containsExactly("zone@%");
    }

    /** Without the sandbox a client runs what these tests write into a dump: they would see it. */
    @Test
    void aClientThatIsNotHeldDoesRunPrograms() {
        assertThat(host.shell("printf '\\\\! touch /ran/x\\n' | mariadb; ls /ran; rm -f /ran/x"))
                .isEqualTo("x\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\! touch /ran/x",
                "SELECT 1; \\! touch /ran/x",
                "system touch /ran/x",
                "DELIMITER ;;\n\\! touch /ran/x ;;\nDELIMITER ;",
                "/*!50003 SELECT 1 */; \\! touch /ran/x",
                "\\. /tmp/evil.sql",
                "source /tmp/evil.sql",
                "tee /ran/x",
                "\\T /ran/x",
                "pager touch /ran/x\nSELECT 1;",
                "\\P touch /ran/x\nSELECT 1;",
                "CREATE TABLE taken (line TEXT); LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE other.secrets;",
                "SELECT 1 INTO OUTFILE '/ran/x';",
                "CREATE USER evil@localhost;",
                "GRANT ALL ON *.* TO zone@'%';",
                "INSERT INTO other.secrets VALUES ('mine');"
            })
    void nothingInADumpIsMoreThanSqlOfTheZonesAccount(String line) throws Exception {
        isTried(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\! touch /ran/x", "system touch /ran/x", "tee /ran/x"})
    void aClientThatDoesNotKnowTheSandboxIsHeldToo(String line) throws Exception {
        host.program(
                "mariadb",
                "case $* in *--help*) /usr/bin/mariadb \"$@\" | grep -v sandbox; exit ;;"
                        + " *--sandbox*) echo unknown option >&2; exit 7 ;; esac; exec /usr/bin/mariadb \"$@\"");
        try {
            isTried(line);
        } finally {
            host.shell("rm /usr/local/bin/mariadb");
        }
    }

    private static void isTried(String line) throws Exception {
        server.execute("DROP DATABASE one_zone", "CREATE DATABASE one_zone");
        try {
            restores("CREATE TABLE before_it (i INT);\n" + line + "\nSELECT 1;\n");
        } catch (StepException refused) {
            assertThat(refused.getMessage()).startsWith("n1a2: ");
        }
        assertThat(sql("SHOW TABLES FROM one_zone")).contains("before_it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x'; GRANT ALL ON *.* TO evil IDENTIFIED BY 'e'; -- x",
                "x', 1; CREATE USER evil; -- x",
                "x`; CREATE USER evil; -- x",
                "x` TO `b`.`b`; CREATE USER evil; -- x",
                "two words",
                "line\nCREATE USER evil;",
                "x\\",
                "$(touch /ran/x)",
                "-e",
                "`touch /ran/x`"
            })
    void aTableWithANameThatOpenNebulaGivesToNoneIsRefused(String name) throws Exception {
        String table = "`" + name.replace("`", "``") + "`";
        server.execute(
                "CREATE DATABASE one_named", "CREATE DATABASE kept_named", "CREATE TABLE one_named.vm_pool (oid INT)");
        try {
            server.execute("CREATE TABLE one_named." + table + " (i INT)");
            for (String verb : new String[] {"counts", "prepare"}) {
                assertThatThrownBy(() -> shell.runs(on("one_named", verb).with("kept", "kept_named"), LIMIT))
                        .isInstanceOf(StepException.class)
                        .hasMessage(
                                "n1a2: the database one_named has a table with a name that OpenNebula gives to none,"
                                        + " and oneha does not touch it");
            }
            server.execute("RENAME TABLE one_named." + table + " TO kept_named." + table);
            assertThatThrownBy(() -> shell.runs(on("one_named", "prepare").with("kept", "kept_named"), LIMIT))
                    .isInstanceOf(StepException.class)
                    .hasMessageStartingWith("n1a2: the database kept_named has a table with a name that");
            assertThat(sql("SELECT table_name FROM information_schema.tables WHERE table_schema LIKE '%\\_named'"))
                    .containsExactlyInAnyOrder("vm_pool", name);
        } finally {
            server.execute("DROP DATABASE one_named", "DROP DATABASE kept_named");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x'; CREATE USER evil; -- x",
                "x`; CREATE USER evil; -- x",
                "a b",
                "a\nb",
                "../mysql",
                "-e",
                "--help",
                ""
            })
    void aDatabasesNameIsPlainOrNothingIsDoneWithIt(String name) {
        Map<String, List<String>> scripts = Map.of(
                "database/database", List.of("counts", "prepare", "finish"),
                "account/account", List.of("check", "do"),
                "database/dump", List.of("stream", "direct", "file"));
        scripts.forEach((script, verbs) -> verbs.forEach(verb -> assertThatThrownBy(() -> shell.runs(
                        Script.of(script, verb)
                                .with("database", name)
                                .with("options", account.options())
                                .with("need", "1000")
                                .with("kept", "kept"),
                        LIMIT))
                .as(script + " " + verb)
                .isInstanceOf(StepException.class)
                .hasMessage("n1a2: the database's name is not one that oneha works on")));
        assertThatThrownBy(() -> shell.runs(on("one_zone", "prepare").with("kept", name), LIMIT))
                .isInstanceOf(StepException.class)
                .hasMessage("n1a2: the database's name is not one that oneha works on");
    }

    @Test
    void whatIsKeptAsideUnderAHostileNameIsLeftThereWhenARunEnds() throws Exception {
        String hostile = "`oneha_kept_x``; CREATE USER evil; -- x`";
        server.execute(
                "CREATE DATABASE " + hostile,
                "CREATE DATABASE `oneha_kept_x other`",
                "CREATE DATABASE oneha_kept_plain");
        assertThat(shell.asks(on("one_zone", "kept"), LIMIT)).isTrue();
        shell.runs(on("one_zone", "finish"), LIMIT);
        assertThat(shell.asks(on("one_zone", "kept"), LIMIT)).isFalse();
        assertThat(sql("SHOW DATABASES LIKE 'o%'"))
                .containsExactlyInAnyOrder(
                        "oneha_kept_x`; CREATE USER evil; -- x", "oneha_kept_x other", "one_zone", "other");
        server.execute("DROP DATABASE " + hostile, "DROP DATABASE `oneha_kept_x other`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x'; CREATE USER evil; -- x",
                "x`; CREATE USER evil; -- x",
                "x\\'; CREATE USER evil; -- x",
                "x\ninit-command=CREATE USER evil"
            })
    void whatOnedConfSaysOfTheAccountIsQuoted(String word) throws Exception {
        Account odd = new Account(word, word, "odd_one", "127.0.0.1", String.valueOf(server.port()));
        Script make = Script.of("account/account", "do")
                .with("options", odd.options())
                .with("database", odd.database())
                .with("sql", odd.sql())
                .with("user", odd.quotedUser())
                .with("kept", "/var/lib/oneha/backups/t");
        shell.runs(make, LIMIT);
        assertThat(sql("SELECT user FROM mysql.global_priv WHERE user LIKE 'x%'"))
                .containsExactly(word, word);
        String quoted = odd.quotedUser();
        server.execute("DROP USER " + quoted + "@'%', " + quoted + "@localhost", "DROP DATABASE odd_one");
    }

    private static Script on(String database, String verb) {
        Account asking = new Account("root", "", database, "127.0.0.1", String.valueOf(server.port()));
        return asking.given(Script.of("database/database", verb)).with("need", "1000");
    }

    private static void restores(String dump) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.writeBytes(Restore.head(account));
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(dump.getBytes(StandardCharsets.UTF_8));
        }
        shell.streams(
                Restore.asOneadmin(account.database()),
                new ByteArrayInputStream(packed.toByteArray()),
                OutputStream.nullOutputStream(),
                LIMIT);
    }

    /** The first column of what a query gives. */
    private static List<String> sql(String query) throws SQLException {
        List<String> words = new ArrayList<>();
        try (Connection connection = server.connect("");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                words.add(rows.getString(1));
            }
        }
        return words;
    }
}
