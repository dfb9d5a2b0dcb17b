package io.oneha.zone.xmlrpc;

import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** How each server answered the call for its raft state last: while nothing is written it says the same again, which needs no reading. */
final class RaftAnswers {
    private static final int MOST_SERVERS = 256;
    private static final int MOST_BYTES = 4096;

    /** The body of an answer, and what it says. */
    private record Said(byte[] body, RaftStatus status) {}

    private final Map<String, Said> last = new ConcurrentHashMap<>();

    /** What a server says, if that is what it said before byte for byte. */
    Optional<RaftStatus> known(String endpoint, ExchangeResult received) {
        Said said = last.get(endpoint);
        return said != null && received instanceof ExchangeResult.Body body && Arrays.equals(said.body, body.bytes())
                ? Optional.of(said.status)
                : Optional.empty();
    }

    /** The same reply, kept with what it was read from. */
    Reply<RaftStatus> keep(String endpoint, ExchangeResult received, Reply<RaftStatus> reply) {
        if (received instanceof ExchangeResult.Body body
                && body.bytes().length <= MOST_BYTES
                && (last.size() < MOST_SERVERS || last.containsKey(endpoint))) {
            reply.value().ifPresent(status -> last.put(endpoint, new Said(body.bytes(), status)));
        }
        return reply;
    }
}
