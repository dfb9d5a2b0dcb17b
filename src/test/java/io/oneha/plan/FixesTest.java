package io.oneha.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.health.FindingCode;
import io.oneha.plan.Fixes.Cure;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each finding has a plan, or a reason why it has none. */
class FixesTest {
    /** Those for which an operator gets a plan where there is one; taken out of the table, one would be missed here. */
    private static final Set<FindingCode> MECHANICAL = EnumSet.of(
            FindingCode.NO_LEADER,
            FindingCode.LEADER_WITHOUT_MAJORITY,
            FindingCode.QUORUM_LOST,
            FindingCode.NO_FAULT_TOLERANCE,
            FindingCode.SERVER_UNREACHABLE,
            FindingCode.SERVER_SILENT,
            FindingCode.SERVER_AUTH,
            FindingCode.FOLLOWER_LAGGING,
            FindingCode.FOLLOWER_FROZEN,
            FindingCode.LOG_WINDOW,
            FindingCode.TERM_WRAPPED,
            FindingCode.CANDIDATE,
            FindingCode.VIP_MISSING,
            FindingCode.VIP_SPLIT,
            FindingCode.VIP_NOT_ON_LEADER,
            FindingCode.GHOST_SERVER,
            FindingCode.DUPLICATE_SERVER,
            FindingCode.SERVER_ID_MISMATCH,
            FindingCode.SERVICE_ROLE,
            FindingCode.DB_DOWN,
            FindingCode.DB_DIVERGED,
            FindingCode.CONFIG_DRIFT,
            FindingCode.AUTH_DRIFT);

    @ParameterizedTest
    @EnumSource
    void eachFindingIsInTheTable(FindingCode code) {
        assertThat(Fixes.of(code)).isNotNull();
        assertThat(Fixes.of(code) instanceof Cure.Mechanical).isEqualTo(MECHANICAL.contains(code));
        assertThat(Fixes.byHand(code).isPresent()).isNotEqualTo(MECHANICAL.contains(code));
    }

    @ParameterizedTest
    @EnumSource
    void aReasonTellsTheOperatorWhatToDoInASentence(FindingCode code) {
        Fixes.byHand(code).ifPresent(instead -> assertThat(instead)
                .matches("[a-z].*[^.;: ]")
                .doesNotContain("\n", "  ")
                .hasSizeBetween(40, 200));
    }
}
