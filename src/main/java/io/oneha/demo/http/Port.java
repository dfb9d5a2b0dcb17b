package io.oneha.demo.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The listening socket of one server: open while its oned listens; its number stays the same. A thread takes connections, and each
 * connection has one. Whoever opens and closes it does so one call after another.
 */
public final class Port {
    /** Connections of one server; those beyond are closed at once. */
    private static final int MOST = 256;

    private static final int MOST_SECONDS = 5;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Executor threads;
    private final Clock clock;
    private final CallHandler calls;
    private final String address;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private Optional<ServerSocket> socket = Optional.empty();
    private CountDownLatch listening = new CountDownLatch(0);
    private int number;

    /**
     * @param threads as many as are asked for
     * @param clock for the answers' dates
     * @param address where it listens
     * @param number the port, 0 for any free one
     * @param calls called from a thread of each connection
     */
    public Port(Executor threads, Clock clock, String address, int number, CallHandler calls) {
        this.threads = threads;
        this.clock = clock;
        this.address = address;
        this.number = number;
        this.calls = calls;
    }

    /** Where it is reached. */
    public String endpoint() {
        return "http://" + address + ":" + number + "/RPC2";
    }

    /** Listens; the message of the exception is one line. */
    public void open() throws IOException {
        ServerSocket server = new ServerSocket();
        try {
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(address, number));
            number = server.getLocalPort();
            socket = Optional.of(server);
            CountDownLatch over = new CountDownLatch(1);
            threads.execute(() -> {
                try {
                    accept(server);
                } finally {
                    over.countDown();
                }
            });
            listening = over;
        } catch (IOException e) {
            server.close();
            throw new IOException(address + ":" + number + ": " + e.getMessage(), e);
        }
    }

    /** Closes it and every connection; from then on it refuses, for which the thread that waits for a connection has to be gone. */
    public void close() {
        socket.ifPresent(HttpConnection::closeQuietly);
        socket = Optional.empty();
        try {
            listening.await(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connections.forEach(HttpConnection::closeQuietly);
    }

    private void accept(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                taken(server, server.accept());
            } catch (IOException e) {
                // It was closed; or there is no descriptor left for a connection, and there may be one later.
                if (!server.isClosed()) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        }
    }

    private void taken(ServerSocket server, Socket client) {
        connections.add(client);
        if (server.isClosed() || connections.size() > MOST) {
            drop(client);
        } else {
            HttpConnection connection = new HttpConnection(client, threads, clock, calls);
            threads.execute(() -> {
                connection.serve();
                drop(client);
            });
        }
    }

    private void drop(Socket client) {
        HttpConnection.closeQuietly(client);
        connections.remove(client);
    }
}
