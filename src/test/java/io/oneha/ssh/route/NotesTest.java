package io.oneha.ssh.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not followed is said, with file and line; what does not matter is not. */
class NotesTest {
    @TempDir
    Path folder;

    private Machine machine;

    @BeforeEach
    void aMachine() throws IOException {
        machine = new Machine(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CertificateFile ~/.ssh/id-cert.pub",
                "PKCS11Provider /usr/lib/opensc.so",
                "SecurityKeyProvider /usr/lib/sk.so",
                "HostbasedAuthentication yes",
                "PubkeyAuthentication no",
                "ProxyUseFdpass yes",
                "BindAddress 10.0.0.1",
                "AddressFamily inet6",
                "KexAlgorithms +diffie-hellman-group1-sha1",
                "HostKeyAlgorithms ssh-rsa",
                "KnownHostsCommand /bin/true",
                "RevokedHostKeys /etc/ssh/revoked",
                "VerifyHostKeyDNS yes",
                "NoHostAuthenticationForLocalhost yes",
                "CanonicalizeHostname yes",
                "Match exec \"true\"",
                "Match host n1 exec true",
                "Match localnetwork 10.0.0.0/8",
                "UseKeychain yes",
                "Hostnam n2"
            })
    void whatIsNotFollowedIsNotedOnce(String line) throws IOException {
        machine.config("# first\n" + line + "\n");
        assertThat(machine.to("n1").notes()).singleElement().asString().startsWith(machine.home + "/.ssh/config:2: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ForwardAgent yes",
                "ServerAliveInterval 5",
                "ControlMaster auto",
                "SendEnv LANG LC_*",
                "HashKnownHosts yes",
                "GSSAPIAuthentication yes",
                "Compression yes",
                "ProxyUseFdpass no",
                "PubkeyAuthentication yes",
                "AddressFamily any",
                "CheckHostIP no",
                "ProxyCommand none",
                "IgnoreUnknown UseKeychain\nUseKeychain yes",
                "Match host other exec true\nUser x",
                "Host other\nCertificateFile /c"
            })
    void whatDoesNotMatterIsNotNoted(String line) throws IOException {
        machine.config(line + "\n");
        assertThat(machine.to("n1").notes()).isEmpty();
    }

    @Test
    void theLinesOfAMatchThatIsNotFollowedAreSkipped() throws IOException {
        machine.config("Match exec true\n User no\nMatch !exec true\n User no\nHost n1\n User yes\n");
        assertThat(machine.to("n1").target().user()).isEqualTo("yes");
        assertThat(machine.to("n1").notes()).hasSize(2);
    }

    @Test
    void theLinesOfAJumpHostAreNotedToo() throws IOException {
        machine.config("Host n1\n ProxyJump b\nHost b\n CertificateFile /c\n");
        assertThat(machine.to("n1").notes()).singleElement().asString().contains("config:4: certificatefile");
    }

    @Test
    void tagsAreFollowed() throws IOException {
        machine.config("Host n1\n Tag zone\nMatch tagged zone\n User yes\n");
        assertThat(machine.to("n1").target().user()).isEqualTo("yes");
        assertThat(machine.to("n2", "-P zone").target().user()).isEqualTo("yes");
        assertThat(machine.to("n2").target().user()).isEqualTo("operator");
    }

    @Test
    void includedFilesAreReadWhereTheyStand() throws IOException {
        Path ssh = machine.home.resolve(".ssh");
        machine.config("Include zone.d/*.conf missing\nHost n1\n User last\n Include ~/.ssh/more\nHost *\n Port 9\n");
        machine.file(ssh.resolve("zone.d/10-a.conf"), "Host n1\n IdentityFile /keys/a\n");
        machine.file(ssh.resolve("zone.d/20-b.conf"), "Host n1 n2\n IdentityFile /keys/b\nInclude %n.conf\n");
        machine.file(ssh.resolve("zone.d/.hidden.conf"), "Port 666\n");
        machine.file(ssh.resolve("zone.d/skipped.txt"), "Port 667\n");
        machine.file(ssh.resolve("more"), "ConnectTimeout 4\nHost n2\n Port 668\n");
        machine.file(ssh.resolve("n1.conf"), "HostName fe1\n");

        Hop hop = machine.to("n1").target();
        assertThat(hop.identityFiles()).containsExactly(Path.of("/keys/a"), Path.of("/keys/b"));
        assertThat(hop.user()).isEqualTo("last");
        assertThat(hop.host()).isEqualTo("fe1");
        assertThat(hop.port()).isEqualTo(9);
        assertThat(hop.connectTimeout()).isPresent();
        assertThat(machine.to("n2").target().connectTimeout()).isEmpty();
    }

    @Test
    void theMachinesFileIncludesFromItsOwnFolder() throws IOException {
        machine.systemConfig("Include ssh_config.d/*.conf\nPort 1\n")
                .file(machine.etc.resolve("ssh_config.d/50.conf"), "Port 2\nBadOne 1\n");
        Route route = machine.to("n1");
        assertThat(route.target().port()).isEqualTo(2);
        assertThat(route.notes()).containsExactly(machine.etc + "/ssh_config.d/50.conf:2: ssh has no keyword badone");
    }

    @Test
    void filesThatIncludeEachOtherAreRefused() throws IOException {
        machine.config("Include config\n");
        assertThatThrownBy(() -> machine.to("n1")).hasMessageContaining("include each other");
    }
}
