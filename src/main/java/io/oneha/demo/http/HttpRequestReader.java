package io.oneha.demo.http;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Puts one HTTP/1.1 request together as its bytes come in. */
final class HttpRequestReader {
    /** Longest request, in bytes. */
    private static final int LIMIT = 1 << 20;

    private final Buffer received = Buffer.buffer();
    private Optional<String> head = Optional.empty();
    private int bodyStart;
    private boolean continueWanted;

    /** The request line and headers are complete as soon as this is not empty. */
    Optional<String> head() {
        return head;
    }

    /** Takes bytes; false when there are too many. */
    boolean add(Buffer bytes) {
        received.appendBuffer(bytes);
        if (head.isEmpty()) {
            String text = received.toString(StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            if (end >= 0) {
                head = Optional.of(text.substring(0, end));
                bodyStart = end + 4;
                continueWanted = header("expect").filter("100-continue"::equals).isPresent();
            }
        }
        return received.length() <= LIMIT;
    }

    /** Whether the client waits for leave to send the body; true once. */
    boolean takeContinue() {
        boolean wanted = continueWanted;
        continueWanted = false;
        return wanted;
    }

    /** The body, when it is complete. */
    Optional<String> body() {
        OptionalInt length = contentLength();
        if (head.isEmpty() || received.length() - bodyStart < length.orElse(0)) {
            return Optional.empty();
        }
        return Optional.of(received.getString(bodyStart, bodyStart + length.orElse(0), StandardCharsets.UTF_8.name()));
    }

    private OptionalInt contentLength() {
        try {
            return header("content-length")
                    .map(value -> OptionalInt.of(Math.max(0, Integer.parseInt(value))))
                    .orElseGet(OptionalInt::empty);
        } catch (NumberFormatException e) {
            return OptionalInt.of(Integer.MAX_VALUE);
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
