package io.oneha.demo.raft;

/**
 * RAFT = [ ... ] of oned.conf.
 *
 * @param electionTimeout ELECTION_TIMEOUT_MS
 * @param broadcastTimeout BROADCAST_TIMEOUT_MS
 * @param rpcTimeout XMLRPC_TIMEOUT_MS
 * @param logRetention LOG_RETENTION: applied records that a purge keeps
 * @param purgePeriod LOG_PURGE_TIMEOUT, in milliseconds
 * @param warmUp after every start, how long silence is no reason for an election, in milliseconds; the election time-out comes on
 *     top. No setting of oned.conf: oned has 15 s built in
 */
public record RaftSettings(
        long electionTimeout,
        long broadcastTimeout,
        long rpcTimeout,
        long logRetention,
        long purgePeriod,
        long warmUp) {
    /** oned's defaults. */
    public static final RaftSettings DEFAULTS = new RaftSettings(5000, 500, 1000, 250_000, 60_000, 15_000);

    /** The same with another ELECTION_TIMEOUT_MS. */
    public RaftSettings withElectionTimeout(long millis) {
        return new RaftSettings(millis, broadcastTimeout, rpcTimeout, logRetention, purgePeriod, warmUp);
    }

    /** The same with another LOG_RETENTION. */
    public RaftSettings withLogRetention(long records) {
        return new RaftSettings(electionTimeout, broadcastTimeout, rpcTimeout, records, purgePeriod, warmUp);
    }
}
