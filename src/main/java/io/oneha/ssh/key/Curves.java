package io.oneha.ssh.key;

import java.io.IOException;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;

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
        for (Curves curve : values()) {
            if (curve.oid.equals(hex)) {
                return curve;
            }
        }
        throw new IOException("it is on a curve that SSH does not have");
    }

    PrivateKey privateKey(BigInteger secret) throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(javaName));
        ECParameterSpec spec = parameters.getParameterSpec(ECParameterSpec.class);
        return KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(secret, spec));
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
