package io.oneha.observe.host;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What SSH tells of a front-end's host. Its parts are learnt at their own pace and carry their own age; a failure leaves what
 * was known before, which then only grows older.
 *
 * @param asked whether SSH is used for this host at all
 * @param addresses what its NICs hold
 * @param facts everything else
 * @param failure why the last try failed; empty when it worked
 * @param elapsed how long the last try that worked took; zero before one did
 */
public record HostView(
        boolean asked,
        Optional<Seen<List<NicAddress>>> addresses,
        Optional<Seen<HostFacts>> facts,
        Optional<HostFailure> failure,
        Duration elapsed) {
    /** A host that SSH is not used for. */
    public static final HostView NOT_ASKED =
            new HostView(false, Optional.empty(), Optional.empty(), Optional.empty(), Duration.ZERO);

    /** A host that has not answered yet. */
    public static final HostView PENDING =
            new HostView(true, Optional.empty(), Optional.empty(), Optional.empty(), Duration.ZERO);

    /** Facts older than this say nothing of now. */
    public static final Duration FRESH = Duration.ofSeconds(60);

    /** A value and when it was learnt. */
    public record Seen<T>(T value, Instant at) {}

    /** The same after a try that failed. */
    HostView failed(HostFailure why) {
        return new HostView(true, addresses, facts, Optional.of(why), elapsed);
    }

    /** The facts, however old. */
    public Optional<HostFacts> known() {
        return facts.map(Seen::value);
    }

    /** The facts as far as they hold at a moment: they are not too old, and the last try worked. */
    public Optional<HostFacts> current(Instant at) {
        return facts.filter(seen -> failure.isEmpty() && !seen.at().isBefore(at.minus(FRESH)))
                .map(Seen::value);
    }

    /** When the facts were read. */
    public Optional<Instant> readAt() {
        return facts.map(Seen::at);
    }

    /** The addresses, however old. */
    public Optional<List<NicAddress>> nics() {
        return addresses.map(Seen::value);
    }
}
