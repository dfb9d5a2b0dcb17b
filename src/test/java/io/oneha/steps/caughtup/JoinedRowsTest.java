package io.oneha.steps.caughtup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.plan.StepSpec;
import io.oneha.steps.ScriptedSite;
import io.oneha.steps.TestContext;
import io.oneha.steps.ToldLines;
import io.oneha.steps.site.StepException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server that has caught up has joined only if it has the leader's rows. */
class JoinedRowsTest {
    private final ScriptedSite zone = new ScriptedSite();
    private final List<String> told = new ArrayList<>();

    @Test
    void rowsThatDifferAtTwoIndexesEndTheJoinAndTheCopyCountsNoMore() {
        rows(5, 3);

        assertThatThrownBy(this::prove)
                .isInstanceOfSatisfying(StepException.class, end -> assertThat(end.remedy())
                        .startsWith("`systemctl stop opennebula` on n1a2, then resume the run"))
                .hasMessageStartingWith("n1a2 has caught up with n1a1, and has not as many rows in user_pool");
        assertThat(zone.writes).as("another index was brought about").hasPositiveValue();
        assertThat(zone.sent).endsWith("database spoiled");
    }

    @Test
    void equalRowsEndItWell() {
        rows(5, 5);

        prove();
        assertThat(told).containsExactly("all replicated tables have as many rows as on n1a1 at log index 9");
        assertThat(zone.writes).hasValue(0);
        assertThat(zone.sent).doesNotContain("database spoiled");
    }

    private void prove() {
        new CaughtUpStep(TestContext.of(zone.site(), "/kept"), new StepSpec.CaughtUp("n1a2", "n1a1", true))
                .prove(new ToldLines(told));
    }

    /** Both are at one index, which each write moves. */
    private void rows(int leader, int follower) {
        zone.answers(zone.leader, script -> counts(leader));
        zone.answers(zone.follower, script -> script.equals("tables") ? counts(follower) : "");
    }

    private String counts(int rows) {
        return "oneha-tables 1\napplied\t" + (9 + zone.writes.get()) + "\ntable\tuser_pool\t" + rows + "\nend\n";
    }
}
