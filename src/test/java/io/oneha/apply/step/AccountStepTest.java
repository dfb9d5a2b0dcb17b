package io.oneha.apply.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.oneha.apply.StepException;
import io.oneha.apply.site.Site;
import io.oneha.plan.Work;
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

    private final RootedHost host = new RootedHost("n1a2");
    private final List<String> told = new ArrayList<>();
    private final Site site = new Site(null, name -> Optional.of(host), null, null, Clock.systemUTC());
    private final AccountStep step = new AccountStep(site, "n1a2", new Work.DatabaseAccount("n1a2"));

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
        assertThat(host.shell("cat /asked")).isEqualTo("-q -y install mariadb-server\n");
        host.shell("rm /asked /unit /enabled");
        host.program("zypper", INSTALLS);
        runs();
        assertThat(host.shell("cat /asked")).isEqualTo("--non-interactive install mariadb\n");
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

    private void runs() {
        step.run(new ToldLines(told));
        assertThat(step.holds(new ToldLines(told))).isTrue();
    }

    private StepException failure() {
        assertThat(step.holds(new ToldLines(told))).isFalse();
        return catchThrowableOfType(StepException.class, () -> step.run(new ToldLines(told)));
    }
}
