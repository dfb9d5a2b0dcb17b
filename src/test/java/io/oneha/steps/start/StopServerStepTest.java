package io.oneha.steps.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.plan.StepSpec;
import io.oneha.ssh.RemoteResult;
import io.oneha.steps.ScriptedSite;
import io.oneha.steps.TestContext;
import io.oneha.steps.ToldLines;
import io.oneha.zone.FailureKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How an oned that keeps its zone from a leader is stopped. */
class StopServerStepTest {
    private static final int NO = 3;

    private final ScriptedSite two = new ScriptedSite();
    private final List<String> sent = new ArrayList<>();

    @Test
    void oneThatRefusesTheZoneIsKilledAsSoonAsItWillNotBeStartedAgain() {
        two.failure = FailureKind.AUTHENTICATION;
        stops();
        assertThat(sent).containsExactly("service stop", "service kill", "service ended");
    }

    @Test
    void oneThatOnlySaysNothingHasAMomentToEndByItself() {
        stops();
        assertThat(sent).startsWith("service stop", "service ended").contains("service kill");
    }

    private void stops() {
        two.follower.answers = command -> {
            String script = ScriptedSite.name(command);
            sent.add(script);
            boolean no = script.equals("service ended") && !sent.contains("service kill");
            return new RemoteResult(no ? NO : 0, new byte[0], new byte[0]);
        };
        new StopServerStep(TestContext.of(two.site(), "/kept"), new StepSpec.StopServer("n1a2", "", ""))
                .run(new ToldLines(new ArrayList<>()));
    }
}
