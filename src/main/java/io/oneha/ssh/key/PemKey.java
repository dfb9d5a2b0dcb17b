package io.oneha.ssh.key;

import java.io.IOException;
import java.io.Serial;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Private keys as OpenSSL writes them, unencrypted: PKCS#1 (RSA), SEC1 (EC), PKCS#8 (both, and Ed25519). Sources: RFC 8017,
 * A.1.2; RFC 5915; RFC 5958; RFC 8410. With the JDK's means only.
 */
public final class PemKey {
    private static final String OID_RSA = "2a864886f70d010101";
    private static final String OID_EC = "2a8648ce3d0201";
    private static final String OID_ED25519 = "2b6570";
    private static final int PARAMETERS = 0xa0;
    private static final int PUBLIC = 0xa1;

    private PemKey() {}

    /**
     * The private half of a key by what its file's first line calls it.
     *
     * @param label such as {@code RSA PRIVATE KEY}
     * @throws IOException it cannot be used; the message says why and follows the file's name
     */
    public static PrivateKey privateKey(String label, byte[] der) throws IOException {
        return parse(label, der, Optional.empty()).key();
    }

    /**
     * A key by what its file's first line calls it.
     *
     * @param label such as {@code RSA PRIVATE KEY}
     * @param publicHalf what its {@code .pub} file holds, for an EC key that lacks it
     */
    static SigningKey parse(String label, byte[] der, Optional<byte[]> publicHalf) throws IOException {
        try {
            return switch (label) {
                case "RSA PRIVATE KEY" -> rsa(new Der(der));
                case "EC PRIVATE KEY" -> elliptic(new Der(der), Optional.empty(), publicHalf);
                case "PRIVATE KEY" -> pkcs8(new Der(der).enter(Der.SEQUENCE), publicHalf);
                default -> throw new IOException("oneha cannot read a " + label);
            };
        } catch (GeneralSecurityException e) {
            throw new IOException("it is not a valid key: " + e.getMessage(), e);
        }
    }

    private static SigningKey pkcs8(Der in, Optional<byte[]> publicHalf) throws IOException, GeneralSecurityException {
        in.integer();
        Der algorithm = in.enter(Der.SEQUENCE);
        byte[] key = in.next(Der.OCTETS);
        String oid = hex(algorithm.next(Der.OID));
        return switch (oid) {
            case OID_RSA -> rsa(new Der(key));
            case OID_EC -> elliptic(new Der(key), Optional.of(Curves.ofOid(hex(algorithm.next(Der.OID)))), publicHalf);
            case OID_ED25519 -> edwards(new Der(key).next(Der.OCTETS));
            default -> throw new IOException("it is of a type that oneha cannot use");
        };
    }

    private static SigningKey rsa(Der file) throws IOException, GeneralSecurityException {
        Der in = file.enter(Der.SEQUENCE);
        in.integer();
        BigInteger n = in.integer();
        BigInteger e = in.integer();
        RSAPrivateCrtKeySpec spec = new RSAPrivateCrtKeySpec(
                n, e, in.integer(), in.integer(), in.integer(), in.integer(), in.integer(), in.integer());
        byte[] blob = new Wire.Writer().text("ssh-rsa").number(e).number(n).done();
        return new SigningKey(blob, KeyFactory.getInstance("RSA").generatePrivate(spec));
    }

    private static SigningKey elliptic(Der file, Optional<Curves> outer, Optional<byte[]> publicHalf)
            throws IOException, GeneralSecurityException {
        Der in = file.enter(Der.SEQUENCE);
        in.integer();
        BigInteger secret = new BigInteger(1, in.next(Der.OCTETS));
        Optional<Curves> curve = in.has(PARAMETERS)
                ? Optional.of(Curves.ofOid(hex(in.enter(PARAMETERS).next(Der.OID))))
                : outer;
        Curves known = curve.orElseThrow(() -> new IOException("it does not say its curve"));
        PrivateKey key = known.privateKey(secret);
        if (in.has(PUBLIC)) {
            byte[] bits = in.enter(PUBLIC).next(Der.BITS);
            return new SigningKey(known.blob(Arrays.copyOfRange(bits, 1, bits.length)), key);
        }
        return new SigningKey(
                publicHalf.orElseThrow(() -> new IOException("it lacks its public half, and there is no .pub file")),
                key);
    }

    /** The JDK has no way from the private half to the public one but to generate the pair again from the same "random" bytes. */
    private static SigningKey edwards(byte[] seed) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(NamedParameterSpec.ED25519, new Seed(seed));
        byte[] encoded = generator.generateKeyPair().getPublic().getEncoded();
        byte[] point = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        byte[] blob = new Wire.Writer().text("ssh-ed25519").bytes(point).done();
        PrivateKey key = KeyFactory.getInstance("Ed25519")
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
        return new SigningKey(blob, key);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** Gives out one value. */
    private static final class Seed extends SecureRandom {
        @Serial
        private static final long serialVersionUID = 1L;

        private final byte[] value;

        Seed(byte[] value) {
            this.value = value;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(value, 0, bytes, 0, bytes.length);
        }
    }
}
