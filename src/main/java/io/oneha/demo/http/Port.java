package io.oneha.demo.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The listening socket of one server: open while its oned listens; its number stays the same. On the loop's thread only. */
final class Port {
    private static final String HOST = "127.0.0.1";
    /** Connections of one server; those beyond are closed at once. */
    private static final int MOST = 256;

    private final EventLoop loop;
    private final Clock clock;
    private final ByteBuffer buffer;
    private final Connection.CallHandler calls;
    private final Set<Connection> connections = new LinkedHashSet<>();
    private Optional<ServerSocketChannel> socket = Optional.empty();
    private int number;

    /**
     * @param number the port, 0 for any free one
     * @param buffer for what comes in, shared by all ports of the loop
     */
    Port(EventLoop loop, Clock clock, int number, ByteBuffer buffer, Connection.CallHandler calls) {
        this.loop = loop;
        this.clock = clock;
        this.number = number;
        this.buffer = buffer;
        this.calls = calls;
    }

    String endpoint() {
        return "http://" + HOST + ":" + number + "/RPC2";
    }

    void open() throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        try {
            server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            server.bind(new InetSocketAddress(HOST, number));
            number = ((InetSocketAddress) server.getLocalAddress()).getPort();
            loop.watch(server, SelectionKey.OP_ACCEPT, () -> accept(server));
            socket = Optional.of(server);
        } catch (IOException e) {
            server.close();
            throw new IOException(HOST + ":" + number + ": " + e.getMessage(), e);
        }
    }

    /** Closes it and every connection. */
    void close() {
        socket.ifPresent(EventLoop::closeQuietly);
        socket = Optional.empty();
        List.copyOf(connections).forEach(Connection::close);
    }

    private void accept(ServerSocketChannel server) throws IOException {
        SocketChannel client = server.accept();
        if (client == null) {
            return;
        }
        if (connections.size() >= MOST) {
            client.close();
            return;
        }
        connections.add(new Connection(loop, client, buffer, clock, calls, connections::remove));
    }
}
