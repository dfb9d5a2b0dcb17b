package io.oneha.demo.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/** One client: its request comes in, its answer goes out, whenever there is one, and that is all. */
final class HttpConnection {
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final SocketChannel client;
    private final SelectionKey key;
    private final ByteBuffer buffer;
    private final Clock clock;
    private final Consumer<HttpConnection> gone;
    private final CallHandler calls;
    private final HttpRequestReader request = new HttpRequestReader();
    private Optional<ByteBuffer> answer = Optional.empty();
    private boolean asked;

    /**
     * @param buffer the loop's, used only while a request is read
     * @param gone hears when it is closed
     */
    HttpConnection(
            EventLoop loop,
            SocketChannel client,
            ByteBuffer buffer,
            Clock clock,
            CallHandler calls,
            Consumer<HttpConnection> gone)
            throws IOException {
        this.client = client;
        this.buffer = buffer;
        this.clock = clock;
        this.calls = calls;
        this.gone = gone;
        this.key = loop.watch(client, SelectionKey.OP_READ, this::ready);
    }

    void close() {
        EventLoop.closeQuietly(client);
        gone.accept(this);
    }

    private void ready() {
        try {
            if (key.isWritable()) {
                write();
            } else {
                read();
            }
        } catch (IOException e) {
            close();
        }
    }

    private void read() throws IOException {
        buffer.clear();
        if (client.read(buffer) < 0) {
            close();
            return;
        }
        buffer.flip();
        if (asked) {
            return;
        }
        if (!request.add(buffer)) {
            close();
            return;
        }
        Optional<String> head = request.head();
        if (head.isPresent() && !head.get().startsWith("POST ")) {
            answer(HttpAnswer.error("405 Method Not Allowed", clock.instant()));
            return;
        }
        if (request.takeContinue()) {
            client.write(ByteBuffer.wrap(CONTINUE));
        }
        Optional<String> body = request.body();
        if (body.isPresent()) {
            asked = true;
            calls.call(body.get(), xml -> {
                try {
                    answer(HttpAnswer.xml(xml, clock.instant()));
                } catch (IOException e) {
                    close();
                }
            });
        }
    }

    private void answer(ByteBuffer bytes) throws IOException {
        asked = true;
        if (client.isOpen()) {
            answer = Optional.of(bytes);
            write();
        }
    }

    private void write() throws IOException {
        ByteBuffer rest = answer.orElseThrow();
        client.write(rest);
        if (rest.hasRemaining()) {
            key.interestOps(SelectionKey.OP_WRITE);
        } else {
            close();
        }
    }
}
