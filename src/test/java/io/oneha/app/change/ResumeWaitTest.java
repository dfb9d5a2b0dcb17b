package io.oneha.app.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.health.FindingCode;
import io.oneha.plan.Decision;
import io.oneha.plan.Plans;
import io.oneha.plan.RefusalCode;
import io.oneha.run.Replanning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeWaitTest {
    private static final Duration ELECTED = Duration.ofSeconds(21);

    private final List<String> said = new ArrayList<>();
    private long now;
    private final ResumeWait patience =
            new ResumeWait(() -> now, () -> now += Duration.ofSeconds(1).toNanos());

    @ParameterizedTest
    @ValueSource(strings = {"ZONE_DOWN", "NO_ANSWER", "NO_LEADER", "HOST_UNSEEN"})
    void aRunThatGoesOnWhileItsFirstServerStartsIsNotRefused(String code) {
        Decision decision = patience.awaited(() -> now < ELECTED.toNanos() ? refusal(code) : Plans.join(), said::add);
        assertThat(decision).isEqualTo(Plans.join());
        assertThat(Duration.ofNanos(now)).isEqualTo(ELECTED);
        assertThat(said)
                .containsExactly(
                        "nobody leads; waits up to 30 s for that to pass",
                        "waits for the zone: 25 s left",
                        "waits for the zone: 20 s left",
                        "waits for the zone: 15 s left",
                        "waits for the zone: 10 s left");
    }

    @Test
    void itIsRefusedOnceTheWaitIsOver() {
        assertThat(patience.awaited(() -> refusal("NO_LEADER"), said::add)).isEqualTo(refusal("NO_LEADER"));
        assertThat(Duration.ofNanos(now)).isBetween(Replanning.FOR_A_LEADER, Replanning.FOR_A_LEADER.plusSeconds(2));
    }

    @Test
    void whatDoesNotPassByItselfIsRefusedAtOnce() {
        assertThat(patience.awaited(() -> refusal("NO_VIP"), said::add)).isEqualTo(refusal("NO_VIP"));
        assertThat(now).isZero();
        assertThat(said).isEmpty();
    }

    private static Decision refusal(String code) {
        return Stream.of(RefusalCode.values()).anyMatch(own -> own.name().equals(code))
                ? new Decision.Refusal(RefusalCode.valueOf(code), "nobody leads", "wait")
                : new Decision.Refusal(FindingCode.valueOf(code), "nobody leads", "wait");
    }
}
