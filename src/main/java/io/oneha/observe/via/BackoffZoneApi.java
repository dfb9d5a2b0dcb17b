package io.oneha.observe.via;

import io.oneha.base.Endpoint;
import io.oneha.zone.FailureKind;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.ZoneApi;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Asks a server that used up its time less and less often, at the least every {@value #MOST_SECONDS} seconds, and meanwhile
 * repeats why it did not answer. An oned that hangs has room for 16 connections that nobody accepts; each call to it takes one
 * of them until it is killed, and a full queue looks like a firewall to everybody else.
 */
public final class BackoffZoneApi extends ForwardingZoneApi {
    private static final int MOST_SECONDS = 5;
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration MOST = Duration.ofSeconds(MOST_SECONDS);

    private final LongSupplier ticker;
    private final Map<String, Silence> silent = new ConcurrentHashMap<>();

    /**
     * @param api asks
     * @param ticker monotonic time in nanoseconds
     */
    public BackoffZoneApi(ZoneApi api, LongSupplier ticker) {
        super(api);
        this.ticker = ticker;
    }

    /** Asks everybody the next time. */
    public void askAnew() {
        silent.clear();
    }

    /** Asks these endpoints the next time. */
    public void askAnew(Collection<String> endpoints) {
        endpoints.forEach(endpoint -> silent.remove(Endpoint.key(endpoint)));
    }

    /** The call that finds out whether a silent server is back; the others wait until it is. */
    @Override
    public CompletableFuture<Reply<RaftStatus>> raftStatus(String endpoint, Duration timeout) {
        Silence silence = silent.get(Endpoint.key(endpoint));
        if (silence != null && ticker.getAsLong() - silence.until < 0) {
            return CompletableFuture.completedFuture(silence.failure.cast());
        }
        return api.raftStatus(endpoint, timeout).thenApply(reply -> noted(endpoint, timeout, reply));
    }

    @Override
    protected <T> CompletableFuture<Reply<T>> ask(String name, String endpoint, Duration timeout, Call<T> call) {
        Silence silence = silent.get(Endpoint.key(endpoint));
        return silence == null ? call.at(endpoint, timeout) : CompletableFuture.completedFuture(silence.failure.cast());
    }

    private Reply<RaftStatus> noted(String endpoint, Duration timeout, Reply<RaftStatus> reply) {
        reply.failure()
                .filter(failure -> usedUp(failure, timeout))
                .ifPresentOrElse(
                        failure -> silent.compute(
                                Endpoint.key(endpoint),
                                (key, before) -> Silence.after(before, failure, ticker.getAsLong())),
                        () -> silent.remove(Endpoint.key(endpoint)));
        return reply;
    }

    /** Whether it was waited for in vain, rather than told at once that there is no way. */
    private static boolean usedUp(Reply.Failure<?> failure, Duration timeout) {
        return failure.kind() == FailureKind.SILENT
                || (failure.kind() == FailureKind.UNREACHABLE || failure.kind() == FailureKind.NO_TUNNEL)
                        && failure.elapsed().compareTo(timeout.dividedBy(2)) > 0;
    }

    /** A server that did not answer, and until when it is left alone. */
    private record Silence(Reply.Failure<?> failure, Duration pause, long until) {
        static Silence after(Silence before, Reply.Failure<?> failure, long now) {
            Duration longer = before == null ? FIRST : before.pause.multipliedBy(2);
            Duration bounded = longer.compareTo(MOST) > 0 ? MOST : longer;
            return new Silence(failure, bounded, now + bounded.toNanos());
        }
    }
}
