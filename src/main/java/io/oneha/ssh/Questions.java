package io.oneha.ssh;

import java.util.Optional;

/** What only the operator can answer. Called by one thread at a time; may block for as long as a person thinks. */
public interface Questions {
    /** Nobody is there to answer. */
    Questions UNANSWERED = new Questions() {
        @Override
        public Answer trust(String host, String keyType, String fingerprint) {
            return Answer.NOBODY_THERE;
        }

        @Override
        public Optional<char[]> passphrase(String keyFile) {
            return Optional.empty();
        }

        @Override
        public Optional<char[]> password(String userAtHost) {
            return Optional.empty();
        }
    };

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
