package io.oneha.demo.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The listening socket of one server: open while its oned listens; its number stays the same. */
final class Port {
    private static final String HOST = "127.0.0.1";
    /** A port that someone else took while it was closed is tried again after this many milliseconds. */
    private static final long RETRY = 250;

    private final Vertx vertx;
    private final Clock clock;
    private final BiConsumer<String, Consumer<String>> calls;
    private int number;
    private boolean wanted;
    private Optional<NetServer> socket = Optional.empty();

    /**
     * @param number the port, 0 for any free one
     * @param calls gets the XML of each call, and where its answer goes
     */
    Port(Vertx vertx, Clock clock, int number, BiConsumer<String, Consumer<String>> calls) {
        this.vertx = vertx;
        this.clock = clock;
        this.number = number;
        this.calls = calls;
    }

    String endpoint() {
        return "http://" + HOST + ":" + number + "/RPC2";
    }

    synchronized Future<NetServer> open() {
        wanted = true;
        NetServer server =
                vertx.createNetServer(new NetServerOptions().setHost(HOST).setPort(number));
        server.connectHandler(this::connected);
        socket = Optional.of(server);
        return server.listen().onSuccess(listening -> number = listening.actualPort());
    }

    /** Opens it, and if that fails, tries again until it is closed. */
    synchronized void reopen() {
        open().onFailure(taken -> vertx.setTimer(RETRY, timer -> retry()));
    }

    private synchronized void retry() {
        if (wanted) {
            reopen();
        }
    }

    /** Closes it and every connection. */
    synchronized Future<Void> close() {
        wanted = false;
        Future<Void> closed = socket.map(NetServer::close).orElseGet(Future::succeededFuture);
        socket = Optional.empty();
        return closed;
    }

    private void connected(NetSocket client) {
        HttpRequestReader request = new HttpRequestReader();
        client.exceptionHandler(broken -> client.close());
        client.handler(bytes -> received(client, request, bytes));
    }

    private void received(NetSocket client, HttpRequestReader request, Buffer bytes) {
        if (!request.add(bytes)) {
            client.close();
            return;
        }
        request.head().ifPresent(head -> {
            if (!head.startsWith("POST ")) {
                finish(client, HttpAnswer.error("405 Method Not Allowed", clock.instant()));
            } else if (request.takeContinue()) {
                client.write("HTTP/1.1 100 Continue\r\n\r\n");
            }
        });
        request.body().filter(body -> !body.isEmpty()).ifPresent(body -> {
            client.handler(more -> {});
            calls.accept(body, xml -> finish(client, HttpAnswer.xml(xml, clock.instant())));
        });
    }

    private static void finish(NetSocket client, Buffer answer) {
        client.handler(more -> {});
        client.end(answer);
    }
}
