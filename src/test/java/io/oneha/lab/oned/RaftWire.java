package io.oneha.lab.oned;

import io.oneha.demo.raft.DatabaseWrite;
import io.oneha.demo.raft.RaftCall;
import io.oneha.demo.raft.RaftReply;
import io.oneha.demo.sim.XmlRpcAnswer;
import io.oneha.demo.sim.XmlRpcCall;
import io.oneha.demo.sim.XmlRpcCall.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Raft's calls as XML-RPC, with oned's parameters in oned's order. An error says the answering server's term where other errors
 * name an object: an authentication error says -1 there, and that is how a wrong password becomes the term 4294967295.
 */
final class RaftWire {
    static final String REPLICATE = "one.zone.replicate";
    static final String VOTE = "one.zone.voterequest";

    private static final int VOTE_PARAMETERS = 5;
    private static final int REPLICATE_PARAMETERS = 10;
    private static final Pattern SUCCESS = Pattern.compile("<boolean>([01])</boolean>");
    private static final Pattern NUMBER = Pattern.compile("<i4>(-?\\d+)</i4>");

    private RaftWire() {}

    static XmlRpcCall call(String session, RaftCall call) {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(Parameter.of(session));
        if (call instanceof RaftCall.Vote vote) {
            number(parameters, vote.term(), vote.candidateId(), vote.logIndex(), vote.logTerm());
            return new XmlRpcCall(VOTE, parameters);
        }
        RaftCall.Replicate replicate = (RaftCall.Replicate) call;
        RaftCall.LogRecord record = replicate.record();
        boolean heartbeat = replicate.isHeartbeat();
        number(parameters, replicate.leaderId(), replicate.leaderCommit(), replicate.leaderTerm());
        number(parameters, record.index(), record.term(), heartbeat ? 0 : Math.max(0, record.index() - 1));
        number(parameters, replicate.previousTerm(), -1);
        parameters.add(
                Parameter.of(heartbeat ? "" : SqlChange.of(record.change()).sql()));
        return new XmlRpcCall(REPLICATE, parameters);
    }

    /** The raft call in a call, when it is one and whole. */
    static Optional<RaftCall> read(XmlRpcCall call) throws XmlRpcCall.FaultException {
        if (call.parameters().size() != (call.method().equals(VOTE) ? VOTE_PARAMETERS : REPLICATE_PARAMETERS)) {
            return Optional.empty();
        }
        return switch (call.method()) {
            case VOTE ->
                Optional.of(
                        new RaftCall.Vote(number(call, 1), (int) number(call, 2), number(call, 3), number(call, 4)));
            case REPLICATE -> {
                String sql = call.string(9);
                DatabaseWrite change = sql.isEmpty() ? DatabaseWrite.ELSEWHERE : new SqlChange(sql);
                RaftCall.LogRecord record = new RaftCall.LogRecord(number(call, 4), number(call, 5), change);
                yield Optional.of(new RaftCall.Replicate(
                        (int) number(call, 1), number(call, 2), number(call, 3), record, number(call, 7)));
            }
            default -> Optional.empty();
        };
    }

    static String answer(String method, RaftReply reply) {
        int term = (int) reply.term();
        return reply.success()
                ? XmlRpcAnswer.success(term)
                : XmlRpcAnswer.failure(method, "", XmlRpcAnswer.ACTION, term);
    }

    /** What an answer says; nothing where it is none. */
    static Optional<RaftReply> reply(String xml) {
        Matcher success = SUCCESS.matcher(xml);
        List<Integer> numbers = new ArrayList<>();
        NUMBER.matcher(xml).results().forEach(number -> numbers.add(Integer.valueOf(number.group(1))));
        if (!success.find() || numbers.size() < 2) {
            return Optional.empty();
        }
        boolean done = success.group(1).equals("1");
        return Optional.of(new RaftReply(done, numbers.get(done ? 0 : 1) & RaftReply.NO_TERM));
    }

    /** A call as it goes over the wire. */
    static String xml(XmlRpcCall call) {
        StringBuilder xml = new StringBuilder(512);
        xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<methodCall>\r\n<methodName>")
                .append(call.method());
        xml.append("</methodName>\r\n<params>\r\n");
        for (Parameter parameter : call.parameters()) {
            String text =
                    parameter.text().replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]]&gt;");
            xml.append("<param><value><").append(parameter.type()).append('>');
            xml.append(text.replace("\r", "&#x0d;")).append("</").append(parameter.type());
            xml.append("></value></param>\r\n");
        }
        return xml.append("</params>\r\n</methodCall>\r\n").toString();
    }

    private static void number(List<Parameter> parameters, long... numbers) {
        for (long number : numbers) {
            parameters.add(new Parameter("i8", Long.toString(number)));
        }
    }

    private static long number(XmlRpcCall call, int index) {
        return Long.parseLong(call.parameters().get(index).text());
    }
}
