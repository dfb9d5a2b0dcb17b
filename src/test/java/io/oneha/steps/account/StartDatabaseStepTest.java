package io.oneha.steps.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.plan.StepSpec;
import io.oneha.steps.RootedHost;
import io.oneha.steps.ScriptedSite;
import io.oneha.steps.TestContext;
import io.oneha.steps.ToldLines;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.StepException;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database server that is stopped. systemctl and the client are made up: what was started stands in /started. */
class StartDatabaseStepTest {
    private static final String SYSTEMCTL =
            """
            case $1 in
            show) [ "$5" = mysqld ] && cat /state || echo not-found ;;
            is-active) [ -e /started ] ;;
            start) echo "$2" >> /started ;;
            esac""";

    /** It listens with the second question, and lets nobody in but oned's own account. */
    private static final String CLIENT =
            """
            case "$*" in
            *--help*) ;;
            *--defaults-file*)
                cat > /dev/null
                echo >> /asked
                [ -e /started ] && [ "$(wc -l < /asked)" -gt 1 ] || { echo "ERROR 2002 (HY000): Can't connect" >&2; exit 1; }
                [ ! -e /refuses ] || { echo 'ERROR 1045 (28000): Access denied' >&2; exit 1; } ;;
            *) touch /root-asked; exit 1 ;;
            esac""";

    private final RootedHost host = new RootedHost("n1a2");
    private final Site site = new ScriptedSite().site(name -> Optional.of(host), null);
    private final StartDatabaseStep step =
            new StartDatabaseStep(TestContext.of(site, "/kept"), new StepSpec.StartDatabase("n1a2"));

    @BeforeEach
    void prepare() {
        host.program("systemctl", SYSTEMCTL)
                .program("mariadb", CLIENT)
                .file("/state", "loaded\n")
                .file("/etc/one/oned.conf", "DB = [ BACKEND = \"mysql\", PASSWD = \"p\" ]\n");
    }

    @AfterEach
    void end() {
        host.close();
    }

    @Test
    void itIsStartedByTheNameOfItsUnitAndAskedByOnedsOwnAccountUntilItAnswers() {
        ToldLines told = new ToldLines(new ArrayList<>());
        assertThat(step.holds(told)).isFalse();
        step.run(told);
        step.prove(told);
        assertThat(host.shell("cat /started; ls /root-asked")).isEqualTo("mysqld\n");
        assertThat(step.holds(told)).isTrue();
    }

    /** Its account is made right by a step of its own. */
    @Test
    void oneThatRefusesTheAccountRunsAllTheSame() {
        host.file("/refuses", "");
        step.run(new ToldLines(new ArrayList<>()));
        step.prove(new ToldLines(new ArrayList<>()));
    }

    @Test
    void oneThatIsMaskedIsNotStarted() {
        host.file("/state", "masked\n");
        assertThatThrownBy(() -> step.run(new ToldLines(new ArrayList<>())))
                .isInstanceOf(StepException.class)
                .hasMessageContaining("no unit of MariaDB or MySQL that could be started");
        assertThat(host.shell("ls /started")).isEmpty();
    }

    @Test
    void aDatabaseOnAnotherHostIsNotOursToStart() {
        host.file("/etc/one/oned.conf", "DB = [ BACKEND = \"mysql\", SERVER = \"db.example.org\" ]\n");
        assertThatThrownBy(() -> step.holds(new ToldLines(new ArrayList<>())))
                .isInstanceOf(StepException.class)
                .hasMessageContaining("has its database on db.example.org");
    }
}
