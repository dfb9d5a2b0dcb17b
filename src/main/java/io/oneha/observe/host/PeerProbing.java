package io.oneha.observe.host;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether front-ends are asked how they reach one another. Each try is a connection that the other's sshd logs, and work on
 * both, so only who makes something of the answer has it done.
 */
public enum PeerProbing {
    /** At the first look, and then now and again. */
    REPEATED(Optional.of(Duration.ofSeconds(60))),
    /** Not at all: what is known of a host then tells of no other. */
    NEVER(Optional.empty());

    private final Optional<Duration> every;

    PeerProbing(Optional<Duration> every) {
        this.every = every;
    }

    /** How long what was learnt is good for. */
    Optional<Duration> every() {
        return every;
    }
}
