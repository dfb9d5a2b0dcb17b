package io.oneha.demo.raft;

/** What one server asks of another. */
public sealed interface RaftCall {
    /**
     * {@code one.zone.replicate}: a log record, or a heartbeat.
     *
     * @param leaderId the leader's SERVER_ID
     * @param leaderCommit its commit index
     * @param leaderTerm its term
     * @param record the record; {@link LogRecord#HEARTBEAT} for none
     * @param previousTerm the term of the record before it
     */
    record Replicate(int leaderId, long leaderCommit, long leaderTerm, LogRecord record, long previousTerm)
            implements RaftCall {
        /** Whether it carries no record. */
        public boolean isHeartbeat() {
            return record.equals(LogRecord.HEARTBEAT);
        }
    }

    /** {@code one.zone.voterequest}. */
    record Vote(long term, int candidateId, long logIndex, long logTerm) implements RaftCall {}

    record LogRecord(long index, long term, DatabaseWrite change) {
        /** No record: index 0 is every log's first and is never sent. */
        public static final LogRecord HEARTBEAT = new LogRecord(0, 0, DatabaseWrite.ELSEWHERE);
    }
}
