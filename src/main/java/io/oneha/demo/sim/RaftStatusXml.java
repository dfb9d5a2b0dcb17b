package io.oneha.demo.sim;

import io.oneha.zone.RaftStatus;

/** The XML of {@code one.zone.raftstatus}. */
final class RaftStatusXml {
    private RaftStatusXml() {}

    static String of(RaftStatus raft) {
        return "<RAFT><SERVER_ID>" + raft.serverId() + "</SERVER_ID><STATE>"
                + raft.state().ordinal() + "</STATE><TERM>" + raft.term() + "</TERM><VOTEDFOR>" + raft.votedFor()
                + "</VOTEDFOR><COMMIT>" + raft.commit() + "</COMMIT><LOG_INDEX>" + raft.logIndex()
                + "</LOG_INDEX><LOG_TERM>" + raft.logTerm() + "</LOG_TERM><FEDLOG_INDEX>" + raft.fedIndex()
                + "</FEDLOG_INDEX></RAFT>";
    }
}
