package io.oneha.steps.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.plan.StepSpec;
import io.oneha.steps.ScriptedSite;
import io.oneha.steps.TestContext;
import io.oneha.steps.ToldLines;
import io.oneha.steps.site.StepException;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A term that ran ahead is set back, unless its server has led in it. */
class ResetTermStepTest {
    private static final String STORED = "%d\t<TEMPLATE><TERM><![CDATA[%d]]></TERM></TEMPLATE>\n";

    private final ScriptedSite two = new ScriptedSite();
    private final Map<String, String> follower = new HashMap<>(Map.of("service ended", "", "database reset-term", ""));
    private String leadersEnd = "0\n";
    private final List<String> told = new ArrayList<>();

    @Test
    void oneThatStoodForElectionAloneIsSetBack() {
        leads(4, 4);
        follower.put("database term", STORED.formatted(4, 9));
        runs();
        assertThat(two.sent).contains("database reset-term").doesNotContain("database term-end");
        assertThat(told).containsExactly("its term is 9, that of n1a1 4");
    }

    @Test
    void oneThatHasLedAloneStaysStopped() {
        leads(4, 4);
        follower.put("database term", STORED.formatted(9, 9));
        follower.put("database term-end", "300\n");
        assertThatThrownBy(this::runs)
                .isInstanceOf(StepException.class)
                .hasMessageContaining("its log has an entry of term 9");
        assertThat(two.sent).doesNotContain("database reset-term");
    }

    /** Facts of real zones: a 256 answer is read as term 4294967295, the next election makes the zone's term 0, and older entries stay. */
    @Test
    void entriesOfBeforeTheTermHasWrappedAreTheLeadersToo() {
        leads(0, 0);
        follower.put("database term", STORED.formatted(21, 21));
        follower.put("database term-end", "300\n");
        leadersEnd = "302\n";
        runs();
        assertThat(two.sent).contains("database reset-term");
    }

    @Test
    void moreEntriesOfBeforeTheTermHasWrappedThanTheLeaderHasAreItsOwn() {
        leads(0, 0);
        follower.put("database term", STORED.formatted(21, 21));
        follower.put("database term-end", "303\n");
        leadersEnd = "302\n";
        assertThatThrownBy(this::runs).hasMessageContaining("its log has an entry of term 21");
    }

    private void leads(long term, long entry) {
        BigInteger index = BigInteger.valueOf(300);
        two.raft = Optional.of(
                new RaftStatus(0, ServerState.LEADER, term, 0, index, index, entry, BigInteger.valueOf(-1)));
    }

    private void runs() {
        two.answers(two.follower, follower::get);
        two.answers(two.leader, script -> script.equals("database term-end") ? leadersEnd : "");
        ResetTermStep step =
                new ResetTermStep(TestContext.of(two.site(), "/kept"), new StepSpec.ResetTerm("n1a2", "n1a1"));
        ToldLines lines = new ToldLines(told);
        assertThat(step.holds(lines)).isFalse();
        step.run(lines);
    }
}
