package io.oneha.steps.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.oneha.steps.site.StepException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the packages' step takes over from the leader where packages are RPMs. */
class PackagesRpmTest {
    private static final String OTHER = "[base]\nname=Base\nbaseurl=https://mirror.example.net/base\nenabled=1\n\n";

    private final PackagesBench bench = new PackagesBench();

    @AfterEach
    void end() {
        bench.close();
    }

    @Test
    void ofARepositoryFileTheSectionThatOffersThemIsTakenWithItsKey() {
        String section =
                "[opennebula]\nname=OpenNebula Enterprise\nbaseurl=https://me:secret@repo.example.org/7.0/RedHat/9\n"
                        + "enabled=1\ngpgcheck=1\ngpgkey=file:///etc/pki/rpm-gpg/one https://repo.example.org/key\n";
        bench.redHat()
                .offers("opennebula")
                .leader
                .file(
                        "/etc/yum.repos.d/all.repo",
                        OTHER + "# a note\n" + section + "[late]\nname=x\nbaseurl=https://example.net\n")
                .file("/etc/pki/rpm-gpg/one", "the key")
                .shell("chmod 600 /etc/yum.repos.d/all.repo");
        bench.step().run(bench);
        assertThat(bench.step().holds(bench)).isTrue();
        assertThat(bench.host.shell("cat /etc/yum.repos.d/all.repo").strip()).isEqualTo(section.strip());
        assertThat(bench.host.shell("cat /etc/pki/rpm-gpg/one")).isEqualTo("the key");
        assertThat(bench.host.shell("stat -c '%a %U' /etc/yum.repos.d/all.repo /etc/pki/rpm-gpg/one"))
                .isEqualTo("600 root\n644 root\n");
        assertThat(bench.host.shell("cat /asked"))
                .isEqualTo("-y --setopt=exit_on_lock=1 -q install -- opennebula-7.0.0-1 opennebula-tools-7.0.0-1\n");
        assertThat(bench.host.shell("cat /systemctl")).isEqualTo("disable opennebula\n");
        assertThat(String.join("\n", bench.lines)).contains("all.repo").doesNotContain("secret");
    }

    @Test
    void aRepositoryThatDoesNotHelpIsTakenBack() {
        bench.redHat()
                .offers("opennebula")
                .leader
                .file("/etc/yum.repos.d/one.repo", "[opennebula]\nname=x\nbaseurl=https://repo.example.org/7.0\n");
        bench.host.file("/offers", "");
        StepException failed =
                catchThrowableOfType(StepException.class, () -> bench.step().run(bench));
        assertThat(failed)
                .hasMessage("n1a2: neither its own package sources nor those of n1a1 offer opennebula 7.0.0-1,"
                        + " opennebula-tools 7.0.0-1");
        assertThat(bench.host.shell("ls /etc/yum.repos.d")).isEmpty();
    }

    @Test
    void onSuseARepositoryIsFoundByItsNameAndItsLoginComesAlong() {
        String section = "[one-7]\nname=OpenNebula 7\nenabled=1\nautorefresh=0\n"
                + "baseurl=https://repo.example.org/7.0/SUSE?credentials=one-login\ntype=rpm-md\n";
        bench.suse()
                .offers("OpenNebula 7")
                .leader
                .file("/etc/zypp/repos.d/one-7.repo", OTHER + section)
                .file("/etc/zypp/credentials.d/one-login", "username=me\npassword=secret\n");
        bench.step().run(bench);
        assertThat(bench.host.shell("cat /etc/zypp/repos.d/one-7.repo").strip()).isEqualTo(section.strip());
        assertThat(bench.host.shell("stat -c '%a %U' /etc/zypp/credentials.d/one-login"))
                .isEqualTo("600 root\n");
        assertThat(bench.host.shell("cat /asked"))
                .isEqualTo("--non-interactive install -- opennebula=7.0.0-1 opennebula-tools=7.0.0-1\n");
        // Keys are trusted for the source that came from the leader, and not before.
        assertThat(bench.host.shell("cat /refreshed"))
                .isEqualTo("--non-interactive refresh\n--non-interactive --gpg-auto-import-keys refresh\n");
        assertThat(String.join("\n", bench.lines)).doesNotContain("secret");
    }

    /** Source: zypper(8). */
    @ParameterizedTest
    @CsvSource({
        "100, true",
        "101, true",
        "102, true",
        "103, true",
        "106, true",
        "107, true",
        "104, false",
        "105, false",
        "8, false"
    })
    void whatZypperOnlyWantsToSayIsNoFailure(int status, boolean done) {
        bench.suse().offers("OpenNebula 7").host.file("/status", String.valueOf(status));
        bench.host.file("/etc/zypp/repos.d/own.repo", "[own]\nbaseurl=https://repo.example.org/7.0\n");
        StepException failed =
                catchThrowableOfType(StepException.class, () -> bench.step().run(bench));
        if (done) {
            assertThat(failed).isNull();
        } else {
            assertThat(failed).hasMessage("n1a2: packages: the package manager ended with status " + status);
        }
        // What ended by a signal may have left a package half installed.
        assertThat(bench.step().holds(bench)).isEqualTo(status != 105);
    }

    @Test
    void whatZypperSaysItDidAndDidNotIsNoSuccess() {
        bench.suse().offers("OpenNebula 7").host.file("/status", "106");
        bench.host.file("/etc/zypp/repos.d/own.repo", "[own]\nbaseurl=https://repo.example.org/7.0\n");
        bench.host.program("rpm", "true");
        assertThat(catchThrowableOfType(StepException.class, () -> bench.step().run(bench)))
                .hasMessage("n1a2: not installed: opennebula 7.0.0-1,opennebula-tools 7.0.0-1");
    }
}
