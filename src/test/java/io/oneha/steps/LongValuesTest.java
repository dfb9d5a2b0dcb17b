package io.oneha.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.observe.host.FactsParser;
import io.oneha.observe.host.FactsScript;
import io.oneha.observe.host.HostFacts;
import io.oneha.observe.tables.TableComparison;
import io.oneha.observe.tables.TableLook;
import io.oneha.observe.tables.TableMeasure;
import io.oneha.onedconf.ConfEditor;
import io.oneha.ssh.RemoteResult;
import io.oneha.steps.site.Account;
import io.oneha.steps.site.StepException;
import io.oneha.testing.MariaDbServer;
import io.oneha.testing.Needs;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A value of oned.conf that is longer than what the client takes for one line of its options, on a real MariaDB. */
class LongValuesTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** How many bytes the client reads at once: what comes after them it takes for another line. */
    private static final int PIECE = 4094;

    @TempDir
    static Path folder;

    private static MariaDbServer server;
    private static RootedHost host;

    @BeforeAll
    static void start() throws Exception {
        Needs.mountNamespaces("mariadb", "mariadbd", "mariadb-install-db");
        server = MariaDbServer.start(folder.resolve("server"), MariaDbServer.install(folder));
        server.execute("CREATE DATABASE one_zone");
        host = new RootedHost("n1a1");
        host.shell("mount -t proc proc /proc");
    }

    @AfterAll
    static void end() {
        if (server != null) {
            host.close();
            server.close();
        }
    }

    @Test
    void theClientWouldLoadALibraryThatAPartOfALongValueNames() {
        host.file("/options", new Account("u", hostile(), "one_zone", "127.0.0.1", port()).options());
        assertThat(host.shell("mariadb --defaults-file=/options --print-defaults"))
                .contains(" --plugin-dir=/of-a-stranger --default-auth=evil ");
    }

    @Test
    void aLookDoesNotHandItToTheClient() {
        host.file("/etc/one/oned.conf", conf(hostile()));
        RemoteResult result = host.run(FactsScript.command(true, List.of()), LIMIT);
        HostFacts facts = FactsParser.parse(result.out(), 0, 1);
        assertThat(facts.database()).isEmpty();
        assertThat(facts.unseen())
                .contains("database: oned.conf has a value in its section DB that is longer than 1000 bytes");
        TableComparison comparison = new TableComparison(TableMeasure.COUNTS, "n1a1", List.of());
        new TableLook(Clock.systemUTC())
                .compare(comparison, Map.of("n1a1", host), Duration.ofSeconds(1), TableLook.Between.NOTHING);
        assertThat(comparison.failure("n1a1"))
                .contains("n1a1: oned.conf has a value in its section DB that is longer than 1000 bytes");
    }

    @Test
    void aStepRefusesIt() {
        for (String value : List.of(hostile(), "é".repeat(501))) {
            assertThatThrownBy(() -> Account.of(new ConfEditor(conf(value)), "n1a1"))
                    .isInstanceOf(StepException.class)
                    .hasMessage("n1a1: oned.conf has a value in its section DB that is longer than 1000 bytes: PASSWD");
        }
        assertThat(Account.of(new ConfEditor(conf("x".repeat(1000))), "n1a1").password())
                .hasSize(1000);
    }

    private static String hostile() {
        String first = "x".repeat(PIECE - "password=\"".length());
        String second = "plugin-dir=/of-a-stranger #";
        return first + second + "x".repeat(PIECE - second.length()) + "default-auth=evil #";
    }

    private static String conf(String password) {
        return "DB = [ BACKEND = \"mysql\", SERVER = \"127.0.0.1\", PORT = " + port()
                + ", USER = \"u\", DB_NAME = \"one_zone\",\n PASSWD = \"" + password + "\" ]\n";
    }

    private static String port() {
        return String.valueOf(server.port());
    }
}
