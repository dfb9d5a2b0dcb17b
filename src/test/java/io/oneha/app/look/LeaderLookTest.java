package io.oneha.app.look;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.app.session.ExitCode;
import io.oneha.observe.OtherPool;
import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.observe.Target;
import io.oneha.zone.FailureKind;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.ServerState;
import io.oneha.zone.Zone;
import io.oneha.zone.ZoneServer;
import io.oneha.zone.ZoneState;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a look at a zone says about its leader, where that is not plain. */
class LeaderLookTest {
    private static final Duration QUICK = Duration.ofMillis(2);

    @Test
    void whoLeadsIsNamed() {
        LeaderLook look = look(raft(0, ServerState.LEADER, 4), raft(1, ServerState.FOLLOWER, 4), down());

        assertThat(look.leader().map(ServerView::name)).contains("n1a0");
        assertThat(look.isKnown()).isTrue();
    }

    @Test
    void aLeaderWhoseFollowersMayNotBeSeenIsNotProved() {
        LeaderLook look = look(raft(0, ServerState.LEADER, 4), forbidden(), forbidden());

        assertThat(look.leader()).isEmpty();
        assertThat(look.isKnown()).isFalse();
        assertThat(look.absence().exitCode()).isEqualTo(ExitCode.UNKNOWN);
        assertThat(look.absence().line())
                .isEqualTo("who leads is not known: no server was seen with a majority behind it; n1a1: not allowed;"
                        + " n1a2: not allowed");
    }

    @Test
    void followersWithoutALeaderAreKnownToHaveNone() {
        LeaderLook look = look(raft(0, ServerState.FOLLOWER, 4), raft(1, ServerState.FOLLOWER, 4), down());

        assertThat(look.leader()).isEmpty();
        assertThat(look.isKnown()).isTrue();
        assertThat(look.absence().exitCode()).isEqualTo(ExitCode.CRITICAL);
        assertThat(look.absence().line()).startsWith("no server leads; n1a0 follower in term 4, ");
    }

    @Test
    void besideALeaderOfAZoneThatIsNoSmallerNobodyIsNamed() {
        ServerView own = view(0, raft(0, ServerState.LEADER, 9));
        LeaderLook look = LeaderLook.of(snapshot(
                List.of(own),
                view(-1, raft(1, ServerState.LEADER, 4))
                        .believing(Optional.of(new OtherPool(List.of("n1a0", "n1a1", "n1a2"), false)))));

        assertThat(look.leader()).isEmpty();
        assertThat(look.isKnown()).isFalse();
        assertThat(look.absence().exitCode()).isEqualTo(ExitCode.UNKNOWN);
        assertThat(look.absence().line()).startsWith("who leads is not known: there are two zones here: ");
    }

    @Test
    void aMachineThatLeadsAZoneOfItselfChangesNothing() {
        LeaderLook look = LeaderLook.of(snapshot(
                List.of(
                        view(0, raft(0, ServerState.LEADER, 4)),
                        view(1, raft(1, ServerState.FOLLOWER, 4)),
                        view(2, down())),
                view(-1, raft(0, ServerState.LEADER, 9)).believing(Optional.of(new OtherPool(List.of("n1a9"), true)))));

        assertThat(look.leader().map(ServerView::name)).contains("n1a0");
    }

    @SafeVarargs
    private static LeaderLook look(Reply<RaftStatus>... replies) {
        return LeaderLook.of(snapshot(Stream.iterate(0, id -> id < replies.length, id -> id + 1)
                .map(id -> view(id, replies[id]))
                .toList()));
    }

    private static ServerView view(int id, Reply<RaftStatus> reply) {
        String name = id < 0 ? "stray" : "n1a" + id;
        String endpoint = "http://" + name + ":2633/RPC2";
        return new ServerView(new ZoneServer(id, name, endpoint, Optional.empty()), id >= 0, false, endpoint, reply);
    }

    private static Reply<RaftStatus> raft(int id, ServerState state, long term) {
        return new Reply.Answer<>(
                new RaftStatus(id, state, term, -1, BigInteger.ONE, BigInteger.ONE, term, BigInteger.ONE.negate()),
                QUICK);
    }

    private static Reply<RaftStatus> down() {
        return new Reply.Failure<>(FailureKind.REFUSED, "connection refused", QUICK);
    }

    private static Reply<RaftStatus> forbidden() {
        return new Reply.Failure<>(FailureKind.AUTHORIZATION, "not allowed", QUICK);
    }

    private static Snapshot snapshot(List<ServerView> pool, ServerView... strays) {
        Zone zone = new Zone(
                0,
                "OpenNebula",
                ZoneState.ENABLED,
                List.of(),
                pool.stream().map(ServerView::server).toList());
        return new Snapshot(
                Instant.EPOCH,
                new Target("test", List.of("http://n1a0:2633/RPC2"), Optional.empty(), Optional.empty()),
                new Reply.Answer<>(zone, QUICK),
                Stream.concat(pool.stream(), Stream.of(strays)).toList(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Duration.ofSeconds(1));
    }
}
