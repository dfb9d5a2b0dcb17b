package io.oneha.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class AmountsTest {
    @Test
    void tenthsAreWhatAFormatMakesOfThem() {
        for (long tenths = 0; tenths < 40_000; tenths++) {
            assertThat(Amounts.tenths(tenths)).isEqualTo(String.format(Locale.ROOT, "%.1f", tenths / 10.0));
        }
    }

    @Test
    void whatTookLessThanTenSecondsHasOneDecimalRoundedUpFromTheMiddle() {
        for (long millis = 0; millis < 9950; millis++) {
            assertThat(Amounts.took(Duration.ofMillis(millis)))
                    .isEqualTo(String.format(Locale.ROOT, "%.1f s", millis / 1000.0));
        }
    }
}
