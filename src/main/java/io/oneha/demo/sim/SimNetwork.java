package io.oneha.demo.sim;

import io.oneha.demo.raft.RaftCall;
import io.oneha.demo.raft.RaftReply;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A network in memory: a millisecond or two each way, and cables that can be cut. */
public final class SimNetwork {
    /** How long a follower waits for its leader's answer, in milliseconds (src/rm/xml-rpc/RequestXRPC.h). */
    private static final long FORWARD_TIMEOUT = 10_000;

    private final Map<String, SimServer> servers = new LinkedHashMap<>();
    private final SimZone zone;
    private Set<SimServer> cutOff = Set.of();

    SimNetwork(SimZone zone) {
        this.zone = zone;
    }

    void plugIn(SimServer server) {
        servers.put(server.endpoint(), server);
        // As a zone's front-ends know one another, whatever port this machine had free.
        servers.put("http://" + server.name() + ":2633/RPC2", server);
    }

    /** Cuts every cable between these servers and all others; an empty set heals. */
    public void cutOff(Collection<SimServer> group) {
        cutOff = Set.copyOf(group);
    }

    /** The servers that are cut off from the others. */
    public Set<SimServer> cutOff() {
        return cutOff;
    }

    /** A raft call; {@code done} runs later, once, with nothing when there was no answer in time. */
    void raft(SimServer from, String to, RaftCall call, Consumer<Optional<RaftReply>> done) {
        AtomicBoolean open = new AtomicBoolean(true);
        Consumer<Optional<RaftReply>> once = once(open, done);
        zone.clock.after(zone.settings().rpcTimeout(), () -> once.accept(Optional.empty()));
        Consumer<RaftReply> answered = reply -> back(from, to, once, Optional.of(reply));
        reach(from, to, once, Optional::empty, target -> target.raft(from.secret, call, open::get, answered));
    }

    /** Passes an API call on; {@code done} runs later, once. */
    void forward(SimServer from, String to, XmlRpcCall call, Consumer<OnedApi.Forwarded> done) {
        Consumer<OnedApi.Forwarded> once = once(new AtomicBoolean(true), done);
        zone.clock.after(FORWARD_TIMEOUT, () -> once.accept(OnedApi.Forwarded.timedOut()));
        Consumer<String> answered = xml -> back(from, to, once, OnedApi.Forwarded.answered(xml));
        reach(from, to, once, () -> OnedApi.Forwarded.refused(to), target -> target.receive(call, answered));
    }

    private static <T> Consumer<T> once(AtomicBoolean open, Consumer<T> then) {
        return value -> {
            if (open.getAndSet(false)) {
                then.accept(value);
            }
        };
    }

    private <T> void reach(SimServer from, String to, Consumer<T> done, Supplier<T> refused, Consumer<SimServer> ask) {
        zone.clock.after(latency(), () -> reachable(from, to).ifPresent(target -> {
            if (target.isListening()) {
                ask.accept(target);
            } else {
                done.accept(refused.get());
            }
        }));
    }

    private <T> void back(SimServer from, String to, Consumer<T> done, T answer) {
        zone.clock.after(latency(), () -> reachable(from, to).ifPresent(still -> done.accept(answer)));
    }

    /** The server at an endpoint, unless a cut cable or nobody at all makes packets vanish. */
    private Optional<SimServer> reachable(SimServer from, String to) {
        return Optional.ofNullable(servers.get(to)).filter(target -> connects(from, target));
    }

    /** Whether packets of one front-end reach another. */
    public boolean connects(SimServer one, SimServer other) {
        return cutOff.contains(one) == cutOff.contains(other);
    }

    private long latency() {
        return 1L + zone.random.nextInt(2);
    }
}
