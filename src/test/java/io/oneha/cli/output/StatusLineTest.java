package io.oneha.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.base.Amounts;
import io.oneha.run.Copying;
import io.oneha.tui.frame.Width;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusLineTest {
    private static final Instant BEGAN = Instant.parse("2026-11-24T10:00:00Z");
    private static final long MIB = 1024 * 1024;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "80|03/13 n1a3  credentials of n1a1  12 s",
                "34|03/13 n1a3  credentials of …  12 s",
                "27|03/13 n1a3  12 s",
                "12|03/13 n1a3 …",
                "1|…"
            })
    void theTitleGivesWayFirst(int width, String line) {
        assertThat(line(12, "credentials of n1a1", Optional.empty()).fit(width, false))
                .isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "100|03/13 n1a3  database  12 s  ████████░░░░░░░░░░░░  42 %  118 MiB of 280 MiB, about 14 s left",
                "80|03/13 n1a3  ████████░░░░░░░░░░░░  42 %  118 MiB of 280 MiB, about 14 s left",
                "70|03/13 n1a3  ████░░░░░░  42 %  118 MiB of 280 MiB, about 14 s left",
                "60|03/13 n1a3  42 %  118 MiB of 280 MiB, about 14 s left",
                "20|03/13 n1a3  42 %  1…"
            })
    void whatIsCopiedStaysLongest(int width, String line) {
        assertThat(line(12, "database", Optional.of(copying(10, 118, 280))).fit(width, false))
                .isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0|280|[                    ]  0 %  0 B of 280 MiB",
                "2|28|280|[=>                  ]  10 %  28 MiB of 280 MiB",
                "10|118|280|[=======>            ]  42 %  118 MiB of 280 MiB, about 14 s left",
                "10|280|280|[====================]  100 %  280 MiB of 280 MiB",
                "10|290|280|[==================> ]  290 MiB, more than estimated",
                "10|118|0|118 MiB so far",
                "600|1|102400|[                    ]  0 %  1.0 MiB of 100 GiB, about 711 d 2 h left"
            })
    void anEstimateIsNeverTrustedBlindly(long second, long done, long total, String end) {
        assertThat(line(12, "x", Optional.of(copying(second, done, total))).fit(120, true))
                .isEqualTo("03/13 n1a3  x  12 s  " + end);
    }

    @Test
    void itIsNeverWiderThanTheTerminal() {
        StatusLine wide = line(4_000, "データベース of n1a1", Optional.empty());
        StatusLine copying = line(4_000, "データベース of n1a1", Optional.of(copying(10, 118, 280)));
        for (int width = 1; width < 120; width++) {
            assertThat(Width.of(wide.fit(width, false))).isLessThanOrEqualTo(width);
            assertThat(Width.of(copying.fit(width, false))).isLessThanOrEqualTo(width);
            assertThat(wide.fit(width, true).length()).isLessThanOrEqualTo(width);
            assertThat(copying.fit(width, true).length()).isLessThanOrEqualTo(width);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0 s, 0 s",
        "49, 0.0 s, 0 s",
        "840, 0.8 s, 1 s",
        "9949, 9.9 s, 10 s",
        "9950, 10 s, 10 s",
        "59499, 59 s, 59 s",
        "59500, 1 min, 1 min",
        "125000, 2 min 5 s, 2 min 5 s",
        "3600000, 1 h, 1 h",
        "12000000, 3 h 20 min, 3 h 20 min",
        "-5000, 0.0 s, 0 s"
    })
    void timesAreShort(long millis, String took, String whole) {
        assertThat(Amounts.took(Duration.ofMillis(millis))).isEqualTo(took);
        assertThat(Amounts.whole(Duration.ofMillis(millis))).isEqualTo(whole);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1.0 KiB",
        "10188, 9.9 KiB",
        "10189, 10 KiB",
        "123731968, 118 MiB",
        "5000000000, 4.7 GiB",
        "9223372036854775807, 8388608 TiB"
    })
    void bytesAreShort(long bytes, String words) {
        assertThat(Amounts.bytes(bytes)).isEqualTo(words);
    }

    private static StatusLine line(long seconds, String title, Optional<Copying> copying) {
        return new StatusLine("03/13 n1a3", title, Duration.ofSeconds(seconds), copying);
    }

    private static Copying copying(long second, long done, long total) {
        return Copying.start(BEGAN, 0, total * MIB).goesOn(BEGAN.plusSeconds(second), done * MIB, total * MIB);
    }
}
