package io.oneha.demo.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Puts one HTTP/1.1 request together as its bytes come in. */
final class HttpRequestReader {
    /** Longest request, in bytes. */
    private static final int LIMIT = 1 << 20;

    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private Optional<String> head = Optional.empty();
    private int bodyStart;
    private long bodyLength;
    private boolean continueWanted;

    /** The request line and headers, when they are complete. */
    Optional<String> head() {
        return head;
    }

    /** Takes bytes; false when there are too many. */
    boolean add(ByteBuffer bytes) {
        received.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        if (head.isEmpty()) {
            String text = received.toString(StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            if (end >= 0) {
                head = Optional.of(text.substring(0, end));
                bodyStart = end + 4;
                bodyLength =
                        header("content-length").map(HttpRequestReader::length).orElse(0L);
                continueWanted = header("expect").filter("100-continue"::equals).isPresent();
            }
        }
        return received.size() <= LIMIT && bodyLength <= LIMIT;
    }

    /** Whether the client waits for leave to send the body; true once. */
    boolean takeContinue() {
        boolean wanted = continueWanted;
        continueWanted = false;
        return wanted;
    }

    /** The body, when it is complete. */
    Optional<String> body() {
        if (head.isEmpty() || received.size() - bodyStart < bodyLength) {
            return Optional.empty();
        }
        byte[] bytes = received.toByteArray();
        return Optional.of(new String(bytes, bodyStart, (int) bodyLength, StandardCharsets.UTF_8));
    }

    private static long length(String value) {
        try {
            return Math.max(0, Long.parseLong(value));
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private Optional<String> header(String name) {
        for (String line : head.orElse("").split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(line.substring(colon + 1).strip().toLowerCase(Locale.ROOT));
            }
        }
        return Optional.empty();
    }
}
