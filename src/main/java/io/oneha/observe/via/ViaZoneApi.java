package io.oneha.observe.via;

import io.oneha.base.Endpoint;
import io.oneha.observe.Via;
import io.oneha.ssh.Forward;
import io.oneha.ssh.SshException;
import io.oneha.zone.FailureKind;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.ZoneApi;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** Asks each server by the way that is preferred, or by the one that worked. */
public final class ViaZoneApi extends ForwardingZoneApi {
    private static final Set<FailureKind> NO_WAY = EnumSet.of(
            FailureKind.REFUSED,
            FailureKind.UNREACHABLE,
            FailureKind.NO_TUNNEL,
            FailureKind.UNRESOLVED,
            FailureKind.SILENT);

    /** An oned that works answers within this part of the time. */
    private static final int ENOUGH = 4;

    private final Preference preference;
    private final Tunnels tunnels;
    private final Map<String, Via> worked = new ConcurrentHashMap<>();
    private final Set<String> askedThrough = ConcurrentHashMap.newKeySet();
    private volatile Set<String> late = Set.of();

    /**
     * @param api asks at an endpoint
     * @param preference which way
     * @param tunnels the ways through SSH
     */
    public ViaZoneApi(ZoneApi api, Preference preference, Tunnels tunnels) {
        super(api);
        this.preference = preference;
        this.tunnels = tunnels;
    }

    /** The way by which a server is asked. */
    public Via via(String endpoint) {
        if (preference == Preference.SSH && tunnels.covers(endpoint)) {
            return Via.SSH;
        }
        return worked.getOrDefault(Endpoint.key(endpoint), Via.DIRECT);
    }

    /** Whether an endpoint that did not tell its raft status was last asked for it both ways, so that asking again at once would tell no more. */
    public boolean askedBothWays(String endpoint) {
        return askedThrough.contains(Endpoint.key(endpoint));
    }

    /**
     * From here on these endpoints are asked through SSH alone and for half of the time: the direct way has used up its time before
     * their tunnels came about, and an oned that works answers within a part of it.
     */
    public void askThrough(Collection<String> endpoints) {
        late = endpoints.stream().map(Endpoint::key).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public CompletableFuture<Reply<RaftStatus>> raftStatus(String endpoint, Duration timeout) {
        askedThrough.remove(Endpoint.key(endpoint));
        return ask(endpoint, timeout, api::raftStatus, () -> askedThrough.add(Endpoint.key(endpoint)));
    }

    @Override
    protected <T> CompletableFuture<Reply<T>> ask(String name, String endpoint, Duration timeout, Call<T> call) {
        return ask(endpoint, timeout, call, () -> {});
    }

    /** What is asked of a server beside its raft status may find a tunnel that the raft status came too early for: each is told of its own. */
    private <T> CompletableFuture<Reply<T>> ask(String endpoint, Duration timeout, Call<T> call, Runnable through) {
        if (preference == Preference.DIRECT || !tunnels.covers(endpoint)) {
            return call.at(endpoint, timeout);
        }
        if (preference == Preference.SSH) {
            return throughSsh(endpoint, timeout, call);
        }
        boolean isLate = late.contains(Endpoint.key(endpoint));
        Via known = isLate ? Via.SSH : worked.get(Endpoint.key(endpoint));
        if (known == Via.DIRECT) {
            return call.at(endpoint, timeout).thenApply(reply -> remembered(endpoint, Via.DIRECT, reply));
        }
        if (known == Via.SSH) {
            return throughSsh(endpoint, isLate ? timeout.dividedBy(2) : timeout, call)
                    .thenApply(reply -> remembered(endpoint, Via.SSH, reply));
        }
        return new Race<>(endpoint, timeout, call, through).start();
    }

    private <T> CompletableFuture<Reply<T>> throughSsh(String endpoint, Duration timeout, Call<T> call) {
        long start = System.nanoTime();
        CompletableFuture<Reply<T>> reply = tunnels.request(endpoint)
                .handle((forward, failure) -> failure == null
                        ? through(forward, endpoint, left(start, timeout), call)
                        : CompletableFuture.completedFuture(ViaZoneApi.<T>noTunnel(failure, start)))
                .thenCompose(asked -> asked);
        return reply.completeOnTimeout(
                new Reply.Failure<>(
                        FailureKind.NO_TUNNEL, "no SSH connection within " + timeout.toMillis() + " ms", timeout),
                timeout.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private static <T> CompletableFuture<Reply<T>> through(
            Forward forward, String endpoint, Duration left, Call<T> call) {
        return call.at(Tunnels.through(forward, endpoint), left).thenApply(reply -> {
            // The tunnel takes the connection first and finds out then that nobody listens at its far end.
            boolean refused = reply.failure()
                            .filter(failure -> failure.kind() == FailureKind.MALFORMED)
                            .isPresent()
                    && forward.isRefused();
            return refused ? new Reply.Failure<>(FailureKind.REFUSED, "connection refused", reply.elapsed()) : reply;
        });
    }

    private static <T> Reply<T> noTunnel(Throwable failure, long start) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        String why = cause instanceof SshException ssh
                ? switch (ssh.kind()) {
                    case HOST_KEY -> "SSH: the host key is not accepted";
                    case LOGIN -> "SSH: the login is refused";
                    case SETTINGS -> "SSH: its settings cannot be used";
                    case SILENT -> "SSH: no answer";
                    default -> "SSH: no connection";
                }
                : "SSH: " + cause.getClass().getSimpleName();
        return new Reply.Failure<>(FailureKind.NO_TUNNEL, why, Duration.ofNanos(System.nanoTime() - start));
    }

    private <T> Reply<T> remembered(String endpoint, Via way, Reply<T> reply) {
        if (way == Via.SSH ? isOned(reply) : isWay(reply)) {
            worked.put(Endpoint.key(endpoint), way);
        } else {
            worked.remove(Endpoint.key(endpoint));
        }
        return reply;
    }

    /** Whether something answered, be it an error. */
    private static boolean isWay(Reply<?> reply) {
        return reply.failure()
                .filter(failure -> NO_WAY.contains(failure.kind()))
                .isEmpty();
    }

    /** Whether oned itself answered, be it an error: a tunnel takes connections whatever is at its far end. */
    private static boolean isOned(Reply<?> reply) {
        return isWay(reply) && !isOf(reply, FailureKind.MALFORMED);
    }

    /**
     * Of two failures: the direct refusal says that nobody listens, and no tunnel knows better; where the direct way says nothing
     * of oned, what was found at the far end of the tunnel does.
     */
    private static boolean isMoreTelling(Reply<?> tunnel, Reply<?> direct) {
        return direct.failure().filter(failure -> failure.kind().isOfTheWay()).isPresent()
                && (isOf(tunnel, FailureKind.REFUSED)
                        || isOf(tunnel, FailureKind.MALFORMED)
                        || isOf(tunnel, FailureKind.SILENT));
    }

    private static boolean isOf(Reply<?> reply, FailureKind kind) {
        return reply.failure().filter(failure -> failure.kind() == kind).isPresent();
    }

    private static Duration left(long start, Duration timeout) {
        Duration left = timeout.minusNanos(System.nanoTime() - start);
        return left.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : left;
    }

    /**
     * Both ways at once; the first answer counts. A direct call that failed does not wait for an SSH connection to come
     * about: the next look finds it there.
     */
    private final class Race<T> {
        private final String endpoint;
        private final Duration timeout;
        private final Call<T> call;
        private final Runnable through;
        private final long start = System.nanoTime();
        private final CompletableFuture<Reply<T>> result = new CompletableFuture<>();
        private Reply<T> direct;
        private Reply<T> tunnel;
        private final AtomicBoolean ended = new AtomicBoolean();
        private boolean asking;

        /**
         * @param through run when the tunnel is asked with time enough for an answer
         */
        Race(String endpoint, Duration timeout, Call<T> call, Runnable through) {
            this.endpoint = endpoint;
            this.timeout = timeout;
            this.call = call;
            this.through = through;
        }

        CompletableFuture<Reply<T>> start() {
            tunnels.request(endpoint).whenComplete((forward, failure) -> {
                if (failure == null && claim()) {
                    Duration left = left(start, timeout);
                    if (left.compareTo(timeout.dividedBy(ENOUGH)) > 0) {
                        through.run();
                    }
                    ViaZoneApi.through(forward, endpoint, left, call).thenAccept(this::ssh);
                }
            });
            call.at(endpoint, timeout).thenAccept(this::direct);
            return result;
        }

        private synchronized boolean claim() {
            asking = !ended.get();
            return asking;
        }

        private void direct(Reply<T> reply) {
            boolean wait;
            Reply<T> other;
            synchronized (this) {
                direct = reply;
                wait = asking && !isWay(reply);
                other = tunnel;
            }
            if (!wait) {
                end(Via.DIRECT, other != null && !isWay(reply) && isMoreTelling(other, reply) ? other : reply);
            }
        }

        private void ssh(Reply<T> reply) {
            Reply<T> other;
            synchronized (this) {
                asking = false;
                other = direct;
                tunnel = reply;
            }
            if (isOned(reply)) {
                end(Via.SSH, reply);
            } else if (other != null) {
                end(Via.DIRECT, isMoreTelling(reply, other) ? reply : other);
            }
        }

        private void end(Via way, Reply<T> reply) {
            if (ended.compareAndSet(false, true)) {
                result.complete(remembered(endpoint, way, reply));
            }
        }
    }
}
