package io.oneha.apply;

import io.oneha.zone.ZoneServer;
import java.time.Duration;
import java.util.List;

/**
 * Changes of the zone's pool. A call that ends without an answer is an unknown outcome, never "not done": whoever gets one looks
 * at the pool before anything else.
 */
public interface ZoneAdmin {
    /** The pool as the leader has it now. */
    List<ZoneServer> pool(Duration timeout);

    /**
     * Adds a server: {@code one.zone.addserver}. oned does not mind a name or endpoint that is there already, so the caller must.
     *
     * @throws UnknownOutcomeException there was no answer
     * @throws StepException oned refused it, in its own words
     */
    void addServer(String name, String endpoint, Duration timeout);

    /** It is not known whether a change was made. */
    final class UnknownOutcomeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** @param message one line: what was asked and how it ended */
        public UnknownOutcomeException(String message) {
            super(message);
        }
    }
}
