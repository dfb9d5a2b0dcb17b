package io.oneha.zone;

import java.math.BigInteger;
import java.time.Duration;

/**
 * What oneha keeps of {@code one.system.config}; the rest, the database's password with it, is dropped as it is read. A
 * follower answers with its leader's settings.
 *
 * @param logRetention RAFT/LOG_RETENTION: records kept in the log, default 250000
 * @param electionTimeout RAFT/ELECTION_TIMEOUT_MS, default 5000 ms
 * @param broadcastTimeout RAFT/BROADCAST_TIMEOUT_MS, default 500 ms
 * @param databaseBackend DB/BACKEND, in lower case
 */
public record SystemSettings(
        BigInteger logRetention, Duration electionTimeout, Duration broadcastTimeout, String databaseBackend) {}
