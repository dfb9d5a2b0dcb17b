package io.oneha.demo.sim;

import io.oneha.zone.RaftStatus;

/** XML as oned writes it. */
final class OnedXml {
    private OnedXml() {}

    /** The answer of {@code one.zone.raftstatus}. */
    static String raft(RaftStatus raft) {
        return "<RAFT><SERVER_ID>" + raft.serverId() + "</SERVER_ID><STATE>"
                + raft.state().ordinal() + "</STATE><TERM>" + raft.term() + "</TERM><VOTEDFOR>" + raft.votedFor()
                + "</VOTEDFOR><COMMIT>" + raft.commit() + "</COMMIT><LOG_INDEX>" + raft.logIndex()
                + "</LOG_INDEX><LOG_TERM>" + raft.logTerm() + "</LOG_TERM><FEDLOG_INDEX>" + raft.fedIndex()
                + "</FEDLOG_INDEX></RAFT>";
    }

    /** A value of a template. */
    static void value(StringBuilder xml, String name, String value) {
        xml.append('<').append(name).append("><![CDATA[").append(value).append("]]></");
        xml.append(name).append('>');
    }
}
