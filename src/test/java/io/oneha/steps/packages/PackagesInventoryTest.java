package io.oneha.steps.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.oneha.steps.site.StepException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The package source that the inventory's variables name, as one-deploy would write it. */
class PackagesInventoryTest {
    private static final String MIRROR = "opennebula_repo_url: { Debian: \"https://repo.example.org/7.0/Debian/12\" },"
            + " opennebula_repo_key_url: { Debian: \"https://repo.example.org/repo2.key\" }";

    private final PackagesBench bench = new PackagesBench().debian().offers("https://repo.example.org/7.0/Debian/12");

    PackagesInventoryTest() {
        bench.host
                .file("/etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n")
                .file("/usr/lib/apt/apt-helper", "#!/bin/sh\necho \"$*\" >> /fetched; echo the key > \"$3\"\n")
                .shell("chmod 755 /usr/lib/apt/apt-helper; sed -i /^_apt:/d /etc/passwd;"
                        + " echo _apt:x:42:65534::/nonexistent:/usr/sbin/nologin >> /etc/passwd");
    }

    @AfterEach
    void end() {
        bench.close();
    }

    @Test
    void theInventorysSourceIsWrittenWhereTheHostsOwnLackThePackagesWithItsLoginForRootAlone() {
        bench.with("one_version: '7.0', one_token: 'user:se-cret', "
                        + MIRROR.replaceFirst("https://repo", "https://{{ one_token }}@repo"))
                .step()
                .run(bench);

        assertThat(bench.step().holds(bench)).isTrue();
        assertThat(bench.host.shell("cat /etc/apt/sources.list.d/opennebula.list"))
                .isEqualTo("deb https://repo.example.org/7.0/Debian/12 stable opennebula\n");
        assertThat(bench.host.shell("cat /etc/apt/auth.conf.d/opennebula.conf"))
                .isEqualTo("machine repo.example.org/7.0/Debian/12 login user password se-cret\n");
        assertThat(bench.host.shell("cat /etc/apt/trusted.gpg.d/opennebula2.asc"))
                .isEqualTo("the key\n");
        assertThat(bench.host.shell("cd /etc/apt; stat -c '%a %u:%g %n' auth.conf.d/* sources.list.d/*"))
                .isEqualTo("600 0:0 auth.conf.d/opennebula.conf\n644 0:0 sources.list.d/opennebula.list\n");
        assertThat(bench.host.shell("cat /fetched")).startsWith("download-file https://repo.example.org/repo2.key ");
        assertThat(String.join("\n", bench.lines))
                .contains("taken over from the inventory")
                .doesNotContain("se-cret");
        assertThat(bench.host.printed()).doesNotContain("se-cret");
    }

    /** apt gives up root for a download where its own account can write what it gets. */
    @Test
    void theKeyIsFetchedByAptsOwnAccount() {
        bench.host.file(
                "/usr/lib/apt/apt-helper",
                "#!/bin/sh\nstat -c '%U %a' \"${3%/*}\" >> /owner; echo the key > \"$3\"; chown _apt \"$3\"\n");
        bench.with(MIRROR).first().run(bench);
        assertThat(bench.host.shell("cat /owner; stat -c '%U %a' /etc/apt/trusted.gpg.d/opennebula2.asc"))
                .isEqualTo("_apt 700\nroot 644\n");
        assertThat(bench.host.shell("ls -A /tmp")).isEmpty();
    }

    @Test
    void whatAptsOwnAccountPutsInItsPlaceLeadsNowhere() {
        for (String way : new String[] {"ln -s", "ln"}) {
            bench.host.file("/tmp/secret", "of root's alone\n");
            bench.host.file("/usr/lib/apt/apt-helper", "#!/bin/sh\nexec " + way + " /tmp/secret \"$3\"\n");
            assertThat(catchThrowableOfType(
                            StepException.class,
                            () -> bench.with(MIRROR).first().run(bench)))
                    .as(way)
                    .hasMessageContaining("the key of the package source cannot be fetched");
            assertThat(bench.host.shell("ls /etc/apt/trusted.gpg.d; ls -A /tmp"))
                    .isEqualTo("secret\n");
        }
    }

    @Test
    void aFirstServerGetsItToo() {
        bench.with(MIRROR).first().run(bench);
        assertThat(bench.host.shell("cat /etc/apt/sources.list.d/opennebula.list"))
                .contains("repo.example.org");
    }

    @Test
    void aKeyThatTheHostHasIsNotFetchedAndATrustedSourceNeedsNone() {
        bench.host.file("/etc/apt/trusted.gpg.d/opennebula2.asc", "its own");
        bench.with(MIRROR).first().run(bench);
        assertThat(bench.host.shell("cat /etc/apt/trusted.gpg.d/opennebula2.asc; ls /fetched 2>&1"))
                .startsWith("its own")
                .contains("No such file");
        bench.host.shell("rm -rf /etc/apt/trusted.gpg.d /etc/apt/sources.list.d /installed; touch /installed");
        bench.with(MIRROR + ", opennebula_repo_force_trusted: true").first().run(bench);
        assertThat(bench.host.shell("cat /etc/apt/sources.list.d/opennebula.list; ls /etc/apt/trusted.gpg.d 2>&1"))
                .startsWith("deb [trusted=yes] https://repo.example.org/")
                .contains("No such file");
    }

    @Test
    void whereItDoesNotHelpNothingOfItStaysAndTheLeadersIsTaken() {
        bench.leader.file(
                "/etc/apt/sources.list.d/one.list",
                "deb [trusted=yes] https://repo.example.org/7.0/Debian/12 stable opennebula\n");
        bench.host.file("/usr/lib/apt/apt-helper", "#!/bin/sh\necho 'E: Failed to fetch it' >&2; exit 100\n");
        bench.with(MIRROR).step().run(bench);
        assertThat(bench.host.shell("find /etc/apt -type f")).isEqualTo("/etc/apt/sources.list.d/one.list\n");
        assertThat(bench.lines)
                .anyMatch(
                        said -> said.contains("cannot be fetched from https://repo.example.org/repo2.key: E: Failed"));
    }

    @Test
    void withoutALeaderTheReasonIsTold() {
        bench.host.file("/usr/lib/apt/apt-helper", "#!/bin/sh\nexit 100\n");
        StepException failed = catchThrowableOfType(
                StepException.class, () -> bench.with(MIRROR).first().run(bench));
        assertThat(failed).hasMessageContaining("n1a2: the key of the package source cannot be fetched");
        assertThat(failed.remedy()).contains("opennebula_repo_key_url");
    }

    @Test
    void aPlaceThatIsNotThePackageManagersIsRefused() {
        StepException failed = catchThrowableOfType(StepException.class, () -> bench.with(
                        MIRROR + ", opennebula_repo_path: { Debian: /etc/cron.d/opennebula.list }")
                .first()
                .run(bench));
        assertThat(failed).hasMessageContaining("/etc/cron.d/opennebula.list");
        assertThat(bench.host.shell("ls /etc/cron.d/opennebula.list 2>&1")).contains("No such file");
    }
}
