package io.oneha.ssh.key;

import java.io.IOException;
import java.io.Serial;

/** The passphrase does not open the key. */
final class WrongPassphraseException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    WrongPassphraseException() {
        super("the passphrase is wrong");
    }
}
