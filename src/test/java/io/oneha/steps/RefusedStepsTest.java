package io.oneha.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.plan.StepSpec;
import io.oneha.steps.site.StepException;
import io.oneha.steps.vip.PlaceVipStep;
import io.oneha.zone.ServerState;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a step finds out before it stops or removes somebody, although its plan was confirmed. */
class RefusedStepsTest {
    private static final String ENDPOINT = "http://n1a2:2633/RPC2";

    @ParameterizedTest
    @MethodSource
    void anEntryThatSomebodyRunsAsOrThatIsAnotherByNowIsNotRemoved(StepSpec.ServerDel spec, String why) {
        RecordingHosts hosts = new RecordingHosts(true, ServerState.FOLLOWER);
        hosts.twice();
        assertThat(ShownIsSentTest.runs(spec, hosts))
                .hasValueSatisfying(refused -> assertThat(refused.getMessage()).contains(why));
        assertThat(hosts.received()).isEmpty();
    }

    static Stream<Arguments> anEntryThatSomebodyRunsAsOrThatIsAnotherByNowIsNotRemoved() {
        return Stream.of(
                Arguments.of(new StepSpec.ServerDel("n1a1", 1, "n1a2", ENDPOINT), "oned on n1a2 is the server 1"),
                Arguments.of(new StepSpec.ServerDel("n1a1", 2, "n1a3", ENDPOINT), "another server under that number"),
                Arguments.of(
                        new StepSpec.ServerDel("n1a1", 2, "n1a2", "http://n1a2:1/RPC2"),
                        "another server under that number"),
                Arguments.of(new StepSpec.ServerDel("n1a2", 2, "n1a2", ENDPOINT), "n1a2 does not lead any more"));
    }

    @Test
    void oneThatLeadsByNowIsNotStoppedAsWhatKeepsTheZoneFromALeader() {
        RecordingHosts hosts = new RecordingHosts(true, ServerState.FOLLOWER);
        hosts.run();
        hosts.lead();
        assertThat(ShownIsSentTest.runs(new StepSpec.StopServer("n1a2", "", ""), hosts))
                .hasValueSatisfying(refused -> assertThat(refused.getMessage()).contains("it says that it leads"));
        assertThat(hosts.received()).isEmpty();
    }

    @Test
    void theAddressIsNotTakenOffOneThatLeadsByNow() {
        RecordingHosts hosts = new RecordingHosts(true, ServerState.FOLLOWER);
        hosts.lead();
        assertThat(ShownIsSentTest.runs(new StepSpec.PlaceVip("n1a2", "n1a1", "10.90.0.100/24"), hosts))
                .hasValueSatisfying(refused -> assertThat(refused.getMessage()).contains("n1a2 leads now"));
        assertThat(hosts.received()).isEmpty();
    }

    @Test
    void anAddressIsNotProvedToBeWhereItBelongsOnOneWhoseRoleChangedWhileItsHookRan() {
        RecordingHosts hosts = new RecordingHosts(true, ServerState.FOLLOWER);
        PlaceVipStep step = new PlaceVipStep(
                TestContext.of(ShownIsSentTest.site(hosts), "/kept"),
                new StepSpec.PlaceVip("n1a2", "n1a1", "10.90.0.100/24"));
        ToldLines told = new ToldLines(new ArrayList<>());
        step.prove(told);
        hosts.lead();
        assertThatThrownBy(() -> step.prove(told))
                .isInstanceOfSatisfying(StepException.class, lost -> assertThat(lost.cause())
                        .isEqualTo(StepException.Cause.LEADER_LOST))
                .hasMessageContaining("n1a2 leads now");
    }
}
