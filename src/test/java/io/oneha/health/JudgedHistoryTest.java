package io.oneha.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JudgedHistoryTest {
    @Test
    void theVerdictThatIsKeptIsThatOfJudgingTheHistoryAnew() {
        JudgedHistory seen = JudgedHistory.of(History.EMPTY);
        for (int s = 0; s < 8; s++) {
            // Each look elects another leader: the event of the last one is what makes the elections many.
            String leader = "leader " + (s + 1) + " 9 9";
            String follower = "follower " + (s + 1) + " 9 9";
            Look look = s % 2 == 0
                    ? Look.at("a " + leader, "b " + follower, "c " + follower)
                    : Look.at("a " + follower, "b " + leader, "c " + follower);
            seen = seen.add(look.after(s).snapshot());
            assertThat(seen.verdict()).isEqualTo(Health.judge(seen.history()));
        }
        assertThat(seen.verdict().findings()).extracting(Finding::code).contains(FindingCode.ELECTIONS);
    }
}
