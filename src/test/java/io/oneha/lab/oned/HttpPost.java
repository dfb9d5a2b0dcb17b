package io.oneha.lab.oned;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** One XML-RPC call over HTTP, within a time limit for all of it. */
final class HttpPost {
    private HttpPost() {}

    /**
     * The body of the answer.
     *
     * @throws SocketTimeoutException it took too long
     * @throws IOException there is no answer
     */
    static String send(String endpoint, String body, long timeoutMillis) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        URI uri = URI.create(endpoint);
        int port = uri.getPort() < 0 ? 2633 : uri.getPort();
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head = "POST " + uri.getPath() + " HTTP/1.1\r\nHost: " + uri.getHost() + ":" + port
                + "\r\nAccept: */*\r\nContent-Type: text/xml\r\nContent-Length: " + content.length
                + "\r\nConnection: close\r\n\r\n";
        ByteArrayOutputStream request = new ByteArrayOutputStream(head.length() + content.length);
        request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(content);
        try (Socket socket = new Socket()) {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(uri.getHost(), port), left(deadline));
            socket.getOutputStream().write(request.toByteArray());
            String answer = read(socket, deadline);
            int end = answer.indexOf("\r\n\r\n");
            if (end < 0 || !answer.startsWith("HTTP/1.1 200")) {
                throw new IOException("no answer");
            }
            return answer.substring(end + 4);
        }
    }

    private static String read(Socket socket, long deadline) throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        byte[] part = new byte[8192];
        while (true) {
            socket.setSoTimeout(left(deadline));
            int count = in.read(part);
            if (count < 0) {
                return received.toString(StandardCharsets.UTF_8);
            }
            received.write(part, 0, count);
        }
    }

    private static int left(long deadline) throws SocketTimeoutException {
        long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (millis <= 0) {
            throw new SocketTimeoutException();
        }
        return (int) millis;
    }
}
