package io.oneha.demo.http;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * One client: its request comes in, its answer goes out, whenever there is one, and that is all.
 *
 * @param threads send the answer, so that no client can hold up whoever has it
 */
record HttpConnection(Socket client, Executor threads, Clock clock, CallHandler calls) {
    /** Longest head of a request, in bytes. */
    private static final int HEAD_LIMIT = 16 << 10;

    /** Longest body of a request, in bytes. */
    private static final int LIMIT = 1 << 20;

    /** How long a client may pause before its request is whole. */
    private static final int PAUSE_MILLIS = 10_000;

    private static final String END = "\r\n\r\n";
    private static final byte[] CONTINUE = ("HTTP/1.1 100 Continue" + END).getBytes(StandardCharsets.US_ASCII);

    /** Returns when the client is gone or has its answer. */
    void serve() {
        try {
            client.setSoTimeout(PAUSE_MILLIS);
            InputStream in = new BufferedInputStream(client.getInputStream());
            String head = head(in);
            if (!head.startsWith("POST ")) {
                client.getOutputStream().write(HttpAnswer.error("405 Method Not Allowed", clock.instant()));
                return;
            }
            int length =
                    header(head, "content-length").map(HttpConnection::length).orElse(0);
            if (length < 0 || length > LIMIT) {
                return;
            }
            if (header(head, "expect").filter("100-continue"::equalsIgnoreCase).isPresent()) {
                client.getOutputStream().write(CONTINUE);
            }
            byte[] body = in.readNBytes(length);
            if (body.length == length) {
                client.setSoTimeout(0);
                calls.call(
                        new String(body, StandardCharsets.UTF_8),
                        xml -> threads.execute(() -> answer(HttpAnswer.xml(xml, clock.instant()))));
                while (in.read() >= 0) {
                    // Further bytes are of no interest; their end tells that nobody waits any more.
                }
            }
        } catch (IOException e) {
            // It is gone, or wants what it does not get.
        }
    }

    private void answer(byte[] bytes) {
        try (client) {
            client.getOutputStream().write(bytes);
        } catch (IOException e) {
            // It is gone.
        }
    }

    /** The request line and headers. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf(END, head.length() - END.length()) < 0) {
            int next = in.read();
            if (next < 0 || head.length() == HEAD_LIMIT) {
                throw new EOFException();
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static int length(String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static Optional<String> header(String head, String name) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception ignored) {
            // A socket that fails to close is of no use to anybody any more.
        }
    }
}
