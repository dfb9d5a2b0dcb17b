package io.oneha.demo.raft;

import io.oneha.zone.ServerState;

/** What a raft manager logs, and calls its hooks for. */
public sealed interface RaftEvent {
    /** It runs, solo or as a follower. */
    record Started(ServerState state) implements RaftEvent {}

    /** No leader has been heard of for too long: an election begins. */
    record LeaderLost() implements RaftEvent {}

    /** An election is won. */
    record Elected(long lastIndex, long applied) implements RaftEvent {}

    /** The followers are being served. */
    record Leads() implements RaftEvent {}

    /** It follows again. */
    record Follows(boolean led) implements RaftEvent {}

    /** A server that was added is being served. */
    record FollowerAdded(int id) implements RaftEvent {}

    /** A server that was removed no longer is. */
    record FollowerRemoved(int id) implements RaftEvent {}

    /** A follower answers with a term above the leader's own. */
    record FollowerAhead(int id, long itsTerm, long term) implements RaftEvent {}

    /** A record that a follower lacks is no longer in the log. */
    record RecordMissing(long index) implements RaftEvent {}
}
