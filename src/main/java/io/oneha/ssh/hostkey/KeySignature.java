package io.oneha.ssh.hostkey;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Map;

/**
 * Checks a signature in SSH's format. Here and not in sshj, which does not check certificates in a key exchange with a group
 * of the server's choice. SHA-1 signatures are refused, as OpenSSH refuses them. Sources: RFC 5656, 8332, 8709.
 */
final class KeySignature {
    private static final int ED25519_LENGTH = 32;
    private static final Map<String, String> RSA =
            Map.of("rsa-sha2-256", "SHA256withRSA", "rsa-sha2-512", "SHA512withRSA");
    private static final Map<String, String> ECDSA = Map.of(
            "ecdsa-sha2-nistp256", "SHA256withECDSA",
            "ecdsa-sha2-nistp384", "SHA384withECDSA",
            "ecdsa-sha2-nistp521", "SHA512withECDSA");
    private static final Map<String, String> CURVES = Map.of(
            "ecdsa-sha2-nistp256", "secp256r1",
            "ecdsa-sha2-nistp384", "secp384r1",
            "ecdsa-sha2-nistp521", "secp521r1");

    private KeySignature() {}

    /** Whether {@code signature} is the key's over {@code data}; false for keys and signatures that are not understood. */
    static boolean verifies(byte[] key, byte[] data, byte[] signature) {
        try {
            KeyBytes keyBytes = new KeyBytes(key);
            KeyBytes signatureBytes = new KeyBytes(signature);
            String keyType = keyBytes.text();
            String algorithm = signatureBytes.text();
            byte[] value = signatureBytes.string();
            if (keyType.equals("ssh-rsa") && RSA.containsKey(algorithm)) {
                return verifies(RSA.get(algorithm), rsa(keyBytes), data, value);
            }
            if (!keyType.equals(algorithm)) {
                return false;
            }
            if (keyType.equals("ssh-ed25519")) {
                return verifies("Ed25519", ed25519(keyBytes), data, value);
            }
            return ECDSA.containsKey(keyType)
                    && verifies(ECDSA.get(keyType), ecdsa(keyType, keyBytes), data, der(new KeyBytes(value)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean verifies(String algorithm, PublicKey key, byte[] data, byte[] value)
            throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm);
        signature.initVerify(key);
        signature.update(data);
        return signature.verify(value);
    }

    private static PublicKey rsa(KeyBytes bytes) throws GeneralSecurityException {
        BigInteger exponent = bytes.integer();
        return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(bytes.integer(), exponent));
    }

    private static PublicKey ed25519(KeyBytes bytes) throws GeneralSecurityException {
        byte[] value = bytes.string();
        if (value.length != ED25519_LENGTH) {
            throw new IllegalArgumentException("not an Ed25519 key");
        }
        byte[] bigEndian = new byte[value.length];
        for (int i = 0; i < value.length; i++) {
            bigEndian[i] = value[value.length - 1 - i];
        }
        boolean isOdd = (bigEndian[0] & 0x80) != 0;
        bigEndian[0] &= 0x7f;
        EdECPoint point = new EdECPoint(isOdd, new BigInteger(1, bigEndian));
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
    }

    private static PublicKey ecdsa(String type, KeyBytes bytes) throws GeneralSecurityException {
        bytes.string();
        byte[] point = bytes.string();
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec(CURVES.get(type)));
        if (point.length % 2 == 0 || point[0] != 4) {
            throw new IllegalArgumentException("not an uncompressed point");
        }
        int half = point.length / 2;
        ECPoint w = new ECPoint(
                new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + half)),
                new BigInteger(1, Arrays.copyOfRange(point, 1 + half, point.length)));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(w, curve.getParameterSpec(ECParameterSpec.class)));
    }

    /** The two numbers of an ECDSA signature as Java wants them. */
    private static byte[] der(KeyBytes bytes) {
        byte[] r = derInteger(bytes.integer());
        byte[] s = derInteger(bytes.integer());
        int length = r.length + s.length;
        byte[] head = length < 0x80 ? new byte[] {0x30, (byte) length} : new byte[] {0x30, (byte) 0x81, (byte) length};
        byte[] all = Arrays.copyOf(head, head.length + length);
        System.arraycopy(r, 0, all, head.length, r.length);
        System.arraycopy(s, 0, all, head.length + r.length, s.length);
        return all;
    }

    private static byte[] derInteger(BigInteger number) {
        byte[] value = number.toByteArray();
        if (value.length > 0x7f) {
            throw new IllegalArgumentException("not an ECDSA signature");
        }
        byte[] all = new byte[value.length + 2];
        all[0] = 2;
        all[1] = (byte) value.length;
        System.arraycopy(value, 0, all, 2, value.length);
        return all;
    }
}
