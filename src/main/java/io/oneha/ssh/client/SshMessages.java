package io.oneha.ssh.client;

import io.oneha.base.Text;

/** What sshj and the system say, made fit for a message. */
final class SshMessages {
    private SshMessages() {}

    static String of(String text) {
        String clean = Text.message(text);
        return clean.isEmpty() ? "no reason given" : clean;
    }

    /** The innermost reason, for sshj wraps what happened several times. */
    static String of(Throwable error) {
        Throwable cause = error;
        for (int depth = 0; cause.getCause() != null && depth < 10; depth++) {
            cause = cause.getCause();
        }
        String text = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return of(text);
    }
}
