package io.oneha.ssh;

import java.io.Serial;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;

/**
 * Answers to {@code KeyFactory "ECDSA"} with the JDK's {@code KeyFactory "EC"}. sshj asks for the name that only BouncyCastle
 * knows, for user keys and for host keys, so without this no ECDSA key works.
 */
final class EcdsaKeys extends Provider {
    @Serial
    private static final long serialVersionUID = 1L;

    private EcdsaKeys(Provider.Service ec) {
        super("OnehaEcdsa", "1.0", "KeyFactory ECDSA, which is the JDK's EC");
        putService(new Service(this, "KeyFactory", "ECDSA", ec.getClassName(), null, null) {
            @Override
            public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
                return ec.newInstance(parameter);
            }
        });
    }

    /** Adds the provider, once. */
    static synchronized void install() {
        if (Security.getProvider("OnehaEcdsa") != null) {
            return;
        }
        for (Provider provider : Security.getProviders()) {
            Provider.Service ec = provider.getService("KeyFactory", "EC");
            if (ec != null) {
                Security.addProvider(new EcdsaKeys(ec));
                return;
            }
        }
        throw new IllegalStateException("this Java has no elliptic curves: KeyFactory \"EC\" is missing");
    }
}
