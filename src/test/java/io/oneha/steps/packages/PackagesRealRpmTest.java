package io.oneha.steps.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.oneha.ssh.RemoteCommand;
import io.oneha.steps.RootedHost;
import io.oneha.steps.site.StepException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packages' step with the real rpm, dnf and zypper, on rpms of a signed repository. */
class PackagesRealRpmTest {
    private static final String SEVEN = "opennebula 7.0.0-1\nopennebula-common 7.0.0-1\nopennebula-tools 7.0.0-1\n";
    private static final String INSTALLED = "rpm -qa --qf '%{NAME} %{VERSION}-%{RELEASE}\\n' 'opennebula*' | sort";
    private static final String BEGUN = "/var/lib/oneha/installing";

    private static RpmRepository repository;

    private PackagesBench bench;
    private String manager;

    @BeforeAll
    static void rpmsAreMade(@TempDir Path folder) throws Exception {
        repository = RpmRepository.in(folder);
    }

    @BeforeEach
    void hosts() {
        bench = new PackagesBench();
    }

    @AfterEach
    void end() {
        bench.close();
        repository.isBack();
    }

    @AfterAll
    static void close() {
        if (repository != null) {
            repository.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dnf", "zypper"})
    void theLeadersVersionIsInstalledFromItsSourceThoughThereIsANewerOne(String real) {
        leaderHas(real, "repo/opennebula-7.0.0-1", "repo/opennebula-common-7.0.0-1", "repo/opennebula-tools-7.0.0-1");
        sourceOn(bench.leader);

        assertThat(bench.step().holds(bench)).isFalse();
        bench.step().run(bench);

        assertThat(bench.step().holds(bench)).isTrue();
        assertThat(installed()).isEqualTo(SEVEN);
        assertThat(bench.host.shell("cat " + sources() + "/opennebula.repo"))
                .isEqualTo(bench.leader.shell("cat " + sources() + "/opennebula.repo"));
        assertThat(bench.host.shell("stat -c %a " + login())).isEqualTo("600\n");
        assertThat(String.join("\n", bench.lines))
                .contains("taken over from n1a1")
                .doesNotContain(RpmRepository.PASSWORD);
        assertThat(bench.host.shell("ls " + BEGUN + " 2>&1")).contains("No such file");
        bench.step().run(bench);
        assertThat(bench.host.shell("cat /posts")).isEqualTo("7.0.0 1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dnf", "zypper"})
    void aVersionThatNobodyOffersIsNamedInOneLine(String real) {
        leaderHas(real, "extra/opennebula-7.0.9-1");
        sourceOn(bench.leader);
        sourceOn(bench.host);
        assertThat(failure())
                .hasMessage("n1a2: neither its own package sources nor those of n1a1 offer opennebula 7.0.9-1");
        assertThat(installed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dnf", "zypper"})
    void aSourceOutOfReachIsTheReason(String real) {
        leaderHas(real, "repo/opennebula-common-7.0.0-1");
        sourceOn(bench.leader);
        repository.isAway();
        assertThat(failure().getMessage())
                .startsWith("n1a2: neither its own package sources nor those of n1a1 offer opennebula-common 7.0.0-1: ")
                .containsIgnoringCase("connect")
                .doesNotContain(RpmRepository.PASSWORD);
        assertThat(bench.host.shell("ls " + sources())).isEmpty();

        sourceOn(bench.host);
        StepException first =
                catchThrowableOfType(StepException.class, () -> bench.first().run(bench));
        assertThat(first.getMessage())
                .startsWith("n1a2: its package sources do not offer opennebula: ")
                .containsIgnoringCase("connect");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dnf", "zypper"})
    void aSourceThatIsLeftOutBesideDoesNotStopIt(String real) {
        leaderHas(real, "repo/opennebula-common-7.0.0-1");
        sourceOn(bench.host);
        bench.host.file(
                sources() + "/aside.repo",
                "[aside]\nname=Aside\nbaseurl=http://127.0.0.1:9/x\nenabled=1\ngpgcheck=0\n");
        bench.step().run(bench);
        assertThat(installed()).isEqualTo("opennebula-common 7.0.0-1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dnf", "zypper"})
    void aPackageThatWasCutOffInItsOwnScriptIsInstalledAnew(String real) {
        leaderHas(real, "repo/opennebula-7.0.0-1", "repo/opennebula-common-7.0.0-1");
        sourceOn(bench.host);
        String ends = real.equals("dnf")
                ? "kill -9 $PPID $$\n"
                : "kill -9 $(sed 's/.*) . //; s/ .*//' /proc/$PPID/stat) $PPID $$\n";
        bench.host.file("/dies", ends);
        assertThat(failure()).hasMessageStartingWith("n1a2: packages: ");
        assertThat(installed()).contains("opennebula 7.0.0-1\n");
        assertThat(bench.step().holds(bench)).isFalse();

        bench.host.shell("rm /dies");
        bench.step().run(bench);
        assertThat(bench.step().holds(bench)).isTrue();
        assertThat(installed()).isEqualTo("opennebula 7.0.0-1\nopennebula-common 7.0.0-1\n");
        assertThat(bench.host.shell("cat /posts")).isEqualTo("7.0.0 1\n7.0.0 1\n");
        assertThat(bench.host.shell("cat /systemctl")).endsWith("disable opennebula\n");
        assertThat(bench.host.shell("ls -A " + BEGUN + "* 2>&1")).contains("No such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dnf", "zypper"})
    void aLockIsWaitedForUntilItIsFree(String real) {
        leaderHas(real, "repo/opennebula-common-7.0.0-1");
        sourceOn(bench.host);
        bench.step().holds(bench);
        bench.host.shell(
                real + (real.equals("dnf") ? " -q -y " : " --non-interactive --gpg-auto-import-keys ")
                        + "install lab-slow > /first 2>&1 &\n"
                        + "for i in $(seq 80); do [ ! -e /run/zypp.pid ] && [ ! -e /var/lib/dnf/rpmdb_lock.pid ] || break; sleep 0.1; done");
        bench.step().run(bench);
        assertThat(installed()).isEqualTo("opennebula-common 7.0.0-1\n");
        assertThat(bench.host.shell("rpm -q lab-slow")).isEqualTo("lab-slow-1.0-1.noarch\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dnf", "zypper"})
    void aLockThatStaysEndsTheStepAfterTwoMinutes(String real) {
        leaderHas(real, "repo/opennebula-common-7.0.0-1");
        sourceOn(bench.host);
        locked(30);
        // A minute goes by between two looks at the clock.
        bench.host.program("date", "echo 60 >> /minutes; awk '{ s += $1 } END { print s }' /minutes");
        StepException failed = failure();
        assertThat(failed.getMessage())
                .startsWith("n1a2: another program has held the package manager's lock for two minutes: ")
                .contains(".rpm.lock");
        assertThat(failed.remedy()).contains("resume the run");
        assertThat(installed()).isEmpty();
        bench.host.shell("kill $(cat /locker)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dnf", "zypper"})
    void aScriptOfAPackageThatFailedIsTold(String real) {
        leaderHas(real, "repo/opennebula-fails-7.0.0-1");
        sourceOn(bench.host);
        bench.step().run(bench);
        assertThat(bench.step().holds(bench)).isTrue();
        assertThat(bench.lines)
                .anyMatch(line ->
                        line.startsWith("a package's own script failed: ") && line.contains("opennebula-fails"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dnf", "zypper"})
    void aNewerPackageIsNotReplacedByAnOlderOne(String real) {
        leaderHas(real, "repo/opennebula-common-7.0.0-1");
        sourceOn(bench.host);
        puts(bench.host, "repo/opennebula-common-7.0.1-1");
        assertThat(failure()).hasMessage("n1a2: opennebula-common 7.0.1-1 is installed, which is newer than 7.0.0-1");
        assertThat(installed()).isEqualTo("opennebula-common 7.0.1-1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dnf", "zypper"})
    void whatAPackageLacksIsTheReason(String real) {
        leaderHas(real, "repo/opennebula-broken-7.0.0-1");
        sourceOn(bench.host);
        assertThat(failure().getMessage())
                .startsWith("n1a2: packages: ")
                .contains("nothing provides no-such-thing needed by opennebula-broken-7.0.0-1");
    }

    private void leaderHas(String real, String... names) {
        manager = real;
        bench.real(real);
        for (String name : names) {
            puts(bench.leader, name);
        }
    }

    /** In rpm's list, without what it needs. */
    private static void puts(RootedHost on, String name) {
        on.run(
                RemoteCommand.of("sh", "-c", "cat > /put.rpm && rpm -i --nodeps --noscripts --nosignature /put.rpm")
                        .withInput(repository.rpm(name + ".rpm")),
                Duration.ofSeconds(10));
    }

    private void sourceOn(RootedHost on) {
        String base = repository.address() + "/repo";
        String login = "username=lab\npassword=" + RpmRepository.PASSWORD + "\n";
        String section = "[opennebula]\nname=OpenNebula 7\nenabled=1\ngpgcheck=1\nrepo_gpgcheck=1\ngpgkey="
                + repository.address() + "/key.asc\nbaseurl=" + base;
        if (manager.equals("dnf")) {
            on.file(sources() + "/opennebula.repo", section + "\n" + login);
        } else {
            on.file(sources() + "/opennebula.repo", section + "?credentials=lab\n")
                    .file(login(), login);
        }
        on.shell("chmod 600 " + login());
        // As an operator has it who has used it: zypper asks about a key once, and trusts it from then on.
        on.shell(
                manager.equals("dnf")
                        ? "dnf -q -y makecache"
                        : "zypper --non-interactive --gpg-auto-import-keys refresh");
    }

    /** Another program has rpm's lock. */
    private void locked(int seconds) {
        bench.host.shell("python3 -c 'import fcntl, time\nfile = open(\"/var/lib/rpm/.rpm.lock\", \"w\")\n"
                + "fcntl.lockf(file, fcntl.LOCK_EX)\ntime.sleep(" + seconds
                + ")' > /dev/null 2>&1 & echo $! > /locker; sleep 0.5");
    }

    private StepException failure() {
        return catchThrowableOfType(StepException.class, () -> bench.step().run(bench));
    }

    private String installed() {
        return bench.host.shell(INSTALLED);
    }

    private String sources() {
        return manager.equals("dnf") ? "/etc/yum.repos.d" : "/etc/zypp/repos.d";
    }

    /** The file that has the login to the source. */
    private String login() {
        return manager.equals("dnf") ? sources() + "/opennebula.repo" : "/etc/zypp/credentials.d/lab";
    }
}
