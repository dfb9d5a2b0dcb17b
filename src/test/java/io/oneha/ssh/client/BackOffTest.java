package io.oneha.ssh.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.ssh.SshException.Kind;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a host is left alone. */
class BackOffTest {
    private long now;
    private final BackOff backOff = new BackOff(() -> now);

    @ParameterizedTest
    @CsvSource({
        "UNREACHABLE, 2 4 8 16 30 30",
        "SILENT, 2 4 8 16 30 30",
        "LOGIN, 30 60 120 240 300 300",
        "HOST_KEY, 30 60 120 240 300 300"
    })
    void theWaitDoublesUpToALimit(Kind kind, String seconds) {
        for (String wait : seconds.split(" ")) {
            backOff.failed(new HopFailure(kind, "why"));
            pass(Integer.parseInt(wait) * 1000 - 1);
            assertThat(backOff.refusal())
                    .hasValueSatisfying(trouble -> assertThat(trouble).hasMessage("why"));
            pass(1);
            assertThat(backOff.refusal()).isEmpty();
        }
    }

    @Test
    void successAndAnotherKindOfFailureBeginAnew() {
        backOff.failed(new HopFailure(Kind.UNREACHABLE, "a"));
        backOff.failed(new HopFailure(Kind.UNREACHABLE, "a"));
        backOff.succeeded();
        assertThat(backOff.refusal()).isEmpty();
        backOff.failed(new HopFailure(Kind.UNREACHABLE, "b"));
        pass(2000);
        assertThat(backOff.refusal()).isEmpty();
        backOff.failed(new HopFailure(Kind.LOGIN, "c"));
        pass(29_999);
        assertThat(backOff.refusal()).isPresent();
    }

    private void pass(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
