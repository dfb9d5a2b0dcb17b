package io.oneha.zone;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of one call to one server.
 *
 * @param <T> what the call asks for
 */
public sealed interface Reply<T> {
    /** Time from the call to its end. */
    Duration elapsed();

    /** The value, when there was an answer. */
    default Optional<T> value() {
        return this instanceof Answer<T> answer ? Optional.of(answer.content()) : Optional.empty();
    }

    /** The failure, when there was none. */
    default Optional<Failure<T>> failure() {
        return this instanceof Failure<T> failure ? Optional.of(failure) : Optional.empty();
    }

    /** The server answered. */
    record Answer<T>(T content, Duration elapsed) implements Reply<T> {}

    /**
     * It did not, or said no.
     *
     * @param kind why
     * @param text one line for the user, free of control characters; oned's own text where there is one
     */
    record Failure<T>(FailureKind kind, String text, Duration elapsed) implements Reply<T> {
        /** The same failure of a call that asked for something else. */
        public <U> Failure<U> cast() {
            return new Failure<>(kind, text, elapsed);
        }
    }
}
