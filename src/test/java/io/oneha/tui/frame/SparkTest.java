package io.oneha.tui.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SparkTest {
    @Test
    void theNewestValueIsOnTheRight() {
        assertThat(Spark.line(List.of(0L, 0L, 7L), 5, Glyphs.UNICODE)).isEqualTo("  ▁▁█");
        assertThat(Spark.line(List.of(9L, 0L, 0L, 7L), 3, Glyphs.UNICODE)).isEqualTo("▁▁█");
    }

    @Test
    void aSmallLagBesideALargeOneIsStillSeen() {
        assertThat(Spark.line(List.of(0L, 1L, 1000L), 3, Glyphs.UNICODE)).isEqualTo("▁▂█");
    }

    @Test
    void whatIsNotKnownIsAGap() {
        assertThat(Spark.line(List.of(1L, Spark.GAP, 1L), 3, Glyphs.ASCII)).isEqualTo("@ @");
    }

    @Test
    void aChartGrowsFromBelow() {
        assertThat(Spark.chart(List.of(0L, 7L, 15L), 4, 2, Glyphs.UNICODE)).containsExactly("   █", " ▁██");
    }

    @Test
    void unsigned64BitValuesDoNotOverflow() {
        assertThat(Spark.line(List.of(Long.MAX_VALUE, 0L, Long.MAX_VALUE / 2), 3, Glyphs.UNICODE))
                .hasSize(3);
    }
}
