package io.oneha.steps.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.oneha.plan.StepSpec;
import io.oneha.steps.RootedHost;
import io.oneha.steps.TestContext;
import io.oneha.steps.ToldLines;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.StepException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the database server comes from. The package manager is made up: what it was called with stands in /asked. */
class AccountStepTest {
    /** A database server is there when /unit is. */
    private static final String SYSTEMCTL =
            """
            case $1 in
            show) [ -e /unit ] && [ "$(cat /unit)" = "$5" ] && echo loaded || echo not-found ;;
            is-active | is-enabled) [ -e /enabled ] ;;
            enable) echo "$*" > /enabled ;;
            esac""";

    private static final String INSTALLS = "echo \"$*\" >> /asked; echo mariadb > /unit";

    /** A client that lets the account in once it was changed. */
    private static final String OTHER_PASSWORD =
            """
            case "$*" in
            *--help*) ;;
            *'SHOW CREATE USER '"'oneadmin'@'localhost'"*)
                echo 'CREATE USER `oneadmin`@`localhost` IDENTIFIED BY PASSWORD '"'*0LD'" ;;
            *SHOW*) exit 1 ;;
            *--defaults-file*) cat > /dev/null; [ -e /changed ] ;;
            *) ! grep -q 'ALTER USER' || touch /changed ;;
            esac""";

    private static final String KEPT = "/var/lib/one/backups/oneha-x";

    private final RootedHost host = new RootedHost("n1a2");
    private final List<String> told = new ArrayList<>();
    private final Site site = new Site(null, name -> Optional.of(host), null, null, Clock.systemUTC());
    private final AccountStep step = new AccountStep(TestContext.of(site, KEPT), new StepSpec.Account("n1a2", "n1a2"));

    @BeforeEach
    void prepare() {
        host.shell("rm -f /usr/bin/apt-get /usr/bin/dnf /usr/bin/yum /usr/bin/zypper /usr/bin/microdnf");
        host.program("systemctl", SYSTEMCTL)
                .program("mariadb", "cat > /dev/null")
                .file("/etc/one/oned.conf", "DB = [ BACKEND = \"mysql\", PASSWD = \"p\" ]\n");
    }

    @AfterEach
    void end() {
        host.close();
    }

    @Test
    void aDatabaseServerThatIsThereIsStartedAndNothingIsInstalled() {
        host.program("apt-get", INSTALLS).file("/unit", "mysqld");
        runs();
        assertThat(host.shell("cat /asked; cat /enabled")).isEqualTo("enable --now mysqld\n");
        assertThat(told).isEmpty();
    }

    @Test
    void whereNoneIsItIsInstalledOnDebian() {
        host.program("apt-get", "echo $DEBIAN_FRONTEND >> /asked; " + INSTALLS);
        runs();
        assertThat(host.shell("cat /asked"))
                .isEqualTo("noninteractive\n-q -y -o Dpkg::Options::=--force-confold -o DPkg::Lock::Timeout=120"
                        + " --no-install-recommends install mariadb-server\n");
        assertThat(host.shell("cat /enabled")).isEqualTo("enable --now mariadb\n");
        assertThat(told).containsExactly("mariadb was installed");
    }

    @Test
    void listsOfPackagesThatAreOldAreReadAnew() {
        host.program(
                "apt-get",
                "case $* in *update) touch /fresh; exit 0 ;; esac\n[ -e /fresh ] || { echo 404; exit 100; }\n"
                        + INSTALLS);
        runs();
        assertThat(host.shell("cat /asked"))
                .endsWith(" install mariadb-server\n")
                .hasLineCount(1);
    }

    @Test
    void onTheRhelFamilyAndOnSuse() {
        host.program("dnf", INSTALLS);
        runs();
        assertThat(host.shell("cat /asked")).isEqualTo("-y --setopt=exit_on_lock=1 -q install mariadb-server\n");
        host.shell("rm /asked /unit /enabled");
        host.program("zypper", INSTALLS);
        runs();
        assertThat(host.shell("cat /asked")).isEqualTo("--non-interactive install -- mariadb\n");
    }

    @Test
    void whatCannotBeInstalledIsLeftToTheOperatorWithTheLastWord() {
        assertThat(failure())
                .hasMessage("n1a2: there is no MariaDB or MySQL server, nor can one be installed: there is none of"
                        + " apt-get, zypper, dnf and yum");
        host.program("dnf", "echo begins; echo 'no route to https://me:secret@repo.example.org/9' >&2; exit 1");
        StepException failure = failure();
        assertThat(failure)
                .hasMessage("n1a2: there is no MariaDB or MySQL server, nor can one be installed: no route to"
                        + " https://repo.example.org/9");
        assertThat(failure.remedy()).isEqualTo("install the package mariadb-server");
        assertThat(host.shell("cat /enabled")).isEmpty();
    }

    @Test
    void aServerThatDoesNotLetRootInIsNamedAtOnceAndBeforeAnythingIsReplaced() {
        host.program(
                        "mariadb",
                        "case $* in *--help*) exit ;; esac; cat > /dev/null; echo x >> /asked;"
                                + " echo \"ERROR 1698 (28000): Access denied for user 'root'@'localhost'\" >&2; exit 1")
                .file("/unit", "mariadb")
                .file("/enabled", "");
        StepException failure = failure();
        assertThat(failure)
                .hasMessage("n1a2: mariadb does not let root in: ERROR 1698 (28000): Access denied for user"
                        + " 'root'@'localhost'");
        assertThat(failure.remedy()).isEqualTo("let root in through its socket, or by /root/.my.cnf");
        // The look, and one try.
        assertThat(host.shell("cat /asked")).hasLineCount(2);
        assertThatThrownBy(() -> AccountStep.requireRoot(site.shell("n1a2"))).hasMessage(failure.getMessage());
        host.shell("rm /enabled");
        AccountStep.requireRoot(site.shell("n1a2"));
    }

    @Test
    void anAccountThatIsThereWithAnotherPasswordIsToldAndCanBeGivenItBack() {
        host.program("mariadb", OTHER_PASSWORD).file("/unit", "mariadb");
        runs();
        assertThat(told)
                .containsExactly(
                        "its account was there with another password, which is that of oned.conf now; what it was"
                                + " is kept in " + KEPT + "/account.sql");
        assertThat(host.shell("cat " + KEPT + "/account.sql; stat -c %a " + KEPT + "/account.sql"))
                .isEqualTo("ALTER USER `oneadmin`@`localhost` IDENTIFIED BY PASSWORD '*0LD';\n600\n");
    }

    @Test
    void whereThereIsNoRoomForItsEarlierPasswordItKeepsIt() {
        host.program("mariadb", OTHER_PASSWORD)
                .file("/unit", "mariadb")
                .shell("mkdir -p /var/lib/one/backups; mount -t tmpfs -o mode=755,size=8k tmpfs /var/lib/one/backups;"
                        + " cat /dev/zero > /var/lib/one/backups/filler");
        for (int tries = 0; tries < 2; tries++) {
            assertThat(failure())
                    .hasMessage("n1a2: the account's password as it was cannot be written to " + KEPT + "/account.sql");
            assertThat(host.shell("ls /changed " + KEPT + " 2> /dev/null")).isEqualTo(KEPT + ":\n");
        }
        host.shell("rm /var/lib/one/backups/filler");
        runs();
        assertThat(host.shell("cat " + KEPT + "/account.sql")).startsWith("ALTER USER `oneadmin`@`localhost`");
    }

    private void runs() {
        step.run(new ToldLines(told));
        assertThat(step.holds(new ToldLines(told))).isTrue();
    }

    private StepException failure() {
        assertThat(step.holds(new ToldLines(told))).isFalse();
        return catchThrowableOfType(StepException.class, () -> step.run(new ToldLines(told)));
    }
}
