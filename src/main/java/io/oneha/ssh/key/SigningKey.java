package io.oneha.ssh.key;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Arrays;

/** A private key in memory, and the public one that belongs to it. */
record SigningKey(byte[] blob, PrivateKey key) implements KeyFile.Content {
    /** A signature as it travels. Sources: RFC 8332 (RSA), RFC 5656, 3.1.2 (ECDSA), RFC 8709 (Ed25519). */
    byte[] sign(String algorithm, byte[] data) throws IOException {
        String format = PublicKeys.signatureFormat(algorithm);
        try {
            Signature signature = Signature.getInstance(javaName(format));
            signature.initSign(key);
            signature.update(data);
            byte[] raw = signature.sign();
            byte[] value = format.startsWith("ecdsa-") ? twoNumbers(raw) : raw;
            return new Wire.Writer().text(format).bytes(value).done();
        } catch (GeneralSecurityException | ArithmeticException e) {
            throw new IOException("it cannot sign: " + e.getMessage(), e);
        }
    }

    /** What Java calls the signatures of a format. */
    static String javaName(String format) throws IOException {
        return switch (format) {
            case "ssh-ed25519" -> "Ed25519";
            case "rsa-sha2-256" -> "SHA256withRSA";
            case "rsa-sha2-512" -> "SHA512withRSA";
            case "ecdsa-sha2-nistp256" -> "SHA256withECDSAinP1363Format";
            case "ecdsa-sha2-nistp384" -> "SHA384withECDSAinP1363Format";
            case "ecdsa-sha2-nistp521" -> "SHA512withECDSAinP1363Format";
            default -> throw new IOException("oneha cannot make " + format + " signatures");
        };
    }

    private static byte[] twoNumbers(byte[] raw) {
        int half = raw.length / 2;
        return new Wire.Writer()
                .number(new BigInteger(1, Arrays.copyOf(raw, half)))
                .number(new BigInteger(1, Arrays.copyOfRange(raw, half, raw.length)))
                .done();
    }

    /** Nothing of the private key. */
    @Override
    public String toString() {
        return PublicKeys.type(blob) + " " + PublicKeys.fingerprint(blob);
    }
}
