package io.oneha.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** Talks to the demo zone over plain sockets, as simple as HTTP allows. */
final class Client {
    private static final int PATIENT = 20_000;
    private static final int IMPATIENT = 400;

    private final Demo demo;

    Client(Demo demo) {
        this.demo = demo;
    }

    /** A call's whole answer, headers included. */
    String call(int server, String method, String... parameters) throws IOException {
        return send(server, post(body(method, parameters)), PATIENT);
    }

    String status(int server) throws IOException {
        return call(server, "one.zone.raftstatus");
    }

    boolean isSilent(int server) throws IOException {
        try {
            send(server, post(body("one.zone.raftstatus")), IMPATIENT);
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }

    boolean isRefused(int server) throws IOException {
        try {
            connect(server).close();
            return false;
        } catch (ConnectException e) {
            return true;
        }
    }

    /** The number of the server that says it leads, -1 for none. */
    int leader() throws IOException {
        for (int i = 0; i < demo.endpoints().size(); i++) {
            if (leads(i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean leads(int server) throws IOException {
        try {
            return status(server).contains("&lt;STATE&gt;3&lt;");
        } catch (SocketException e) {
            return false;
        }
    }

    Socket connect(int server) throws IOException {
        URI uri = URI.create(demo.endpoints().get(server));
        return new Socket(uri.getHost(), uri.getPort());
    }

    String send(int server, String request, int timeoutMillis) throws IOException {
        try (Socket socket = connect(server)) {
            socket.setSoTimeout(timeoutMillis);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    String body(String method, String... parameters) {
        StringBuilder body = new StringBuilder("<?xml version=\"1.0\" ?><methodCall><methodName>" + method
                + "</methodName><params><param><value><string>" + demo.session() + "</string></value></param>");
        for (String parameter : parameters) {
            body.append("<param><value>").append(parameter).append("</value></param>");
        }
        return body.append("</params></methodCall>").toString();
    }

    static String post(String body) {
        return "POST /RPC2 HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    String run(String command, String... arguments) {
        return demo.commands().stream()
                .filter(candidate -> candidate.name().equals(command))
                .findFirst()
                .orElseThrow()
                .run()
                .apply(List.of(arguments));
    }

    static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("nothing happened in time").isLessThan(deadline);
            Thread.sleep(10);
        }
    }
}
