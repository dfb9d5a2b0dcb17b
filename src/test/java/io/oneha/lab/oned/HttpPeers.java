package io.oneha.lab.oned;

import io.oneha.demo.raft.Peers;
import io.oneha.demo.raft.RaftCall;
import io.oneha.demo.raft.RaftReply;
import io.oneha.demo.sim.OnedApi;
import io.oneha.demo.sim.XmlRpcCall;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The other servers over HTTP. Each call waits on a thread of its own; its answer comes back on the loop's. */
final class HttpPeers implements Peers, OnedApi.Forwarder {
    /** How long a follower waits for its leader's answer, in milliseconds. */
    private static final long FORWARD_TIMEOUT = 10_000;

    private final Executor threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "peers");
        thread.setDaemon(true);
        return thread;
    });
    private final RealTime time;
    private final long timeoutMillis;
    private final Supplier<String> session;

    /**
     * @param timeoutMillis XMLRPC_TIMEOUT_MS
     * @param session what one_auth holds; oned reads it at each call
     */
    HttpPeers(RealTime time, long timeoutMillis, Supplier<String> session) {
        this.time = time;
        this.timeoutMillis = timeoutMillis;
        this.session = session;
    }

    @Override
    public void call(String endpoint, RaftCall call, Consumer<Optional<RaftReply>> done) {
        threads.execute(() -> {
            Optional<RaftReply> reply = reply(endpoint, call);
            time.run(() -> done.accept(reply));
        });
    }

    @Override
    public void forward(String endpoint, XmlRpcCall call, Consumer<OnedApi.Forwarded> done) {
        threads.execute(() -> {
            OnedApi.Forwarded outcome = forwarded(endpoint, call);
            time.run(() -> done.accept(outcome));
        });
    }

    private Optional<RaftReply> reply(String endpoint, RaftCall call) {
        try {
            String body = RaftWire.xml(RaftWire.call(session.get(), call));
            return RaftWire.reply(HttpPost.send(endpoint, body, timeoutMillis));
        } catch (IOException | RuntimeException e) {
            // A server that is away, or an endpoint that is none: to raft the same.
            return Optional.empty();
        }
    }

    private static OnedApi.Forwarded forwarded(String endpoint, XmlRpcCall call) {
        try {
            return OnedApi.Forwarded.answered(HttpPost.send(endpoint, RaftWire.xml(call), FORWARD_TIMEOUT));
        } catch (SocketTimeoutException e) {
            return OnedApi.Forwarded.timedOut();
        } catch (IOException | RuntimeException e) {
            return OnedApi.Forwarded.refused(endpoint);
        }
    }
}
