package io.oneha.ssh.hostkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.ssh.hostkey.KeyGenerator.PublicKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownHostsFileTest {
    @TempDir
    Path folder;

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @ParameterizedTest
    @CsvSource({
        "n1, 22, n1",
        "N1.Example.org, 22, n1.example.org",
        "n1, 2200, [n1]:2200",
        "fd00::51, 2200, [fd00::51]:2200"
    })
    void anAddedKeyIsKnownToSshKeygenAndToUs(String name, int port, String entry) throws Exception {
        KeyGenerator generator = new KeyGenerator(folder);
        PublicKey key = generator.key("key", "ecdsa-256");
        Path file = folder.resolve("known_hosts");
        String line = KnownHosts.line(name, port, false, key.type(), key.blob()).orElseThrow();
        assertThat(line).startsWith(entry + " ecdsa-sha2-nistp256 AAAA");
        KnownHosts.add(file, line);
        assertThat(generator.run("-F", entry, "-f", file.toString())).contains(key.text());
        assertThat(KnownHosts.read(List.of(file)).check(name, port, false, key.blob(), Instant.now()))
                .isEqualTo(new KeyVerdict.Known());
    }

    @Test
    void anAliasIsAddedWithoutThePort() {
        assertThat(KnownHosts.line("zone", 2200, true, "ssh-ed25519", new byte[3]))
                .contains("zone ssh-ed25519 AAAA");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "*", "n?", "a,b", "!a", "|1|a|b", "@revoked", "[a]", "#a", "a\nb", "a\"b"})
    void aNameThatWouldBeReadAsSomethingElseIsNotWritten(String name) {
        assertThat(KnownHosts.line(name, 22, false, "ssh-ed25519", new byte[3])).isEmpty();
    }

    @Test
    void folderAndFileAreMadeForTheOwnerOnly() throws Exception {
        Path file = folder.resolve("home/.ssh/known_hosts");
        KnownHosts.add(file, "one");
        KnownHosts.add(file, "two");
        assertThat(Files.readString(file)).isEqualTo("one\ntwo\n");
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(permissions(file.getParent())).isEqualTo("rwx------");
    }

    @Test
    void aLastLineWithoutAnEndIsEndedFirst() throws Exception {
        Path file = Files.writeString(folder.resolve("known_hosts"), "one");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        KnownHosts.add(file, "two");
        assertThat(Files.readString(file)).isEqualTo("one\ntwo\n");
        assertThat(permissions(file)).isEqualTo("rw-r--r--");
    }

    @Test
    void aLinkStaysALink() throws Exception {
        Path real = Files.writeString(folder.resolve("real"), "one\n");
        Path link = Files.createSymbolicLink(folder.resolve("known_hosts"), real);
        KnownHosts.add(link, "two");
        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(real)).isEqualTo("one\ntwo\n");
    }

    @Test
    void nowhereSwallowsIt() throws Exception {
        KnownHosts.add(Path.of("/dev/null"), "one");
        assertThat(Files.size(Path.of("/dev/null"))).isZero();
    }
}
