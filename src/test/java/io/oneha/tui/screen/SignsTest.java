package io.oneha.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.observe.ServerView;
import io.oneha.term.Size;
import io.oneha.tui.Scenes;
import io.oneha.tui.frame.Glyphs;
import io.oneha.tui.frame.Span;
import io.oneha.tui.frame.Tone;
import io.oneha.tui.model.Model;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.ServerState;
import java.math.BigInteger;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a server's state looks like. */
class SignsTest {
    private final Model model = Scenes.of("healthy", new Size(80, 24));
    private final ServerView follower =
            model.watch().latest().orElseThrow().servers().get(1);

    @Test
    void aFollowerWhoseTermIsWrappedIsPaintedAsAFault() {
        Span normal = Signs.state(in(3), model, Glyphs.UNICODE);
        Span wrapped = Signs.state(in(RaftStatus.WRAPPED_TERM), model, Glyphs.UNICODE);

        assertThat(normal.tone()).isEqualTo(Tone.GOOD);
        assertThat(wrapped.tone()).isEqualTo(Tone.BAD);
        assertThat(wrapped.text()).startsWith(Glyphs.UNICODE.warning()).endsWith("follower");
    }

    private ServerView in(long term) {
        BigInteger log = BigInteger.TEN;
        RaftStatus raft = new RaftStatus(1, ServerState.FOLLOWER, term, -1, log, log, term, BigInteger.ONE.negate());
        return new ServerView(
                follower.server(), true, true, follower.asked(), new Reply.Answer<>(raft, Duration.ofMillis(2)));
    }
}
