package io.oneha.ssh.key;

import java.io.IOException;
import java.util.List;

/** A key to log in with, wherever its private half is. */
public interface Identity {
    /** What messages call it: a file, or the fingerprint of an agent's key. */
    String description();

    /** The public key or certificate as it travels. Source: RFC 4253, section 6.6. */
    byte[] blob();

    /** The names of the signatures to offer with it, best first. */
    default List<String> algorithms() {
        return PublicKeys.algorithms(PublicKeys.type(blob()));
    }

    /**
     * Signs, which may ask the operator for a passphrase.
     *
     * @param algorithm one of {@link #algorithms}
     * @return the signature as it travels: its format's name and its bytes
     * @throws IOException it cannot; the message says why
     */
    byte[] sign(String algorithm, byte[] data) throws IOException;
}
