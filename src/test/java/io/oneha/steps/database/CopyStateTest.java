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
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real script against a real MariaDB: a copy counts only while nobody's oned has run on it. */
class CopyStateTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    static Path folder;

    private final RootedHost host = new RootedHost("n1a2");
    private final RootShell shell =
            new Site(null, name -> Optional.of(host), null, null, Clock.systemUTC()).shell("n1a2");
    private MariaDbServer database;
    private Account account;

    @BeforeEach
    void prepare() throws Exception {
        MariaDbServer.needs();
        database = MariaDbServer.start(folder.resolve("server"), MariaDbServer.install(folder));
        database.execute(
                "DROP DATABASE IF EXISTS opennebula",
                "CREATE DATABASE opennebula",
                "CREATE TABLE opennebula.oneha_restored (whole INT)");
        account = new Account(
                MariaDbServer.USER, MariaDbServer.USER, "opennebula", "127.0.0.1", String.valueOf(database.port()));
        host.file("/etc/mysql/conf.d/zz.cnf", account.options())
                .file("/var/log/one/oned.log", "")
                .program("systemctl", "case $1 in is-active) echo inactive ;; *) cat /run/began ;; esac 2>/dev/null");
        host.shell("mount -t proc proc /proc; touch -d '-1 hour' /var/log/one/oned.log");
    }

    @AfterEach
    void close() {
        host.close();
        if (database != null) {
            database.close();
        }
    }

    @Test
    void itCountsUntilAnOnedHasRunOnItOrItIsGivenToTheZonesOwn() {
        assertThat(state()).as("no copy was proved").isEqualTo(CopyState.GIVEN);
        shell.runs(account.given(Script.of("database/database", "proven")), LIMIT);
        assertThat(state()).isEqualTo(CopyState.WHOLE);
        assertThat(shell.runs(account.given(Script.of("database/database", "counts")), LIMIT))
                .as("what is ours is no table of the zone")
                .isEmpty();
        host.shell("touch -d '+1 minute' /var/log/one/oned.log");
        assertThat(state()).as("its log was written").isEqualTo(CopyState.RAN);
        host.shell(
                "touch -d '-1 hour' /var/log/one/oned.log; date -d '+1 minute' '+%a %Y-%m-%d %H:%M:%S %Z' > /run/began");
        assertThat(state()).as("its unit was started").isEqualTo(CopyState.RAN);
        host.shell("date -d '-1 minute' '+%a %Y-%m-%d %H:%M:%S %Z' > /run/began");
        assertThat(state()).isEqualTo(CopyState.WHOLE);
        CopyState.give(shell, account);
        host.shell("touch -d '+1 minute' /var/log/one/oned.log");
        assertThat(state()).isEqualTo(CopyState.GIVEN);
    }

    @Test
    void nothingIsReplacedUnderAnOnedThatRuns() {
        Script prepare = Script.of("database/database", "prepare")
                .with("database", "opennebula")
                .with("kept", "oneha_kept_test")
                .with("need", "1");
        host.program("systemctl", "echo active");
        assertThatThrownBy(() -> shell.runs(prepare, LIMIT))
                .isInstanceOfSatisfying(
                        StepException.class, end -> assertThat(end.remedy()).isEqualTo("systemctl stop opennebula"))
                .hasMessage("n1a2: oned is active, and must not run while this is done");
        assertThat(shell.asks(Script.of("database/database", "is-restored").with("database", "opennebula"), LIMIT))
                .as("its tables are where they were")
                .isTrue();
    }

    /** A view and a function that work with the rights of whoever asks, made by the account whose database it is. */
    @Test
    void aTableOfOursThatIsAViewDoesNothingThatTheZonesAccountMayNot() throws Exception {
        Account zone = new Account("zone", "of the zone", "opennebula", account.server(), account.port());
        host.file("/account.sql", zone.sql());
        assertThat(host.shell("mariadb -u root --password= < /account.sql 2>&1"))
                .isEmpty();
        database.execute(
                "CREATE DATABASE other",
                "CREATE TABLE other.secrets (word TEXT)",
                "CREATE DEFINER = zone FUNCTION opennebula.take() RETURNS INT SQL SECURITY INVOKER"
                        + " BEGIN INSERT INTO other.secrets VALUES ('taken'); RETURN 1; END",
                "CREATE DEFINER = zone SQL SECURITY INVOKER VIEW opennebula.oneha_proved AS SELECT opennebula.take() AS at",
                "CREATE DEFINER = zone SQL SECURITY INVOKER VIEW opennebula.logdb AS SELECT opennebula.take() AS log_index");

        assertThatThrownBy(() -> CopyState.of(shell, zone))
                .isInstanceOf(StepException.class)
                .hasMessageContaining("lack rights");
        assertThatThrownBy(() -> shell.runs(zone.given(Script.of("database/database", "range")), LIMIT))
                .isInstanceOf(StepException.class)
                .hasMessageContaining("lack rights");
        assertThat(host.shell("mariadb -N -e 'SELECT word FROM other.secrets' 2>&1"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"counts", "range", "state", "proven", "spoiled", "given"})
    void whatIsInTheZonesTablesIsNotAskedByMariaDbsRoot(String verb) {
        assertThatThrownBy(() -> shell.runs(Script.of("database/database", verb).with("database", "opennebula"), LIMIT))
                .isInstanceOf(StepException.class)
                .hasMessage("n1a2: the account of oned.conf was not given, and root does not read its tables");
    }

    private CopyState state() {
        return CopyState.of(shell, account);
    }
}
