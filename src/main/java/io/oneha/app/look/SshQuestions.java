package io.oneha.app.look;

import io.oneha.base.Text;
import io.oneha.ssh.Questions;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks on the terminal what SSH needs to know, one question after another, until the terminal is needed for something else.
 * The time that answers take is counted, because it is nobody's fault.
 */
final class SshQuestions implements Questions {
    private final Object clock = new Object();
    private long spent;
    private long since = -1;
    private volatile boolean closed;

    /** @param open whether there is a terminal to ask on */
    SshQuestions(boolean open) {
        this.closed = !open;
    }

    @Override
    public synchronized Answer trust(String host, String keyType, String fingerprint) {
        if (closed) {
            return Answer.NOBODY_THERE;
        }
        String text = "oneha: the host key of " + Text.clean(host) + " is not known.\n       " + Text.clean(keyType)
                + " " + Text.clean(fingerprint) + "\n       Trust it, and add it to known_hosts? [y/N] ";
        return timed(() -> TerminalPrompt.ask(text))
                .map(answer -> answer.toLowerCase(Locale.ROOT))
                .map(answer -> answer.equals("y") || answer.equals("yes") ? Answer.YES : Answer.NO)
                .orElse(Answer.NOBODY_THERE);
    }

    @Override
    public synchronized Optional<char[]> passphrase(String keyFile) {
        return hidden("Passphrase of " + Text.clean(keyFile) + ": ");
    }

    @Override
    public synchronized Optional<char[]> password(String userAtHost) {
        return hidden("Password of " + Text.clean(userAtHost) + ": ");
    }

    private Optional<char[]> hidden(String text) {
        return closed
                ? Optional.empty()
                : timed(() -> TerminalPrompt.askHidden(text)).map(String::toCharArray);
    }

    private <T> T timed(Supplier<T> question) {
        synchronized (clock) {
            since = System.nanoTime();
        }
        try {
            return question.get();
        } finally {
            synchronized (clock) {
                spent += System.nanoTime() - since;
                since = -1;
            }
        }
    }

    /** Nanoseconds for which answers were awaited so far. */
    long spent() {
        synchronized (clock) {
            return spent + (since < 0 ? 0 : System.nanoTime() - since);
        }
    }

    /** Asks nothing any more: the terminal belongs to the dashboard. */
    void close() {
        closed = true;
    }
}
