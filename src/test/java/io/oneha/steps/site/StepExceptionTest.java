package io.oneha.steps.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.health.FindingCode;
import io.oneha.plan.Decision;
import io.oneha.ssh.SshException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Why a step was not done is a whole sentence, and there is always something to do. */
class StepExceptionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "'n1a2: the dump did not arrive whole: '# n1a2: the dump did not arrive whole",
                "'n1a2: the database gives no answer; '# n1a2: the database gives no answer",
                "'n1a2: root is not let in:'# n1a2: root is not let in",
                "'the copy to n1a3 broke: '# the copy to n1a3 broke",
                "'n1a3: no room on /var/lib/mysql'# n1a3: no room on /var/lib/mysql",
            })
    void whatCameEmptyLeavesNoSeparatorBehind(String reason, String said) {
        StepException step = new StepException(reason, " ; ");
        assertThat(step).hasMessage(said);
        assertThat(step.remedy()).startsWith("see what is said on that host");
        Decision.Refusal refusal = new Decision.Refusal(FindingCode.DB_DOWN, reason, "");
        assertThat(refusal.reason()).isEqualTo(said);
        assertThat(refusal.remedy()).contains("`oneha check`");
    }

    @ParameterizedTest
    @EnumSource
    void eachCauseHasSomethingToDo(StepException.Cause cause) {
        assertThat(new StepException(cause, "n1a2: it broke", "").remedy()).contains("resume the run");
        assertThat(new StepException(cause, "n1a2: it broke", "do this; ").remedy())
                .isEqualTo("do this");
    }

    @Test
    void aHostThatSshDoesNotReachIsWhatToLookAt() {
        assertThat(StepException.of(new SshException(SshException.Kind.UNREACHABLE, "n1a2: no route"))
                        .remedy())
                .startsWith("see that SSH reaches the host");
    }
}
