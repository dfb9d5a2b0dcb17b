package io.oneha.demo.raft;

/** The table {@code logdb}. */
public interface RecordLog {
    /** The index of the oldest record that is still there. */
    long firstIndex();

    /** The index of the newest record. */
    long lastIndex();

    /** The term of the newest record. */
    long lastTerm();

    /** Whether a record can be read the way oned reads one: together with the record before it. */
    boolean isLoadable(long index);

    /** A record's term; of one that is loadable, or the one before it. */
    long termOf(long index);

    /** A loadable record. */
    RaftCall.LogRecord record(long index);

    /**
     * Adds a record and tells its index.
     *
     * @throws StorageException the database did not take it
     */
    long append(long term, DatabaseWrite change);

    /**
     * Drops the records from {@code index} on.
     *
     * @throws StorageException the database did not do it
     */
    void truncateFrom(long index);

    /** Drops the oldest records so that {@code retention} applied ones are left. */
    void purge(long applied, long retention);

    /** Whether the record before {@code record} is here, and is of that term. */
    default boolean endsBefore(RaftCall.LogRecord record, long previousTerm) {
        long previous = record.index() - 1;
        return previous < 0 || isLoadable(previous) && termOf(previous) == previousTerm;
    }

    /** Whether a record of that index and term is here. */
    default boolean has(RaftCall.LogRecord record) {
        return isLoadable(record.index()) && termOf(record.index()) == record.term();
    }

    /** Puts a leader's record at its place, where one of another term gives way with all that follow it. */
    default void put(RaftCall.LogRecord record) {
        if (isLoadable(record.index())) {
            truncateFrom(record.index());
        }
        append(record.term(), record.change());
    }
}
