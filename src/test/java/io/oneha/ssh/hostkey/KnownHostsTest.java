package io.oneha.ssh.hostkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.ssh.hostkey.KeyGenerator.PublicKey;
import io.oneha.ssh.key.PublicKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownHostsTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final KeyVerdict KNOWN = new KeyVerdict.Known();
    private static final KeyVerdict UNKNOWN = new KeyVerdict.Unknown();

    @TempDir
    static Path keys;

    @TempDir
    Path folder;

    private static KeyGenerator generator;
    private static PublicKey first;
    private static PublicKey second;
    private static PublicKey ecdsa;

    @BeforeAll
    static void generate() throws Exception {
        generator = new KeyGenerator(keys);
        first = generator.key("first", "ed25519");
        second = generator.key("second", "ed25519");
        ecdsa = generator.key("third", "ecdsa-256");
    }

    private Path file() {
        return folder.resolve("known_hosts");
    }

    private KnownHosts reading(String... lines) throws IOException {
        Files.writeString(file(), String.join("\n", lines));
        return KnownHosts.read(List.of(file()));
    }

    private static KeyVerdict check(KnownHosts hosts, String name, int port, PublicKey key) {
        return hosts.check(name, port, false, key.blob(), NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa-2048", "ecdsa-256", "ecdsa-384", "ecdsa-521"})
    void aKeyOfEachKindIsKnownAndAnotherOfItsKindHasChanged(String kind) throws Exception {
        KeyGenerator here = new KeyGenerator(folder);
        PublicKey one = here.key("one", kind);
        PublicKey two = here.key("two", kind);
        KnownHosts hosts = reading("# the zone", "", "n1 " + one.text() + " root@n1");
        assertThat(check(hosts, "n1", 22, one)).isEqualTo(KNOWN);
        assertThat(check(hosts, "n1", 22, two)).isEqualTo(new KeyVerdict.Changed(file(), 3, one.type()));
        assertThat(check(hosts, "n2", 22, one)).isEqualTo(UNKNOWN);
        assertThat(hosts.notes()).isEmpty();
    }

    /** ssh-keygen -F looks names up by the same rules as ssh. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "n1|n1|22|true",
                "n1|N1|22|true",
                "N1.Example.org|n1.example.org|22|true",
                "n1,n2,10.2.50.81|10.2.50.81|22|true",
                "n1,n2|n3|22|false",
                "*.example.org|fe.example.org|22|true",
                "*.example.org|example.org|22|false",
                "fe-?|fe-1|22|true",
                "fe-?|fe-12|22|false",
                "*,!fe-2|fe-1|22|true",
                "*,!fe-2|fe-2|22|false",
                "!fe-2,*|fe-2|22|false",
                "!fe-2|fe-1|22|false",
                "[n1]:2200|n1|2200|true",
                "[n1]:2200|n1|2201|false",
                "[n1]:2200|n1|22|false",
                "[n1]:22|n1|22|false",
                "[*]:2200|n1|2200|true",
                "*|n1|2200|true",
                "fd00::51|fd00::51|22|true",
                "[fd00::51]:2200|fd00::51|2200|true"
            })
    void namesAreFoundAsSshKeygenFindsThem(String names, String host, int port, boolean isFound) throws Exception {
        KnownHosts hosts = reading(names + " " + first.text());
        String name = port == 22 ? host : "[" + host + "]:" + port;
        boolean real = generator.run("-F", name, "-f", file().toString()).contains(first.text());
        assertThat(real).as("the real one").isEqualTo(isFound);
        assertThat(check(hosts, host, port, first)).isEqualTo(isFound ? KNOWN : UNKNOWN);
    }

    @Test
    void namesThatSshKeygenHashedAreFound() throws Exception {
        reading("n1,n2 " + first.text(), "[n3]:2200 " + second.text(), "fd00::51 " + ecdsa.text() + "\n");
        generator.run("-H", "-f", file().toString());
        assertThat(Files.readAllLines(file())).hasSize(4).allMatch(line -> line.startsWith("|1|"));
        KnownHosts hosts = KnownHosts.read(List.of(file()));
        assertThat(hosts.notes()).isEmpty();
        assertThat(check(hosts, "n1", 22, first)).isEqualTo(KNOWN);
        assertThat(check(hosts, "N2", 22, first)).isEqualTo(KNOWN);
        assertThat(check(hosts, "n3", 2200, second)).isEqualTo(KNOWN);
        assertThat(check(hosts, "n3", 22, second)).isEqualTo(UNKNOWN);
        assertThat(check(hosts, "fd00::51", 22, ecdsa)).isEqualTo(KNOWN);
        assertThat(check(hosts, "n1", 22, second)).isInstanceOf(KeyVerdict.Changed.class);
    }

    @Test
    void aKeyOfAnyLineOfTheHostIsKnown() throws Exception {
        KnownHosts hosts = reading("n1 " + first.text(), "n* " + second.text());
        assertThat(check(hosts, "n1", 22, second)).isEqualTo(KNOWN);
    }

    @Test
    void aKeyOfAnotherTypeThanTheKnownOnesHasChanged() throws Exception {
        KnownHosts hosts = reading("n1 " + first.text());
        assertThat(check(hosts, "n1", 22, ecdsa)).isEqualTo(new KeyVerdict.Changed(file(), 1, "ssh-ed25519"));
    }

    @Test
    void onAnotherPortTheKeyOfTheHostCountsButNoChange() throws Exception {
        KnownHosts hosts = reading("n1 " + first.text());
        assertThat(check(hosts, "n1", 2200, first)).isEqualTo(KNOWN);
        assertThat(check(hosts, "n1", 2200, second)).isEqualTo(UNKNOWN);
        KnownHosts both = reading("n1 " + first.text(), "[n1]:2200 " + second.text());
        assertThat(check(both, "n1", 2200, second)).isEqualTo(KNOWN);
        assertThat(check(both, "n1", 2200, first)).isEqualTo(new KeyVerdict.Changed(file(), 2, "ssh-ed25519"));
    }

    @Test
    void anAliasIsLookedUpWithoutThePort() throws Exception {
        KnownHosts hosts = reading("zone " + first.text(), "[zone]:2200 " + second.text());
        assertThat(hosts.check("zone", 2200, true, first.blob(), NOW)).isEqualTo(KNOWN);
        assertThat(hosts.check("zone", 2200, true, second.blob(), NOW)).isInstanceOf(KeyVerdict.Changed.class);
    }

    @Test
    void aRevokedKeyIsRevokedWhateverElseIsSaid() throws Exception {
        KnownHosts hosts = reading("n1 " + first.text(), "@revoked * " + first.text());
        assertThat(check(hosts, "n1", 22, first)).isEqualTo(new KeyVerdict.Revoked(file(), 2));
        assertThat(check(hosts, "n1", 22, second)).isInstanceOf(KeyVerdict.Changed.class);
        assertThat(check(hosts, "n2", 22, second)).isEqualTo(UNKNOWN);
    }

    @Test
    void aKeyThatIsRevokedForTheHostIsRevokedOnEveryPort() throws Exception {
        KnownHosts hosts = reading("[n1]:2200 " + first.text(), "@revoked n1 " + first.text());
        assertThat(check(hosts, "n1", 2200, first)).isEqualTo(new KeyVerdict.Revoked(file(), 2));
    }

    @Test
    void linesThatCannotBeReadAreSkippedAndNoted() throws Exception {
        KnownHosts hosts = reading(
                "n1",
                "n1 ssh-ed25519",
                "n1 ssh-rsa " + first.text().split(" ")[1],
                "n1 ssh-ed25519 !!!!",
                "@unknown n1 " + first.text(),
                "|1|short|hash " + first.text(),
                "|2|a|b " + first.text(),
                "n1 1024 35 1234567890",
                "  n1\t" + first.text().replace(' ', '\t') + "\r");
        assertThat(hosts.notes()).hasSize(8).allMatch(note -> note.startsWith(file() + ":"));
        assertThat(hosts.notes().get(7)).contains(":8: ");
        assertThat(check(hosts, "n1", 22, first)).isEqualTo(KNOWN);
    }

    @Test
    void severalFilesAreReadAndMissingOnesAreEmpty() throws Exception {
        Path other = Files.writeString(folder.resolve("other"), "n2 " + second.text() + "\n");
        reading("n1 " + first.text());
        KnownHosts hosts = KnownHosts.read(List.of(folder.resolve("none"), file(), other, Path.of("/dev/null")));
        assertThat(hosts.notes()).isEmpty();
        assertThat(check(hosts, "n2", 22, second)).isEqualTo(KNOWN);
        assertThat(check(hosts, "n2", 22, first)).isEqualTo(new KeyVerdict.Changed(other, 1, "ssh-ed25519"));
        assertThat(KnownHosts.read(List.of(folder)).notes())
                .singleElement()
                .asString()
                .contains("cannot be read");
    }

    @Test
    void theTypesOfTheKnownKeysAreTold() throws Exception {
        KnownHosts hosts = reading(
                "n1 " + ecdsa.text(),
                "n2 " + second.text(),
                "n* " + first.text(),
                "@revoked n1 " + second.text(),
                "@cert-authority *.org " + first.text());
        assertThat(hosts.keyTypes("N1", 22, false)).containsExactly("ecdsa-sha2-nistp256", "ssh-ed25519");
        assertThat(hosts.keyTypes("n2", 22, false)).containsExactly("ssh-ed25519");
        assertThat(hosts.keyTypes("n1", 2200, false)).contains("ecdsa-sha2-nistp256");
        assertThat(hosts.keyTypes("other", 22, false)).isEmpty();
        assertThat(hosts.hasAuthority("n1", 22, false)).isFalse();
        assertThat(hosts.hasAuthority("fe.org", 22, false)).isTrue();
    }

    @Test
    void fingerprintsAreThoseOfSshKeygen() throws Exception {
        for (PublicKey key : List.of(first, ecdsa)) {
            assertThat(generator.run("-l", "-f", key.file().toString()))
                    .contains(" " + PublicKeys.fingerprint(key.blob()) + " ");
        }
    }
}
