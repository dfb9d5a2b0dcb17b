package io.oneha.ssh.key;

import com.hierynomus.sshj.common.KeyDecryptionFailedException;
import com.hierynomus.sshj.userauth.keyprovider.OpenSSHKeyV1KeyFile;
import io.oneha.ssh.ModernSshConfig;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import net.schmizz.sshj.userauth.password.PasswordUtils;

/**
 * A private key in OpenSSH's own format, the private half perhaps encrypted. Source: OpenSSH, PROTOCOL.key. What is needed before a
 * passphrase is asked for is read here, the private half by sshj.
 */
record OpenSshKey(byte[] file, boolean encrypted, byte[] blob) implements KeyFile.Content {
    static final String LABEL = "OPENSSH PRIVATE KEY";
    private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);
    /** That the JDK has; chacha20-poly1305 it has not in OpenSSH's form. */
    private static final Pattern CIPHERS =
            Pattern.compile("none|aes(128|192|256)-(ctr|cbc)|aes(128|256)-gcm@openssh\\.com");

    static OpenSshKey parse(byte[] bytes) throws IOException {
        Wire.Reader in = new Wire.Reader(bytes);
        if (!Arrays.equals(in.raw(MAGIC.length), MAGIC)) {
            throw new IOException("it is not in OpenSSH's format");
        }
        String cipher = in.text();
        boolean encrypted = !cipher.equals("none");
        String kdf = in.text();
        in.bytes();
        if (in.uint32() != 1) {
            throw new IOException("it does not hold one key");
        }
        byte[] blob = in.bytes();
        in.bytes();
        if (PublicKeys.type(blob).startsWith("sk-")) {
            throw new IOException(
                    "it belongs to a security key, which oneha cannot use from a file; an agent can hold it");
        }
        if (PublicKeys.algorithms(PublicKeys.type(blob)).isEmpty()) {
            throw new IOException("oneha cannot use " + PublicKeys.shortType(blob) + " keys");
        }
        PublicKeys.requireWhole(blob);
        if (!CIPHERS.matcher(cipher).matches()) {
            throw new IOException("it is encrypted in a way that oneha does not know");
        }
        if (encrypted && !kdf.equals("bcrypt")) {
            throw new IOException("its passphrase is hashed in a way that oneha does not know");
        }
        return new OpenSshKey(bytes, encrypted, blob);
    }

    SigningKey open() throws IOException {
        return open(new char[0]).orElseThrow(() -> new IOException("the passphrase is wrong"));
    }

    /**
     * The key by its passphrase, which is forgotten; empty when it is the wrong one.
     *
     * @throws IOException it is not a valid key
     */
    Optional<SigningKey> open(char[] passphrase) throws IOException {
        ModernSshConfig.useProvidersOfJdk();
        String armoured = "-----BEGIN " + LABEL + "-----\n"
                + Base64.getEncoder().encodeToString(file) + "\n-----END " + LABEL + "-----\n";
        OpenSSHKeyV1KeyFile reader = new OpenSSHKeyV1KeyFile();
        reader.init(new StringReader(armoured), PasswordUtils.createOneOff(passphrase));
        try {
            return Optional.of(new SigningKey(blob, reader.getPrivate()));
        } catch (KeyDecryptionFailedException e) {
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            // sshj says in words of its own at which byte it stumbled.
            throw new IOException("it is not a valid key", e);
        }
    }
}
