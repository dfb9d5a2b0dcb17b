package io.oneha.ssh.hostkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.ssh.hostkey.KeyGenerator.PublicKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostCertificateTest {
    private static final KeyVerdict KNOWN = new KeyVerdict.Known();
    private static final KeyVerdict UNKNOWN = new KeyVerdict.Unknown();
    private static final Instant NOW = Instant.now();

    @TempDir
    Path folder;

    private KeyGenerator generator;
    private PublicKey authority;
    private PublicKey key;

    @BeforeEach
    void anAuthorityAndAKey() throws Exception {
        generator = new KeyGenerator(folder);
        authority = generator.key("ca", "ed25519");
        key = generator.key("host", "ed25519");
    }

    private KnownHosts knowing(String... lines) throws Exception {
        Path file = folder.resolve("known_hosts");
        Files.writeString(file, String.join("\n", lines) + "\n");
        return KnownHosts.read(List.of(file));
    }

    private static KeyVerdict check(KnownHosts hosts, String name, PublicKey key) {
        return hosts.check(name, 22, false, key.blob(), NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "ed25519, ed25519",
        "rsa-2048, rsa-2048",
        "ecdsa-256, ecdsa-256",
        "ecdsa-384, ed25519",
        "ecdsa-521, rsa-2048",
        "ed25519, ecdsa-384",
        "rsa-2048, ecdsa-521"
    })
    void aCertificateOfEachKindIsKnownByItsAuthority(String hostKind, String authorityKind) throws Exception {
        PublicKey ca = generator.key("ca-" + authorityKind, authorityKind);
        PublicKey certificate = generator.certificate(
                generator.key("host-" + hostKind, hostKind), "ca-" + authorityKind, "-h", "-n", "n1");
        assertThat(certificate.type()).endsWith(HostCertificate.SUFFIX);
        assertThat(check(knowing("@cert-authority n* " + ca.text()), "n1", certificate))
                .isEqualTo(KNOWN);
        assertThat(check(knowing("@cert-authority n* " + authority.text()), "n1", certificate))
                .isEqualTo(UNKNOWN);
        assertThat(check(knowing("n1 " + ca.text()), "n1", certificate)).isInstanceOf(KeyVerdict.Changed.class);
    }

    @Test
    void rsaAuthoritiesMaySignWithBothHashesButNotWithSha1() throws Exception {
        PublicKey ca = generator.key("rsa", "rsa-2048");
        KnownHosts hosts = knowing("@cert-authority n* " + ca.text());
        for (String algorithm : List.of("rsa-sha2-256", "rsa-sha2-512")) {
            assertThat(check(hosts, "n1", generator.certificate(key, "rsa", "-t", algorithm, "-h", "-n", "n1")))
                    .as(algorithm)
                    .isEqualTo(KNOWN);
        }
        PublicKey weak = generator.certificate(key, "rsa", "-t", "ssh-rsa", "-h", "-n", "n1");
        assertThat(check(hosts, "n1", weak)).isEqualTo(UNKNOWN);
    }

    @Test
    void itHoldsOnlyForItsPrincipals() throws Exception {
        KnownHosts hosts = knowing("@cert-authority * " + authority.text());
        PublicKey named = generator.certificate(key, "ca", "-h", "-n", "n1,n2.example.org");
        assertThat(check(hosts, "N1", named)).isEqualTo(KNOWN);
        assertThat(check(hosts, "n2.example.org", named)).isEqualTo(KNOWN);
        assertThat(check(hosts, "n3", named)).isEqualTo(UNKNOWN);
        PublicKey pattern = generator.certificate(key, "ca", "-h", "-n", "*.example.org");
        assertThat(check(hosts, "n2.example.org", pattern)).isEqualTo(KNOWN);
        PublicKey nobody = generator.certificate(key, "ca", "-h");
        assertThat(check(hosts, "n1", nobody)).isEqualTo(UNKNOWN);
    }

    @Test
    void itHoldsOnlyInItsTime() throws Exception {
        KnownHosts hosts = knowing("@cert-authority * " + authority.text());
        PublicKey day = generator.certificate(key, "ca", "-h", "-n", "n1", "-V", "-1h:+1d");
        assertThat(hosts.check("n1", 22, false, day.blob(), NOW)).isEqualTo(KNOWN);
        assertThat(hosts.check("n1", 22, false, day.blob(), NOW.plus(Duration.ofDays(2))))
                .isEqualTo(UNKNOWN);
        assertThat(hosts.check("n1", 22, false, day.blob(), NOW.minus(Duration.ofDays(1))))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void aUsersCertificateIsNoHosts() throws Exception {
        KnownHosts hosts = knowing("@cert-authority * " + authority.text());
        assertThat(check(hosts, "n1", generator.certificate(key, "ca", "-n", "n1")))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void oneThatWasChangedAfterItWasSignedIsNotKnown() throws Exception {
        KnownHosts hosts = knowing("@cert-authority * " + authority.text());
        PublicKey certificate = generator.certificate(key, "ca", "-h", "-n", "n1");
        int accepted = 0;
        for (int i = 0; i < certificate.blob().length; i++) {
            byte[] changed = certificate.blob().clone();
            changed[i] ^= 1;
            if (hosts.check("n1", 22, false, changed, NOW).equals(KNOWN)) {
                accepted++;
            }
        }
        assertThat(accepted).isZero();
    }

    @Test
    void nothingMayFollowTheSignature() throws Exception {
        KnownHosts hosts = knowing("@cert-authority * " + authority.text());
        byte[] blob = generator.certificate(key, "ca", "-h", "-n", "n1").blob();
        assertThat(hosts.check("n1", 22, false, blob, NOW)).isEqualTo(KNOWN);
        assertThat(hosts.check("n1", 22, false, Arrays.copyOf(blob, blob.length + 1), NOW))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void oneWithConditionsIsNotKnown() throws Exception {
        KnownHosts hosts = knowing("@cert-authority * " + authority.text());
        PublicKey bound = generator.certificate(key, "ca", "-h", "-n", "n1", "-O", "critical:bound@example.org=x");
        assertThat(generator.run("-L", "-f", folder.resolve("host-cert.pub").toString()))
                .contains("bound@example.org");
        assertThat(check(hosts, "n1", bound)).isEqualTo(UNKNOWN);
    }

    @Test
    void itsPlainKeyCountsWhereItDoesNot() throws Exception {
        PublicKey certificate = generator.certificate(key, "ca", "-h", "-n", "other");
        assertThat(check(knowing("n1 " + key.text()), "n1", certificate)).isEqualTo(KNOWN);
        assertThat(check(knowing("n1 " + key.text(), "@cert-authority * " + authority.text()), "n1", certificate))
                .isEqualTo(KNOWN);
        assertThat(check(knowing("n1 " + authority.text()), "n1", certificate)).isInstanceOf(KeyVerdict.Changed.class);
    }

    @Test
    void aRevokedAuthorityAndARevokedKeyRevokeIt() throws Exception {
        PublicKey certificate = generator.certificate(key, "ca", "-h", "-n", "n1");
        for (PublicKey revoked : List.of(authority, key)) {
            KnownHosts hosts = knowing("@cert-authority * " + authority.text(), "@revoked * " + revoked.text());
            assertThat(check(hosts, "n1", certificate))
                    .isEqualTo(new KeyVerdict.Revoked(folder.resolve("known_hosts"), 2));
        }
    }

    @Test
    void onAnotherPortTheAuthorityOfTheHostCounts() throws Exception {
        PublicKey certificate = generator.certificate(key, "ca", "-h", "-n", "n1");
        KnownHosts hosts = knowing("@cert-authority n1 " + authority.text());
        assertThat(hosts.check("n1", 2200, false, certificate.blob(), NOW)).isEqualTo(KNOWN);
    }
}
