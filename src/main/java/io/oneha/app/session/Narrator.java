package io.oneha.app.session;

import io.oneha.base.Text;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * Says on standard error what happens, as far as it was asked for. May be used by several threads.
 *
 * @param err standard error
 * @param verbosity how often {@code -v} was given
 */
public record Narrator(PrintWriter err, int verbosity) {
    /** Says nothing: the dashboard owns the terminal. */
    public static final Narrator MUTE = new Narrator(new PrintWriter(Writer.nullWriter()), 0);

    /** Something odd that stops nothing; always said. */
    public void warn(String line) {
        print(line);
    }

    /** What was asked and what came back; said with {@code -v}. */
    public void tell(String line) {
        if (isTelling()) {
            print(line);
        }
    }

    /** Whether {@link #tell} says anything. */
    public boolean isTelling() {
        return verbosity > 0;
    }

    private synchronized void print(String line) {
        err.println("oneha: " + Text.clean(line));
        err.flush();
    }
}
