package io.oneha.steps.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.oneha.steps.site.StepException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the packages' step takes over from the leader on Debian, and what it leaves when it fails. */
class PackagesAptTest {
    private static final String ADDRESS = "https://repo.example.org/7.0/Debian/12";
    private static final String TOKEN = "se-cret:tok%2Fen";

    private final PackagesBench bench = new PackagesBench().debian();

    @AfterEach
    void end() {
        bench.close();
    }

    @Test
    void ofAListOnlyTheLineThatOffersThemIsTakenWithKeyAndLoginAndNoSecretIsSaid() {
        String line = "deb [arch=amd64 signed-by=/usr/share/keyrings/one.gpg] https://" + TOKEN
                + "@repo.example.org/7.0/Debian/12/ stable opennebula\n";
        bench.offers(ADDRESS)
                .leader
                .file(
                        "/etc/apt/sources.list",
                        "deb http://deb.example.org/debian bookworm main\n# a note\n" + line
                                + "deb-src https://repo.example.org/7.0/Debian/12 stable opennebula\n")
                .file("/usr/share/keyrings/one.gpg", "a key\0\u0001")
                .file(
                        "/etc/apt/auth.conf.d/all.conf",
                        "# logins\nmachine repo.example.org/7.0\n  login me\n  password machine\n"
                                + "machine example.org login other password not-yours\n")
                .shell("chmod 600 /etc/apt/sources.list");
        bench.host.shell("mkdir -m 700 /etc/apt/auth.conf.d");
        assertThat(bench.step().holds(bench)).isFalse();
        bench.step().run(bench);
        assertThat(bench.step().holds(bench)).isTrue();
        assertThat(bench.host.shell("cat /etc/apt/sources.list.d/opennebula.list"))
                .isEqualTo(line);
        assertThat(bench.host.shell("cat /usr/share/keyrings/one.gpg")).isEqualTo("a key\0\u0001");
        assertThat(bench.host.shell("cat /etc/apt/auth.conf.d/all.conf"))
                .isEqualTo("machine repo.example.org/7.0 login me password machine\n");
        assertThat(
                        bench.host.shell(
                                "cd /etc/apt; stat -c '%a %u:%g %n' auth.conf.d/* sources.list.d/* /usr/share/keyrings/one.gpg"))
                .isEqualTo("600 0:0 auth.conf.d/all.conf\n600 0:0 sources.list.d/opennebula.list\n"
                        + "644 0:0 /usr/share/keyrings/one.gpg\n");
        assertThat(bench.host.shell("stat -c %a /etc/apt/auth.conf.d")).isEqualTo("700\n");
        assertThat(bench.host.shell("cat /asked")).contains("install -- opennebula=7.0.0-1 opennebula-tools=7.0.0-1");
        assertThat(bench.lines)
                .anyMatch(said -> said.startsWith("taken over from n1a1: ") && said.contains("opennebula.list"));
        assertThat(String.join("\n", bench.lines)).doesNotContain("tok").doesNotContain("se-cret");
    }

    @Test
    void aStanzaIsTakenWholeAndAFileOfTheHostStaysAsItIs() {
        String stanza = "Types: deb deb-src\nURIs:\n " + ADDRESS + "/\nSuites: stable\nComponents: opennebula\n"
                + "Signed-By: /etc/apt/keyrings/one.asc\n";
        bench.offers(ADDRESS)
                .leader
                .file(
                        "/etc/apt/sources.list.d/one.sources",
                        "# comment\n\nTypes: deb\nURIs: http://deb.example.org/debian\n"
                                + "Suites: bookworm\nComponents: main\n\n" + stanza
                                + "\nEnabled: no\nTypes: deb\nURIs: " + ADDRESS + "\nSuites: old\nComponents: x\n")
                .file("/etc/apt/keyrings/one.asc", "the leader's key");
        bench.host
                .file("/etc/apt/sources.list.d/one.sources", "the host's own")
                .file("/etc/apt/keyrings/one.asc", "the host's key");
        bench.step().run(bench);
        assertThat(bench.host.shell("cat /etc/apt/sources.list.d/one.sources /etc/apt/keyrings/one.asc"))
                .isEqualTo("the host's ownthe host's key");
        assertThat(bench.host
                        .shell("cat /etc/apt/sources.list.d/oneha-one.sources")
                        .strip())
                .isEqualTo(stanza.strip().replace("keyrings/one.asc", "keyrings/oneha-one.asc"));
        assertThat(bench.host.shell("cat /etc/apt/keyrings/oneha-one.asc")).isEqualTo("the leader's key");
    }

    @Test
    void ofTheKeysThatEverySourceTrustsTheOneIsTakenThatSignedIt() {
        bench.offers(ADDRESS)
                .leader
                .file("/etc/apt/sources.list.d/one.list", "deb " + ADDRESS + " stable opennebula\n")
                .file("/var/lib/apt/lists/repo.example.org_7.0_Debian_12_dists_stable_InRelease", "signed")
                .file("/etc/apt/trusted.gpg.d/debian.gpg", "another")
                .file(
                        "/etc/apt/trusted.gpg.d/one.asc",
                        "-----BEGIN PGP PUBLIC KEY BLOCK-----\nVersion: x\n\nc2lnbmVy\n=abcd\n"
                                + "-----END PGP PUBLIC KEY BLOCK-----\n")
                .program("gpgv", "grep -qx signer \"$3\"");
        bench.step().run(bench);
        assertThat(bench.host.shell("ls /etc/apt/trusted.gpg.d")).isEqualTo("one.asc\n");
    }

    @Test
    void aKeyInTheStanzaGoesWithIt() {
        String stanza = "Types: deb\nURIs: " + ADDRESS + "\nSuites: stable\nComponents: opennebula\nSigned-By:\n"
                + " -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n mDMEZ/ab==\n -----END PGP PUBLIC KEY BLOCK-----\n";
        bench.offers(ADDRESS).leader.file("/etc/apt/sources.list.d/one.sources", stanza);
        bench.step().run(bench);
        assertThat(bench.host.shell("cat /etc/apt/sources.list.d/one.sources").strip())
                .isEqualTo(stanza.strip());
        assertThat(bench.host.shell("ls -A /etc/apt")).isEqualTo("sources.list.d\n");
    }

    @Test
    void aSourceThatDoesNotHelpIsTakenBackAndItsLoginIsNotInTheReason() {
        bench.offers(ADDRESS)
                .leader
                .file(
                        "/etc/apt/sources.list.d/one.list",
                        "deb https://" + TOKEN + "@repo.example.org/7.0/Debian/12 stable x\n")
                .file("/etc/apt/auth.conf", "machine repo.example.org login a password b\n");
        bench.host
                .file("/offers", "")
                .file(
                        "/said",
                        "Err:1 https://" + TOKEN + "@repo.example.org stable\n  401  https://" + TOKEN
                                + "@repo.example.org wants more\nE: last\n");
        StepException failed =
                catchThrowableOfType(StepException.class, () -> bench.step().run(bench));
        assertThat(failed)
                .hasMessage("n1a2: neither its own package sources nor those of n1a1 offer opennebula 7.0.0-1,"
                        + " opennebula-tools 7.0.0-1: 401  https://repo.example.org wants more");
        assertThat(failed.remedy()).contains("resume the run");
        assertThat(bench.host.printed()).doesNotContain("tok").doesNotContain("se-cret");
        assertThat(bench.host.shell("find /etc/apt -type f; cat /installed")).isEmpty();
    }

    @Test
    void itsOwnSourceIsEnough() {
        bench.offers(ADDRESS)
                .leader
                .file("/etc/apt/sources.list.d/one.list", "deb " + ADDRESS + " stable opennebula\n");
        bench.host.file("/etc/apt/sources.list.d/own.list", "deb http://mirror.example.org/one stable opennebula\n");
        bench.step().run(bench);
        assertThat(bench.host.shell("ls /etc/apt/sources.list.d")).isEqualTo("own.list\n");
        assertThat(bench.step().holds(bench)).isTrue();
    }

    @Test
    void aFirstServerNeedsASourceOfItsOwn() {
        StepException failed =
                catchThrowableOfType(StepException.class, () -> bench.first().run(bench));
        assertThat(failed).hasMessage("n1a2: its package sources do not offer opennebula");
    }

    @Test
    void endedByASignalItLeavesNothingThatKeepsServicesFromStarting() {
        bench.offers(ADDRESS)
                .host
                .file("/etc/apt/sources.list.d/own.list", "deb " + ADDRESS + " stable x\n")
                .file("/dies", "");
        assertThat(catchThrowableOfType(StepException.class, () -> bench.step().run(bench)))
                .isNotNull();
        assertThat(bench.host.shell("cat /policy-then")).contains("exit 101");
        assertThat(bench.host.shell("ls /usr/sbin/policy-rc.d* 2> /dev/null")).isEmpty();
        assertThat(bench.host.shell("cat /systemctl")).isEqualTo("disable opennebula\n");
    }

    @Test
    void whatAKilledRunLeftIsFoundAndEndedAndOnedIsDisabledAlthoughItsPackageIsThere() {
        bench.offers(ADDRESS).host.file("/installed", bench.leader.shell("cat /installed"));
        assertThat(bench.step().holds(bench)).isTrue();
        bench.host.file(
                "/usr/sbin/policy-rc.d",
                "#!/bin/sh\n# oneha: nothing starts while it installs; this file goes when it has\n"
                        + "# fresh\nexit 101\n");
        assertThat(bench.step().holds(bench)).isFalse();
        bench.step().run(bench);
        assertThat(bench.step().holds(bench)).isTrue();
        assertThat(bench.host.shell("ls /usr/sbin/policy-rc.d* 2> /dev/null")).isEmpty();
        assertThat(bench.host.shell("cat /systemctl")).isEqualTo("disable opennebula\n");
    }

    @Test
    void aPolicyOfTheHostIsLeftAsItIsAndWhereItLetsServicesStartTheUnitIsMaskedMeanwhile() {
        bench.offers(ADDRESS).host.file("/etc/apt/sources.list.d/own.list", "deb " + ADDRESS + " stable x\n");
        bench.host.file("/usr/sbin/policy-rc.d", "#!/bin/sh\nexit 0\n").shell("chmod 755 /usr/sbin/policy-rc.d");
        bench.step().run(bench);
        assertThat(bench.host.shell("cat /usr/sbin/policy-rc.d")).isEqualTo("#!/bin/sh\nexit 0\n");
        assertThat(bench.host.shell("cat /systemctl; ls /run"))
                .isEqualTo("mask --runtime opennebula\nunmask --runtime opennebula\ndisable opennebula\n");
    }
}
