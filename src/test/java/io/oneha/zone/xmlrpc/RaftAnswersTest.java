package io.oneha.zone.xmlrpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.zone.FailureKind;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.ServerState;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a server says again is not read again, and nothing else is taken for it. */
class RaftAnswersTest {
    private static final String SERVER = "http://127.0.0.1:2633/RPC2";
    private static final RaftStatus STATUS =
            new RaftStatus(0, ServerState.FOLLOWER, 4, 1, BigInteger.TEN, BigInteger.TEN, 4, BigInteger.ZERO);
    private static final Reply<RaftStatus> ANSWER = new Reply.Answer<>(STATUS, Duration.ofMillis(2));

    private final RaftAnswers answers = new RaftAnswers();

    @Test
    void theSameBytesOfTheSameServerAreKnown() {
        assertThat(answers.known(SERVER, body("<RAFT>4"))).isEmpty();
        assertThat(answers.keep(SERVER, body("<RAFT>4"), ANSWER)).isSameAs(ANSWER);

        assertThat(answers.known(SERVER, body("<RAFT>4"))).contains(STATUS);
        assertThat(answers.known(SERVER, body("<RAFT>5"))).isEmpty();
        assertThat(answers.known("http://127.0.0.2:2633/RPC2", body("<RAFT>4"))).isEmpty();
        assertThat(answers.known(SERVER, new ExchangeResult.Problem(FailureKind.SILENT, "no answer")))
                .isEmpty();
    }

    @Test
    void whatIsNoStatusOrTooLongIsNotKept() {
        String large = "x".repeat(100_000);
        answers.keep(SERVER, body(large), ANSWER);
        answers.keep(SERVER, body("no"), new Reply.Failure<>(FailureKind.MALFORMED, "no XML", Duration.ZERO));

        assertThat(answers.known(SERVER, body(large))).isEmpty();
        assertThat(answers.known(SERVER, body("no"))).isEmpty();
    }

    @Test
    void serversWithoutEndAreNotKept() {
        for (int server = 0; server < 1000; server++) {
            answers.keep("http://n" + server, body("<RAFT>"), ANSWER);
        }

        assertThat(answers.known("http://n0", body("<RAFT>"))).contains(STATUS);
        assertThat(answers.known("http://n999", body("<RAFT>"))).isEmpty();
    }

    private static ExchangeResult body(String text) {
        return new ExchangeResult.Body(text.getBytes(StandardCharsets.UTF_8));
    }
}
