package io.oneha.ssh.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.ssh.Questions;
import io.oneha.testing.Needs;
import io.oneha.testing.SshServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Key files as ssh-keygen and openssl write them. */
class KeyFilesTest {
    private static final byte[] DATA = "to be signed".getBytes();

    @TempDir
    Path folder;

    private final List<String> notes = new ArrayList<>();
    private final KeyFiles files = new KeyFiles(notes::add);
    private Path file;

    @BeforeEach
    void names() {
        file = folder.resolve("key");
    }

    @ParameterizedTest
    @CsvSource({
        "-----BEGIN OPENSSH PRIVATE KEY-----END OPENSSH PRIVATE KEY-----, it is truncated",
        "-----BEGIN -----END , it is truncated",
        "-----BEGIN OPENSSH PRIVATE KEY-----AAAA-----END , it is",
    })
    void aDamagedFileIsNamedWithWhatIsWrong(String text, String said) throws Exception {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(files.identities(file, asking(new ArrayList<>()))).isEmpty();
        assertThat(notes).singleElement().satisfies(note -> assertThat(note)
                .startsWith("key file " + file + ": ")
                .contains(said)
                .doesNotContain("begin "));
    }

    @ParameterizedTest
    @CsvSource({
        "ed25519, OPENSSH",
        "ecdsa-256, OPENSSH",
        "ecdsa-384, OPENSSH",
        "ecdsa-521, OPENSSH",
        "rsa-2048, OPENSSH",
        "rsa-2048, RFC4716",
        "rsa-2048, PEM",
        "rsa-3072, PKCS8",
        "ecdsa-256, PEM",
        "ecdsa-384, PEM",
        "ecdsa-521, PEM",
        "ecdsa-256, PKCS8",
        "ecdsa-384, PKCS8",
        "ecdsa-521, PKCS8"
    })
    void everyFormatGivesThePublicKeyAndSignaturesThatItVerifies(String type, String format) throws Exception {
        SshServer.keygen(file, type, "", format.equals("OPENSSH") ? new String[0] : new String[] {"-m", format});

        Identity identity = only();

        String[] pub = Files.readString(Path.of(file + ".pub")).split(" ");
        assertThat(Base64.getEncoder().encodeToString(identity.blob())).isEqualTo(pub[1].strip());
        Files.delete(Path.of(file + ".pub"));
        for (String algorithm : identity.algorithms()) {
            assertThat(verifies(only().sign(algorithm, DATA), algorithm))
                    .as(algorithm)
                    .isTrue();
        }
        assertThat(notes).isEmpty();
    }

    @Test
    void aKeyThatClaimsMoreThanItHasIsRefusedBeforeThatMuchIsReserved() throws Exception {
        byte[] blob = new Wire.Writer().text("ssh-ed25519").uint32(0x7ffffff0).done();
        byte[] key = new Wire.Writer()
                .raw("openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII))
                .text("none")
                .text("none")
                .text("")
                .uint32(1)
                .bytes(blob)
                .bytes(new byte[64])
                .done();
        Files.writeString(
                file,
                "-----BEGIN OPENSSH PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(key)
                        + "\n-----END OPENSSH PRIVATE KEY-----\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertThat(files.identities(file, asking(new ArrayList<>()))).isEmpty();
        assertThat(notes).singleElement().asString().contains("it is truncated");
    }

    @Test
    void anEd25519KeyOfOpensslHasThePublicHalfThatOpensslSays() throws Exception {
        Needs.programs("openssl");
        SshServer.run(List.of("openssl", "genpkey", "-algorithm", "ed25519", "-out", file.toString()));

        byte[] der = der("openssl", "pkey", "-in", file.toString(), "-pubout");
        byte[] point = Arrays.copyOfRange(der, der.length - 32, der.length);
        assertThat(only().blob())
                .isEqualTo(new Wire.Writer().text("ssh-ed25519").bytes(point).done());
        assertThat(verifies(only().sign("ssh-ed25519", DATA), "ssh-ed25519")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-m PEM -N secret -t rsa -b 2048 | oneha reads encrypted keys in OpenSSH's format only",
                "-m PKCS8 -N secret -t rsa -b 2048 | oneha reads encrypted keys in OpenSSH's format only"
            })
    void whatCannotBeReadIsSaidAndHowToHelpIt(String options, String note) throws Exception {
        Needs.programs("ssh-keygen");
        List<String> command = new ArrayList<>(List.of("ssh-keygen", "-q", "-f", file.toString()));
        command.addAll(List.of(options.split(" ")));
        SshServer.run(command);

        assertThat(files.identities(file, asking(new ArrayList<>()))).isEmpty();
        assertThat(notes).singleElement().asString().contains(note).startsWith("key file " + file);
    }

    @ParameterizedTest
    @CsvSource({
        "ed25519, aes256-ctr",
        "ed25519, aes192-cbc",
        "ed25519, aes256-gcm@openssh.com",
        "rsa-2048, aes128-ctr",
        "ecdsa-256, aes256-cbc",
        "ecdsa-521, aes128-gcm@openssh.com"
    })
    void anEncryptedKeyOpensByItsPassphraseAndByNoOther(String type, String cipher) throws Exception {
        SshServer.keygen(file, type, "größe", "-Z", cipher);
        OpenSshKey locked = OpenSshKey.parse(der("cat", file.toString()));

        assertThat(locked.encrypted()).isTrue();
        assertThat(locked.open("grösse".toCharArray())).isEmpty();
        SigningKey key = locked.open("größe".toCharArray()).orElseThrow();
        String[] pub = Files.readString(Path.of(file + ".pub")).split(" ");
        assertThat(Base64.getEncoder().encodeToString(key.blob())).isEqualTo(pub[1].strip());
        String algorithm = PublicKeys.algorithms(pub[0]).get(0);
        SshServer.run(List.of("ssh-keygen", "-q", "-p", "-P", "größe", "-N", "", "-f", file.toString()));
        assertThat(verifies(key.sign(algorithm, DATA), algorithm)).isTrue();
    }

    @Test
    void aKeyInACipherThatTheJdkLacksIsNotAskedFor() throws Exception {
        SshServer.keygen(file, "ed25519", "secret", "-Z", "chacha20-poly1305@openssh.com");
        assertThat(files.identities(file, asking(new ArrayList<>()))).isEmpty();
        assertThat(notes).singleElement().asString().contains("it is encrypted in a way that oneha does not know");
    }

    @Test
    void aPassphraseIsAskedForThreeTimesAndThenNeverAgain() throws Exception {
        SshServer.keygen(file, "ed25519", "right");
        List<String> asked = new ArrayList<>();
        Identity identity = files.identities(file, asking(asked)).get(0);

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> identity.sign("ssh-ed25519", DATA))
                    .hasMessageContaining("passphrase was not given");
        }
        assertThat(asked).hasSize(3);
    }

    @Test
    void everyCutOfAFileIsANoteAndNoError() throws Exception {
        SshServer.keygen(file, "rsa-2048", "", "-m", "PEM");
        String whole = Files.readString(file);
        int body = whole.indexOf('\n') + 1;
        int end = whole.indexOf("-----END");
        for (int cut = body; cut < end; cut += 97) {
            Files.writeString(file, whole.substring(0, cut) + "\n" + whole.substring(end));
            assertThat(files.identities(file, asking(new ArrayList<>()))).isEmpty();
        }
        assertThat(notes).isNotEmpty();
    }

    @Test
    void aFileThatIsNotThereIsPassedOver() {
        assertThat(files.identities(file, asking(new ArrayList<>()))).isEmpty();
        assertThat(notes).isEmpty();
    }

    private Identity only() {
        List<Identity> all = files.identities(file, asking(new ArrayList<>()));
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static byte[] der(String... command) throws Exception {
        String pem = SshServer.run(List.of(command));
        return Base64.getDecoder().decode(pem.replaceAll("-----[A-Z ]+-----|\\s", ""));
    }

    /** With the public key that ssh-keygen finds in the file: its own reading, not ours. */
    private boolean verifies(byte[] signature, String algorithm) throws Exception {
        boolean edwards = algorithm.equals("ssh-ed25519");
        byte[] der = edwards ? edwardsDer() : der("ssh-keygen", "-e", "-m", "PKCS8", "-f", file.toString());
        String family = edwards ? "Ed25519" : algorithm.startsWith("rsa") ? "RSA" : "EC";
        PublicKey key = KeyFactory.getInstance(family).generatePublic(new X509EncodedKeySpec(der));
        Wire.Reader in = new Wire.Reader(signature);
        assertThat(in.text()).isEqualTo(algorithm);
        String bits = algorithm.endsWith("384") ? "384" : algorithm.matches(".*(512|521)") ? "512" : "256";
        Signature verifier = Signature.getInstance(
                edwards ? "Ed25519" : "SHA" + bits + "with" + (family.equals("EC") ? "ECDSAinP1363Format" : "RSA"));
        verifier.initVerify(key);
        verifier.update(DATA);
        byte[] value = in.bytes();
        int size = algorithm.endsWith("521") ? 66 : Integer.parseInt(bits) / 8;
        return verifier.verify(family.equals("EC") ? inP1363(value, size) : value);
    }

    private byte[] edwardsDer() throws Exception {
        byte[] blob = only().blob();
        byte[] header = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};
        byte[] der = Arrays.copyOf(header, header.length + 32);
        System.arraycopy(blob, blob.length - 32, der, header.length, 32);
        return der;
    }

    /** Both numbers in as many bytes as the curve has. */
    private static byte[] inP1363(byte[] two, int size) throws Exception {
        Wire.Reader in = new Wire.Reader(two);
        byte[] both = new byte[2 * size];
        for (int end = size; end <= 2 * size; end += size) {
            byte[] number = in.number().toByteArray();
            int length = Math.min(size, number.length);
            System.arraycopy(number, number.length - length, both, end - length, length);
        }
        return both;
    }

    private static Asking asking(List<String> asked) {
        Questions wrong = new Questions() {
            @Override
            public Answer trust(String host, String keyType, String fingerprint) {
                return Answer.NO;
            }

            @Override
            public Optional<char[]> passphrase(String keyFile) {
                asked.add(keyFile);
                return Optional.of("wrong".toCharArray());
            }

            @Override
            public Optional<char[]> password(String userAtHost) {
                return Optional.empty();
            }
        };
        return new Asking() {
            @Override
            public <T> T ask(Function<Questions, T> question) {
                return question.apply(wrong);
            }
        };
    }
}
