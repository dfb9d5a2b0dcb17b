package io.oneha.zone;

import java.math.BigInteger;

/**
 * A server's answer to {@code one.zone.raftstatus}, every number as oned meant it.
 *
 * @param serverId the server's own belief about its id, -1 in solo; nothing in oned compares it with the zone's pool
 * @param state its raft state
 * @param term unsigned 32 bit
 * @param votedFor the id it voted for in this term, -1 for none
 * @param commit the highest committed log index, unsigned 64 bit; 0 after a restart until the first heartbeat
 * @param logIndex the last log index, unsigned 64 bit; -1 in solo
 * @param logTerm the last log record's term, unsigned 32 bit; -1 in solo
 * @param fedIndex the federation log index, unsigned 64 bit (2^64 - 1 on a federation master that has none yet); -1 where
 *     there is no federation
 */
public record RaftStatus(
        int serverId,
        ServerState state,
        long term,
        int votedFor,
        BigInteger commit,
        BigInteger logIndex,
        long logTerm,
        BigInteger fedIndex) {
    /** The term a leader falls to when a server answers its heartbeats with an authentication error: (unsigned) -1. */
    public static final long WRAPPED_TERM = 4294967295L;
}
