package io.oneha.demo.sim;

import io.oneha.demo.raft.RaftCall;
import io.oneha.demo.raft.RaftReply;
import io.oneha.demo.raft.RaftSettings;
import io.oneha.demo.raft.Scheduler;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A network in memory: a millisecond or two each way, and cables that can be cut. */
final class SimNetwork implements Network {
    /** How long a follower waits for its leader's answer, in milliseconds (src/rm/xml-rpc/RequestXRPC.h). */
    private static final long FORWARD_TIMEOUT = 10_000;

    private final Map<String, SimServer> servers = new LinkedHashMap<>();
    private final Scheduler world;
    private final Random random;
    private final Supplier<RaftSettings> settings;
    private Set<SimServer> cutOff = Set.of();

    SimNetwork(Scheduler world, Random random, Supplier<RaftSettings> settings) {
        this.world = world;
        this.random = random;
        this.settings = settings;
    }

    void plugIn(SimServer server) {
        servers.put(server.endpoint(), server);
        // As a zone's front-ends know one another, whatever port this machine had free.
        servers.put("http://" + server.name() + ":2633/RPC2", server);
        server.plugInto(this);
    }

    /** Cuts every cable between these servers and all others; an empty set heals. */
    void cutOff(Collection<SimServer> group) {
        cutOff = Set.copyOf(group);
    }

    Set<SimServer> cutOff() {
        return cutOff;
    }

    @Override
    public void raft(SimServer from, String to, RaftCall call, Consumer<Optional<RaftReply>> done) {
        Once<Optional<RaftReply>> once = new Once<>(done);
        world.after(settings.get().rpcTimeout(), () -> once.accept(Optional.empty()));
        world.after(latency(), () -> {
            Optional<SimServer> target = reachable(from, to);
            if (target.isEmpty()) {
                return;
            }
            if (!target.get().isListening()) {
                once.accept(Optional.empty());
                return;
            }
            target.get().raft(from.secret(), call, once::isOpen, reply -> back(from, to, once, Optional.of(reply)));
        });
    }

    @Override
    public void forward(SimServer from, String to, XmlRpcCall call, Consumer<OnedApi.Forwarded> done) {
        Once<OnedApi.Forwarded> once = new Once<>(done);
        world.after(FORWARD_TIMEOUT, () -> once.accept(OnedApi.Forwarded.timedOut()));
        world.after(latency(), () -> {
            Optional<SimServer> target = reachable(from, to);
            if (target.isEmpty()) {
                return;
            }
            if (!target.get().isListening()) {
                once.accept(OnedApi.Forwarded.refused(to));
                return;
            }
            target.get().receive(call, xml -> back(from, to, once, OnedApi.Forwarded.answered(xml)));
        });
    }

    private <T> void back(SimServer from, String to, Once<T> once, T answer) {
        world.after(latency(), () -> {
            if (reachable(from, to).isPresent()) {
                once.accept(answer);
            }
        });
    }

    /** The server at an endpoint, unless a cut cable or nobody at all makes packets vanish. */
    private Optional<SimServer> reachable(SimServer from, String to) {
        return Optional.ofNullable(servers.get(to)).filter(target -> connects(from, target));
    }

    boolean connects(SimServer one, SimServer other) {
        return cutOff.contains(one) == cutOff.contains(other);
    }

    private long latency() {
        return 1L + random.nextInt(2);
    }

    private static final class Once<T> implements Consumer<T> {
        private final Consumer<T> then;
        private boolean open = true;

        Once(Consumer<T> then) {
            this.then = then;
        }

        boolean isOpen() {
            return open;
        }

        @Override
        public void accept(T value) {
            if (open) {
                open = false;
                then.accept(value);
            }
        }
    }
}
