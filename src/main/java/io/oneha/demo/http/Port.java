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
public final class Port {
    /** Connections of one server; those beyond are closed at once. */
    private static final int MOST = 256;

    private final EventLoop loop;
    private final Clock clock;
    private final ByteBuffer buffer;
    private final CallHandler calls;
    private final String address;
    private final Set<HttpConnection> connections = new LinkedHashSet<>();
    private Optional<ServerSocketChannel> socket = Optional.empty();
    private int number;

    /**
     * @param address where it listens
     * @param number the port, 0 for any free one
     * @param buffer for what comes in, shared by all ports of the loop
     */
    public Port(EventLoop loop, Clock clock, String address, int number, ByteBuffer buffer, CallHandler calls) {
        this.address = address;
        this.loop = loop;
        this.clock = clock;
        this.number = number;
        this.buffer = buffer;
        this.calls = calls;
    }

    /** Where it is reached. */
    public String endpoint() {
        return "http://" + address + ":" + number + "/RPC2";
    }

    /** Listens; the message of the exception is one line. */
    public void open() throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        try {
            server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            server.bind(new InetSocketAddress(address, number));
            number = ((InetSocketAddress) server.getLocalAddress()).getPort();
            loop.watch(server, SelectionKey.OP_ACCEPT, () -> accept(server));
            socket = Optional.of(server);
        } catch (IOException e) {
            server.close();
            throw new IOException(address + ":" + number + ": " + e.getMessage(), e);
        }
    }

    /** Closes it and every connection. */
    public void close() {
        socket.ifPresent(EventLoop::closeQuietly);
        socket = Optional.empty();
        List.copyOf(connections).forEach(HttpConnection::close);
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
        connections.add(new HttpConnection(loop, client, buffer, clock, calls, connections::remove));
    }
}
