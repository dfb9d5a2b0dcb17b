package io.oneha.testing;

import io.oneha.testing.RecordedState.Server;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A recorded zone on loopback: each server answers raftstatus with what {@code onezone show} printed of it, zone.info with
 * the recorded pool (its endpoints rewritten to the loopback ones), and the rest with recorded answers. Every server has an
 * address of its own in 127.0.0.0/8.
 */
public final class ReplayZone implements AutoCloseable {
    /** Why a server's row says {@code error}. */
    public enum Fault {
        /** Nobody listens. */
        REFUSED,
        /** It accepts and never answers. */
        SILENT,
        /** Code 256. */
        AUTHENTICATION,
        /** Code 512. */
        AUTHORIZATION
    }

    private final Map<String, ReplayServer> servers = new LinkedHashMap<>();

    private ReplayZone() {}

    /**
     * Starts it.
     *
     * @param number of 0 to 250, different for zones that run at once
     * @param fault what the servers do whose row says error
     * @param believed the SERVER_ID that servers answer with where that is not the pool's, by pool id
     */
    public static ReplayZone start(RecordedState state, int number, Fault fault, Map<String, String> believed) {
        ReplayZone zone = new ReplayZone();
        for (int i = 0; i < state.servers().size(); i++) {
            String name = state.servers().get(i).columns().get(1);
            if (!zone.servers.containsKey(name)) {
                zone.servers.put(name, ReplayServer.start("127.0." + (number + 1) + "." + (i + 1), 0, Map.of()));
            }
        }
        if (zone.servers.isEmpty()) {
            zone.servers.put("solo", ReplayServer.start("127.0." + (number + 1) + ".1", 0, soloAnswers()));
            return zone;
        }
        byte[] info = envelope(zone.info(state));
        boolean leads =
                state.servers().stream().anyMatch(server -> server.state().equals("leader"));
        for (Server server : state.servers()) {
            ReplayServer replay = zone.servers.get(server.columns().get(1));
            replay.answer("one.zone.info", info);
            replay.answer(
                    "one.system.version",
                    Recordings.response(
                            (leads ? "healthy" : "candidate") + ".system.version" + (leads ? ".leader" : "")));
            replay.answer(
                    "one.system.config",
                    Recordings.response(
                            (leads ? "healthy" : "candidate") + ".system.config" + (leads ? ".leader" : "")));
            if (server.isError()) {
                zone.fail(replay, fault);
            } else {
                String id = believed.getOrDefault(server.id(), server.state().equals("solo") ? "-1" : server.id());
                replay.answer("one.zone.raftstatus", envelope(raft(server, id)));
            }
        }
        return zone;
    }

    /** The endpoint of a pool's server by name. */
    public ReplayServer server(String name) {
        return servers.get(name);
    }

    /** All of them. */
    public List<ReplayServer> servers() {
        return new ArrayList<>(servers.values());
    }

    @Override
    public void close() {
        servers.values().forEach(ReplayServer::close);
    }

    private void fail(ReplayServer server, Fault fault) {
        switch (fault) {
            case REFUSED -> server.mode(ReplayServer.Mode.REFUSE);
            case SILENT -> server.mode(ReplayServer.Mode.HANG);
            case AUTHENTICATION ->
                List.of("zone.raftstatus", "zone.info")
                        .forEach(method ->
                                server.answer("one." + method, Recordings.response("dbdead.follower." + method)));
            case AUTHORIZATION ->
                server.answer("one.zone.raftstatus", Recordings.response("healthy.zone.raftstatus.follower.nonadmin"));
        }
    }

    private String info(RecordedState state) {
        String pool = state.servers().stream()
                .map(server -> "<SERVER><ENDPOINT><![CDATA["
                        + servers.get(server.columns().get(1)).endpoint()
                        + "]]></ENDPOINT><ENDPOINT_GRPC><![CDATA[]]></ENDPOINT_GRPC><ID><![CDATA[" + server.id()
                        + "]]></ID><NAME><![CDATA[" + server.columns().get(1) + "]]></NAME></SERVER>")
                .collect(Collectors.joining());
        return "<ZONE><ID>0</ID><NAME>OpenNebula</NAME><STATE>" + (state.disabled() ? 1 : 0) + "</STATE><TEMPLATE>"
                + state.template() + "</TEMPLATE><SERVER_POOL>" + pool + "</SERVER_POOL></ZONE>";
    }

    private static String raft(Server server, String id) {
        List<String> states = List.of("solo", "candidate", "follower", "leader");
        List<String> n = server.numbers();
        String logTerm = server.state().equals("solo") ? "-1" : n.get(0);
        return "<RAFT><SERVER_ID>" + id + "</SERVER_ID><STATE>" + states.indexOf(server.state()) + "</STATE><TERM>"
                + n.get(0) + "</TERM><VOTEDFOR>" + n.get(3) + "</VOTEDFOR><COMMIT>" + n.get(2)
                + "</COMMIT><LOG_INDEX>" + n.get(1) + "</LOG_INDEX><LOG_TERM>" + logTerm
                + "</LOG_TERM><FEDLOG_INDEX>" + n.get(4) + "</FEDLOG_INDEX></RAFT>";
    }

    /** Puts a document into the envelope of a recorded answer. */
    private static byte[] envelope(String document) {
        String recorded = new String(Recordings.response("healthy.zone.raftstatus.leader"), StandardCharsets.UTF_8);
        int start = recorded.indexOf("<string>") + "<string>".length();
        int end = recorded.indexOf("</string>");
        String escaped = document.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return (recorded.substring(0, start) + escaped + recorded.substring(end)).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, byte[]> soloAnswers() {
        Map<String, byte[]> answers = new HashMap<>();
        for (String method :
                List.of("zone.raftstatus", "zone.info", "zonepool.info", "system.version", "system.config")) {
            answers.put("one." + method, Recordings.response("solo." + method));
        }
        return answers;
    }
}
