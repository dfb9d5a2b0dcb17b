package io.oneha.ssh.client;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * When a host that could not be reached may be tried again: soon and then less often. A refused login is tried less often,
 * for hosts lock out who tries too much.
 */
final class BackOff {
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LAST = Duration.ofSeconds(30);
    private static final Duration FIRST_REFUSED = Duration.ofSeconds(30);
    private static final Duration LAST_REFUSED = Duration.ofMinutes(5);

    private final LongSupplier nanoTime;
    private Optional<HopFailure> last = Optional.empty();
    private Duration wait = Duration.ZERO;
    private long failedAt;

    BackOff(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized void failed(HopFailure trouble) {
        boolean refused = isRefusal(trouble);
        boolean again = last.isPresent() && isRefusal(last.get()) == refused;
        Duration first = refused ? FIRST_REFUSED : FIRST;
        Duration longest = refused ? LAST_REFUSED : LAST;
        Duration doubled = wait.multipliedBy(2);
        wait = !again ? first : doubled.compareTo(longest) > 0 ? longest : doubled;
        last = Optional.of(trouble);
        failedAt = nanoTime.getAsLong();
    }

    synchronized void succeeded() {
        last = Optional.empty();
    }

    /** Why not now; empty when it may be tried. */
    synchronized Optional<HopFailure> refusal() {
        return last.filter(trouble -> nanoTime.getAsLong() - failedAt < wait.toNanos());
    }

    private static boolean isRefusal(HopFailure trouble) {
        return switch (trouble.kind()) {
            case LOGIN, HOST_KEY, SETTINGS -> true;
            case UNREACHABLE, SILENT, SUDO, OUTPUT -> false;
        };
    }
}
