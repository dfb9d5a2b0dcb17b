package io.oneha.demo.raft;

import java.util.Optional;
import java.util.function.Consumer;

/** The way to the other servers. */
@FunctionalInterface
public interface Peers {
    /**
     * Calls the server at an endpoint. {@code done} runs once, on the caller's scheduler, with the answer, or with nothing when
     * there was none within XMLRPC_TIMEOUT_MS.
     */
    void call(String endpoint, RaftCall call, Consumer<Optional<RaftReply>> done);
}
