package io.oneha.ssh;

import java.util.Optional;

/** What only the operator can answer. Called by one thread at a time; may block for as long as a person thinks. */
public interface Questions {
    /** What became of a yes-or-no question. */
    enum Answer {
        YES,
        NO,
        /** There is no terminal to ask on. */
        NOBODY_THERE
    }

    /**
     * Whether a host's unknown key is to be trusted and added to known_hosts.
     *
     * @param host the host as known_hosts names it
     * @param keyType such as {@code ssh-ed25519}
     * @param fingerprint {@code SHA256:…}
     */
    Answer trust(String host, String keyType, String fingerprint);

    /** The passphrase of an encrypted key file; empty when nobody answers. */
    Optional<char[]> passphrase(String keyFile);

    /** The password of a login, asked only when the operator asked to be asked; empty when nobody answers. */
    Optional<char[]> password(String userAtHost);
}
