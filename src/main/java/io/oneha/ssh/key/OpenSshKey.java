package io.oneha.ssh.key;

import com.hierynomus.sshj.userauth.keyprovider.bcrypt.BCrypt;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A private key in OpenSSH's own format, the private half perhaps encrypted. Source: OpenSSH, PROTOCOL.key. */
final class OpenSshKey {
    private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);
    private static final BigInteger ONE = BigInteger.ONE;

    private final String cipher;
    private final byte[] kdfOptions;
    private final byte[] blob;
    private final byte[] secret;

    private OpenSshKey(String cipher, byte[] kdfOptions, byte[] blob, byte[] secret) {
        this.cipher = cipher;
        this.kdfOptions = kdfOptions;
        this.blob = blob;
        this.secret = secret;
    }

    static OpenSshKey parse(byte[] bytes) throws IOException {
        Wire.Reader in = new Wire.Reader(bytes);
        if (!Arrays.equals(in.raw(MAGIC.length), MAGIC)) {
            throw new IOException("it is not in OpenSSH's format");
        }
        String cipher = in.text();
        String kdf = in.text();
        byte[] options = in.bytes();
        if (in.uint32() != 1) {
            throw new IOException("it does not hold one key");
        }
        byte[] blob = in.bytes();
        byte[] secret = in.bytes();
        byte[] tag = in.raw(in.left());
        if (PublicKeys.type(blob).startsWith("sk-")) {
            throw new IOException(
                    "it belongs to a security key, which oneha cannot use from a file; an agent can hold it");
        }
        if (PublicKeys.algorithms(PublicKeys.type(blob)).isEmpty()) {
            throw new IOException("oneha cannot use " + PublicKeys.shortType(blob) + " keys");
        }
        if (!cipher.equals("none")) {
            keyLength(cipher);
            if (!kdf.equals("bcrypt")) {
                throw new IOException("its passphrase is hashed in a way that oneha does not know");
            }
        }
        byte[] all = Arrays.copyOf(secret, secret.length + tag.length);
        System.arraycopy(tag, 0, all, secret.length, tag.length);
        return new OpenSshKey(cipher, options, blob, all);
    }

    byte[] blob() {
        return blob.clone();
    }

    boolean isEncrypted() {
        return !cipher.equals("none");
    }

    SigningKey open() throws IOException {
        return new SigningKey(blob, privateKey(new Wire.Reader(secret)));
    }

    /** The key by its passphrase, or nothing when it is the wrong one. */
    SigningKey open(char[] passphrase) throws IOException {
        byte[] plain = decrypted(passphrase);
        try {
            return new SigningKey(blob, privateKey(new Wire.Reader(plain)));
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private byte[] decrypted(char[] passphrase) throws IOException {
        ByteBuffer utf8 = StandardCharsets.UTF_8.encode(CharBuffer.wrap(passphrase));
        byte[] password = Arrays.copyOf(utf8.array(), utf8.limit());
        boolean gcm = cipher.contains("-gcm@");
        byte[] keyAndIv = new byte[keyLength(cipher) + (gcm ? 12 : 16)];
        try {
            Wire.Reader options = new Wire.Reader(kdfOptions);
            byte[] salt = options.bytes();
            new BCrypt().pbkdf(password, salt, (int) options.uint32(), keyAndIv);
            SecretKeySpec key = new SecretKeySpec(keyAndIv, 0, keyLength(cipher), "AES");
            byte[] iv = Arrays.copyOfRange(keyAndIv, keyLength(cipher), keyAndIv.length);
            String mode = gcm ? "GCM" : cipher.endsWith("-cbc") ? "CBC" : "CTR";
            Cipher aes = Cipher.getInstance("AES/" + mode + "/NoPadding");
            aes.init(Cipher.DECRYPT_MODE, key, gcm ? new GCMParameterSpec(128, iv) : new IvParameterSpec(iv));
            return aes.doFinal(secret);
        } catch (AEADBadTagException e) {
            throw new WrongPassphraseException();
        } catch (GeneralSecurityException e) {
            throw new IOException("it cannot be decrypted: " + e.getMessage(), e);
        } finally {
            Arrays.fill(password, (byte) 0);
            Arrays.fill(utf8.array(), (byte) 0);
            Arrays.fill(keyAndIv, (byte) 0);
        }
    }

    private static int keyLength(String cipher) throws IOException {
        return switch (cipher) {
            case "aes128-ctr", "aes128-cbc", "aes128-gcm@openssh.com" -> 16;
            case "aes192-ctr", "aes192-cbc" -> 24;
            case "aes256-ctr", "aes256-cbc", "aes256-gcm@openssh.com" -> 32;
            default -> throw new IOException("it is encrypted in a way that oneha does not know");
        };
    }

    private static PrivateKey privateKey(Wire.Reader in) throws IOException {
        if (in.uint32() != in.uint32()) {
            throw new WrongPassphraseException();
        }
        String type = in.text();
        try {
            if (type.equals("ssh-ed25519")) {
                in.bytes();
                byte[] seed = Arrays.copyOf(in.bytes(), 32);
                return KeyFactory.getInstance("Ed25519")
                        .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
            }
            return type.equals("ssh-rsa") ? rsa(in) : elliptic(in);
        } catch (GeneralSecurityException e) {
            throw new IOException("it is not a valid key: " + e.getMessage(), e);
        }
    }

    private static PrivateKey elliptic(Wire.Reader in) throws IOException, GeneralSecurityException {
        Curves curve = Curves.ofSsh(in.text());
        in.bytes();
        return curve.privateKey(in.number());
    }

    private static PrivateKey rsa(Wire.Reader in) throws IOException, GeneralSecurityException {
        BigInteger n = in.number();
        BigInteger e = in.number();
        BigInteger d = in.number();
        BigInteger inverse = in.number();
        BigInteger p = in.number();
        BigInteger q = in.number();
        if (p.compareTo(ONE) <= 0 || q.compareTo(ONE) <= 0) {
            throw new IOException("it is not a valid key");
        }
        BigInteger dp = d.mod(p.subtract(ONE));
        BigInteger dq = d.mod(q.subtract(ONE));
        return KeyFactory.getInstance("RSA").generatePrivate(new RSAPrivateCrtKeySpec(n, e, d, p, q, dp, dq, inverse));
    }
}
