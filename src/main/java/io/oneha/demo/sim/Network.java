package io.oneha.demo.sim;

import io.oneha.demo.raft.RaftCall;
import io.oneha.demo.raft.RaftReply;
import java.util.Optional;
import java.util.function.Consumer;

/** What connects the servers. */
interface Network {
    /** No cable. */
    Network NONE = new Network() {
        @Override
        public void raft(SimServer from, String to, RaftCall call, Consumer<Optional<RaftReply>> done) {}

        @Override
        public void forward(SimServer from, String to, XmlRpcCall call, Consumer<OnedApi.Forwarded> done) {}
    };

    /** A raft call; {@code done} runs later, once, with nothing when there was no answer in time. */
    void raft(SimServer from, String to, RaftCall call, Consumer<Optional<RaftReply>> done);

    /** Passes an API call on; {@code done} runs later, once. */
    void forward(SimServer from, String to, XmlRpcCall call, Consumer<OnedApi.Forwarded> done);
}
