package io.oneha.run;

import io.oneha.base.Amounts;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * How far a copy is.
 *
 * @param began when its first bytes were told
 * @param first those bytes
 * @param at when the last were
 * @param done bytes so far
 * @param total bytes in all, estimated; 0 when there is no estimate
 */
public record Copying(Instant began, long first, Instant at, long done, long total) {
    private static final Duration TOO_SHORT_TO_TELL = Duration.ofSeconds(3);
    private static final int ALMOST = 99;

    /** At its beginning. */
    public static Copying start(Instant at, long done, long total) {
        return new Copying(at, done, at, done, total);
    }

    /** The same, further on. */
    public Copying goesOn(Instant now, long bytes, long ofAll) {
        return new Copying(began, first, now, bytes, ofAll);
    }

    /** Not 100 before all is copied, however low the estimate was; empty without an estimate. */
    public OptionalInt percent() {
        if (total <= 0) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(done == total ? 100 : (int) Math.min(ALMOST, 100.0 * done / total));
    }

    /** {@code 42 %  118 MiB of 280 MiB, about 12 s left}. */
    public String words() {
        if (total <= 0) {
            return Amounts.bytes(done) + " so far";
        }
        if (done > total) {
            return Amounts.bytes(done) + ", more than estimated";
        }
        return percent().orElseThrow() + " %  " + Amounts.bytes(done) + " of " + Amounts.bytes(total) + left();
    }

    private String left() {
        Duration since = Duration.between(began, at);
        if (done >= total || done <= first || since.compareTo(TOO_SHORT_TO_TELL) < 0) {
            return "";
        }
        double millis = (double) since.toMillis() * (total - done) / (done - first);
        return ", about " + Amounts.whole(Duration.ofMillis((long) millis)) + " left";
    }
}
