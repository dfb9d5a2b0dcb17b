package io.oneha.ssh.key;

import java.io.IOException;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The elliptic curves of SSH, by their three names. Source: RFC 5656, section 10.1. */
enum Curves {
    P256("nistp256", "secp256r1", "2a8648ce3d030107"),
    P384("nistp384", "secp384r1", "2b81040022"),
    P521("nistp521", "secp521r1", "2b81040023");

    private final String sshName;
    private final String javaName;
    private final String oid;

    Curves(String sshName, String javaName, String oid) {
        this.sshName = sshName;
        this.javaName = javaName;
        this.oid = oid;
    }

    /** By the bytes of the object identifier, in hexadecimal. */
    static Curves ofOid(String hex) throws IOException {
        return with(curve -> curve.oid.equals(hex));
    }

    /** By the type of a key, such as {@code ecdsa-sha2-nistp256}. */
    static Curves ofKeyType(String type) throws IOException {
        return with(curve -> type.equals("ecdsa-sha2-" + curve.sshName));
    }

    private static Curves with(Predicate<Curves> property) throws IOException {
        return Stream.of(values())
                .filter(property)
                .findFirst()
                .orElseThrow(() -> new IOException("it is on a curve that SSH does not have"));
    }

    private ECParameterSpec parameters() throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(javaName));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }

    PrivateKey privateKey(BigInteger secret) throws GeneralSecurityException {
        return KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(secret, parameters()));
    }

    /** By its uncompressed point, as in X9.62. */
    PublicKey publicKey(byte[] point) throws GeneralSecurityException {
        if (point.length % 2 == 0 || point[0] != 4) {
            throw new InvalidKeyException("not an uncompressed point");
        }
        int half = point.length / 2;
        ECPoint w = new ECPoint(
                new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + half)),
                new BigInteger(1, Arrays.copyOfRange(point, 1 + half, point.length)));
        return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(w, parameters()));
    }

    /** The public key as it travels; the point is uncompressed, as in X9.62. */
    byte[] blob(byte[] point) {
        return new Wire.Writer()
                .text("ecdsa-sha2-" + sshName)
                .text(sshName)
                .bytes(point)
                .done();
    }
}
