package io.oneha.testing;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server of a zone as it was recorded: it answers each method with the bytes it was given for it. */
public final class ReplayServer implements AutoCloseable {
    /** How it behaves. */
    public enum Mode {
        /** Answers. */
        ANSWER,
        /** Nobody listens on its port. */
        REFUSE,
        /** Accepts and never answers. */
        HANG
    }

    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-type: text/xml; charset=utf-8\r\nContent-length: %d\r\n"
                    + "Connection: close\r\nDate: Mon, 23 Nov 2026 08:09:50 UTC\r\nServer: Xmlrpc-c_Abyss/1.33.14\r\n\r\n";

    private final Map<String, byte[]> answers = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final LoopbackServer server;
    private volatile Mode mode = Mode.ANSWER;

    private ReplayServer(String address, int port, Map<String, byte[]> answers) {
        this.answers.putAll(answers);
        this.server = LoopbackServer.start(address, port, this::answer);
    }

    /**
     * Starts it.
     *
     * @param address of 127.0.0.0/8
     * @param port 0 for any
     * @param answers bodies by method ({@code one.zone.info}); a method without one gets oned's "not defined" fault
     */
    public static ReplayServer start(String address, int port, Map<String, byte[]> answers) {
        return new ReplayServer(address, port, answers);
    }

    /** Changes what it answers to a method from now on. */
    public void answer(String method, byte[] body) {
        answers.put(method, body);
    }

    /** Changes how it behaves from now on; it keeps its port. */
    public void mode(Mode next) {
        mode = next;
        if (next == Mode.REFUSE) {
            server.refuse();
        } else {
            server.listen();
        }
    }

    /** The methods it was called with, in order. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    /** Connections open now. */
    public int openConnections() {
        return server.openConnections();
    }

    /** Its port. */
    public int port() {
        return server.port();
    }

    /** Its endpoint as a zone's pool has it. */
    public String endpoint() {
        return server.endpoint();
    }

    @Override
    public void close() {
        server.close();
    }

    private void answer(LoopbackServer.Request request, Socket connection) throws IOException {
        String method = method(request.text());
        calls.add(method);
        if (mode == Mode.HANG) {
            // Until the client gives up.
            connection.getInputStream().read();
            return;
        }
        byte[] body = answers.getOrDefault(method, Recordings.response("solo.nosuchmethod"));
        var out = connection.getOutputStream();
        out.write(String.format(HEAD, body.length).getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        out.flush();
    }

    private static String method(String call) {
        int start = call.indexOf("<methodName>");
        int end = call.indexOf("</methodName>");
        return start < 0 || end < start ? "" : call.substring(start + "<methodName>".length(), end);
    }
}
