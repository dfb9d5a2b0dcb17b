package io.oneha.steps.site;

import static io.oneha.steps.site.VipGaps.Seen.HELD;
import static io.oneha.steps.site.VipGaps.Seen.NOBODY;
import static io.oneha.steps.site.VipGaps.Seen.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VipGapsTest {
    private static final Instant BEGAN = Instant.parse("2026-11-24T10:00:00Z");

    static Stream<Arguments> looks() {
        return Stream.of(
                Arguments.of("held all the time", List.of(HELD, HELD, HELD), List.of()),
                Arguments.of("nobody for two looks", List.of(HELD, NOBODY, NOBODY, HELD), List.of(2)),
                Arguments.of("twice", List.of(HELD, NOBODY, HELD, NOBODY, NOBODY, NOBODY, HELD), List.of(1, 3)),
                Arguments.of("not back yet", List.of(HELD, NOBODY, NOBODY), List.of()),
                Arguments.of("nobody had it so far", List.of(NOBODY, NOBODY, HELD), List.of()),
                Arguments.of(
                        "what was not seen is not claimed",
                        List.of(HELD, NOBODY, NOBODY, NOBODY, UNKNOWN, UNKNOWN, HELD),
                        List.of(2)),
                Arguments.of("not seen in the middle", List.of(HELD, NOBODY, UNKNOWN, NOBODY, HELD), List.of(1)),
                Arguments.of("only not seen", List.of(HELD, UNKNOWN, UNKNOWN, HELD), List.of()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("looks")
    void aGapIsFromTheFirstLookWithoutHolderToTheNextWithOne(
            String why, List<VipGaps.Seen> looks, List<Integer> seconds) {
        VipGaps gaps = new VipGaps();
        look(gaps, 0, looks);
        assertThat(gaps.found().gaps())
                .isEqualTo(seconds.stream().map(Duration::ofSeconds).toList());
    }

    @Test
    void whereItIsWantedForTheFirstTimeTheWaitForItIsAGap() {
        VipGaps gaps = new VipGaps();
        look(gaps, 0, List.of(NOBODY, NOBODY));
        gaps.wanted();
        look(gaps, 2, List.of(NOBODY, NOBODY, NOBODY, HELD));
        assertThat(gaps.found().gaps()).containsExactly(Duration.ofSeconds(3));
    }

    @Test
    void whatWasFoundIsToldOnce() {
        VipGaps gaps = new VipGaps();
        look(gaps, 0, List.of(HELD, NOBODY, HELD, UNKNOWN));
        assertThat(gaps.found()).isEqualTo(new VipCounts(List.of(Duration.ofSeconds(1)), 2, 1, 1, false));
        look(gaps, 4, List.of(HELD));
        assertThat(gaps.found()).isEqualTo(new VipCounts(List.of(), 1, 0, 0, false));
        look(gaps, 5, List.of(NOBODY, NOBODY));
        assertThat(gaps.all(BEGAN.plusSeconds(9)))
                .isEqualTo(new VipCounts(List.of(Duration.ofSeconds(1), Duration.ofSeconds(4)), 3, 3, 1, true));
    }

    private static void look(VipGaps gaps, int second, List<VipGaps.Seen> looks) {
        for (int i = 0; i < looks.size(); i++) {
            gaps.look(BEGAN.plusSeconds(second + i), looks.get(i));
        }
    }
}
