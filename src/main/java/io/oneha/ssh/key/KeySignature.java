package io.oneha.ssh.key;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Checks a signature in SSH's format. Here and not in sshj, which does not check certificates in a key exchange with a group
 * of the server's choice. SHA-1 signatures are refused, as OpenSSH refuses them. Sources: RFC 5656, 8332, 8709.
 */
public final class KeySignature {
    private static final int ED25519_LENGTH = 32;
    /** What comes before an Ed25519 key in X.509. Source: RFC 8410, section 4. */
    private static final String ED25519_HEAD = "302a300506032b6570032100";

    private KeySignature() {}

    /** Whether {@code signature} is the key's over {@code data}; false for keys and signatures that are not understood. */
    public static boolean verifies(byte[] key, byte[] data, byte[] signature) {
        try {
            Wire.Reader keyParts = new Wire.Reader(key);
            Wire.Reader signatureParts = new Wire.Reader(signature);
            String keyType = keyParts.text();
            String format = signatureParts.text();
            byte[] value = signatureParts.bytes();
            return switch (keyType) {
                case "ssh-rsa" -> format.startsWith("rsa-sha2-") && verifies(format, rsa(keyParts), data, value);
                case "ssh-ed25519" -> format.equals(keyType) && verifies(format, ed25519(keyParts), data, value);
                default -> format.equals(keyType) && verifies(format, ecdsa(keyType, keyParts), data, value);
            };
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean verifies(String format, PublicKey key, byte[] data, byte[] value)
            throws GeneralSecurityException, IOException {
        Signature signature = Signature.getInstance(SigningKey.javaName(format));
        signature.initVerify(key);
        signature.update(data);
        return signature.verify(key instanceof ECPublicKey elliptic ? sideBySide(value, elliptic.getParams()) : value);
    }

    private static PublicKey rsa(Wire.Reader parts) throws GeneralSecurityException, IOException {
        BigInteger exponent = parts.number();
        return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(parts.number(), exponent));
    }

    private static PublicKey ed25519(Wire.Reader parts) throws GeneralSecurityException, IOException {
        byte[] value = parts.bytes();
        if (value.length != ED25519_LENGTH) {
            throw new IOException("not an Ed25519 key");
        }
        byte[] encoded = HexFormat.of().parseHex(ED25519_HEAD + HexFormat.of().formatHex(value));
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }

    private static PublicKey ecdsa(String type, Wire.Reader parts) throws GeneralSecurityException, IOException {
        parts.bytes();
        return Curves.ofKeyType(type).publicKey(parts.bytes());
    }

    /** The two numbers of an ECDSA signature side by side, each as long as the curve's numbers are, as Java wants them. */
    private static byte[] sideBySide(byte[] numbers, ECParameterSpec curve) throws IOException {
        Wire.Reader in = new Wire.Reader(numbers);
        BigInteger r = in.number();
        BigInteger s = in.number();
        int bits = (curve.getOrder().bitLength() + 7) / 8 * 8;
        if (r.signum() < 0 || s.signum() < 0 || r.bitLength() > bits || s.bitLength() > bits) {
            throw new IOException("not an ECDSA signature");
        }
        // The one in front keeps the zeros that a number may begin with.
        byte[] all = BigInteger.ONE.shiftLeft(bits).or(r).shiftLeft(bits).or(s).toByteArray();
        return Arrays.copyOfRange(all, 1, all.length);
    }
}
