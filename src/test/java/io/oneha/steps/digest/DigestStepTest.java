package io.oneha.steps.digest;

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

/** A server that has caught up has joined only if it has the leader's data. */
class DigestStepTest {
    private static final String ONE = "00FF00FF00FF00FF";
    private static final String OTHER = "11FF00FF00FF00FF";

    private final ScriptedSite zone = new ScriptedSite();
    private final List<String> told = new ArrayList<>();

    @Test
    void dataThatDiffersAtTwoIndexesEndsTheJoinAndTheCopyCountsNoMore() {
        zone.answers(zone.leader, script -> tables(ONE));
        zone.answers(zone.follower, script -> script.equals("tables") ? tables(OTHER) : "");

        assertThatThrownBy(this::compares)
                .isInstanceOfSatisfying(StepException.class, end -> assertThat(end.remedy())
                        .startsWith("`systemctl stop opennebula` on n1a2, then resume the run"))
                .hasMessageStartingWith("n1a2 has caught up with n1a1, and its data is not the same in user_pool");
        assertThat(zone.writes).as("another index was brought about").hasPositiveValue();
        assertThat(zone.sent).endsWith("database spoiled");
        assertThat(zone.sent).as("oned goes on").noneMatch(script -> script.startsWith("service"));
    }

    @Test
    void equalDataEndsItWell() {
        zone.answers(zone.leader, script -> tables(ONE));
        zone.answers(zone.follower, script -> tables(ONE));

        compares();
        assertThat(told).containsExactly("all replicated tables are as on n1a1 at log index 9");
        assertThat(zone.writes).hasValue(0);
        assertThat(zone.sent).containsExactly("tables");
    }

    @Test
    void whatCannotBeComparedIsToldAndNoReasonToFail() {
        zone.answers(zone.leader, script -> tables(ONE));
        zone.answers(zone.follower, script -> "nothing of oneha's");

        compares();
        assertThat(told)
                .containsExactly("warning: the data was not compared: the answer about its tables is cut or something"
                        + " else; `oneha check --deep` compares it again");
        assertThat(zone.sent).doesNotContain("database spoiled");
    }

    private void compares() {
        new DigestStep(TestContext.of(zone.site(), "/kept"), new StepSpec.SameData("n1a2", "n1a1"))
                .run(new ToldLines(told));
    }

    /** Both are at one index, which each write moves. */
    private String tables(String digest) {
        return "oneha-tables 1\napplied\t" + (9 + zone.writes.get()) + "\ntable\tuser_pool\t5\t" + digest + "\nend\n";
    }
}
