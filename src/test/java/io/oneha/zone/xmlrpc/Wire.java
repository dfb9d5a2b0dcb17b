package io.oneha.zone.xmlrpc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** HTTP as bytes. */
final class Wire {
    private static final String CHUNKED =
            "HTTP/1.1 %s\r\nContent-type: %s\r\nTransfer-encoding: chunked\r\nConnection: close\r\n\r\n";

    private Wire() {}

    static String page(String status, String type) {
        String page = "<html><body>hello</body></html>";
        return "HTTP/1.1 " + status + "\r\nContent-type: " + type + "\r\nContent-length: " + page.length() + "\r\n\r\n"
                + page;
    }

    static String chunked(String status, String type) {
        return String.format(CHUNKED, status, type);
    }

    static byte[] chunk(byte[] content) {
        byte[] head = bytes(Integer.toHexString(content.length) + "\r\n");
        byte[] chunk = Arrays.copyOf(head, head.length + content.length + 2);
        System.arraycopy(content, 0, chunk, head.length, content.length);
        chunk[chunk.length - 2] = '\r';
        chunk[chunk.length - 1] = '\n';
        return chunk;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
