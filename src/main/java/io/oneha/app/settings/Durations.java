package io.oneha.app.settings;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/** Lengths of time as options and configuration have them: {@code 2}, {@code 500ms}, {@code 2s}, {@code 1.5s}. */
public final class Durations {
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final long MILLIS_PER_SECOND = 1000;

    private Durations() {}

    /** Seconds without a unit. Throws IllegalArgumentException with what is expected. */
    public static Duration parse(String text) {
        String number = text.strip().toLowerCase(Locale.ROOT);
        long unit = MILLIS_PER_SECOND;
        if (number.endsWith("ms")) {
            number = number.substring(0, number.length() - 2);
            unit = 1;
        } else if (number.endsWith("s")) {
            number = number.substring(0, number.length() - 1);
            unit = MILLIS_PER_SECOND;
        }
        try {
            BigDecimal millis = new BigDecimal(number.strip()).multiply(BigDecimal.valueOf(unit));
            if (millis.compareTo(BigDecimal.ONE) >= 0
                    && millis.compareTo(BigDecimal.valueOf(LONGEST.toMillis())) <= 0) {
                return Duration.ofMillis(millis.longValue());
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a number of seconds, or a number with a unit such as 500ms or 2s", e);
        }
        throw new IllegalArgumentException("'" + text + "' is not between 1ms and 3600s");
    }
}
