package io.oneha.demo.raft;

/** A server's term and its vote in it, kept on disk with every change, as far as the database takes it. */
final class Ballot {
    private final RaftStorage disk;
    private final StateMachine machine;
    private long term;
    private int votedFor;

    Ballot(RaftStorage disk, StateMachine machine) {
        this.disk = disk;
        this.machine = machine;
        this.term = disk.term();
        this.votedFor = disk.votedFor();
    }

    /** Unsigned 32 bit. */
    long term() {
        return term;
    }

    int votedFor() {
        return votedFor;
    }

    /** A higher term begins, without a vote; the same or a lower one changes nothing. */
    void adopt(long other) {
        if (other > term) {
            remember(other, -1);
        }
    }

    /** Stands for election in the next term, with its own vote. After the highest term comes 0. */
    void stand(int self) {
        remember(term + 1 & RaftReply.NO_TERM, self);
    }

    /** A lost election frees the own vote. */
    void withdraw() {
        remember(term, -1);
    }

    /** Votes in this term for a candidate whose log is not behind, unless another has the vote. */
    boolean grant(RaftCall.Vote call) {
        RecordLog log = disk.log();
        boolean outdated = log.lastTerm() > call.logTerm()
                || log.lastTerm() == call.logTerm() && log.lastIndex() > call.logIndex();
        if (outdated || votedFor != -1 && votedFor != call.candidateId()) {
            return false;
        }
        remember(term, call.candidateId());
        return true;
    }

    private void remember(long newTerm, int vote) {
        term = newTerm;
        votedFor = vote;
        if (machine.isWritable()) {
            disk.keep(term, votedFor);
        }
    }
}
