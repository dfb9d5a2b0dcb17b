package io.oneha.serve;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What is answered to a request.
 *
 * @param status HTTP's code
 * @param type the body's media type
 * @param headers further headers
 * @param body its bytes; they are not changed
 */
public record Page(int status, String type, Map<String, String> headers, byte[] body) {
    /** HTTP's code for what is there. */
    public static final int OK = 200;

    private static final String TEXT = "text/plain; charset=utf-8";

    /** A page of one line. */
    public static Page line(int status, String line) {
        return line(status, line, Map.of());
    }

    /** A page of one line with further headers. */
    public static Page line(int status, String line, Map<String, String> headers) {
        return new Page(status, TEXT, headers, (line + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
