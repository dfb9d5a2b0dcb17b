package io.oneha.app.look;

import io.oneha.base.Amounts;
import io.oneha.base.Text;
import io.oneha.observe.ServerView;
import io.oneha.observe.Via;
import io.oneha.observe.host.HostView;
import io.oneha.zone.FailureKind;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A server as every format shows it. Text is free of control characters, numbers are exact.
 *
 * @param id its id in the pool; empty for a server that is not in it
 * @param name its name
 * @param endpoint the endpoint that was asked
 * @param inPool whether the zone's pool has it
 * @param state {@code solo}, {@code candidate}, {@code follower}, {@code leader}, or {@code error} without an answer
 * @param raft its raft status
 * @param lag records it is behind the leader; empty when that is not known
 * @param latency time to its answer in milliseconds; empty without one
 * @param error why there is no answer
 * @param failure what kind of failure that is
 * @param via how it was asked
 * @param host what SSH tells of its host
 * @param waits whether it has yet to join the zone
 */
public record ServerRow(
        OptionalInt id,
        String name,
        String endpoint,
        boolean inPool,
        String state,
        Optional<RaftStatus> raft,
        Optional<BigInteger> lag,
        Optional<Double> latency,
        Optional<String> error,
        Optional<FailureKind> failure,
        Via via,
        HostView host,
        boolean waits) {
    private static final double NANOS_PER_MILLI = 1e6;

    /** A server of a snapshot. */
    public static ServerRow of(ServerView view, Optional<BigInteger> lag, boolean waits) {
        Optional<RaftStatus> raft = view.status();
        int id = view.server().id();
        return new ServerRow(
                id < 0 ? OptionalInt.empty() : OptionalInt.of(id),
                Text.clean(view.name()),
                Text.clean(view.asked()),
                view.inPool(),
                raft.map(status -> status.state().word()).orElse("error"),
                raft,
                lag,
                raft.map(status -> millis(view.raft())),
                view.failure().map(failure -> Text.clean(failure.text())),
                view.failure().map(Reply.Failure::kind),
                view.via(),
                view.host(),
                waits);
    }

    /** A tenth of a millisecond is what a network can mean. */
    private static double millis(Reply<RaftStatus> reply) {
        return Math.round(reply.elapsed().toNanos() / NANOS_PER_MILLI * 10) / 10.0;
    }

    /** The latency with one decimal, whatever the locale. */
    public Optional<String> latencyText() {
        return latency.map(millis -> Amounts.tenths(Math.round(millis * 10)));
    }
}
