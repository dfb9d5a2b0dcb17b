package io.oneha.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A port of loopback that no connection to comes about, as on a host that is gone: its queue is full, so the kernel drops what
 * comes next.
 */
public final class FullBacklog implements AutoCloseable {
    private static final int MOST = 64;
    private static final int PATIENCE_MILLIS = 300;

    private final ServerSocket listener;
    private final List<Socket> queued = new ArrayList<>();

    private FullBacklog(ServerSocket listener) {
        this.listener = listener;
    }

    /** Listens, never accepts, and fills the queue itself. */
    public static FullBacklog start() {
        try {
            FullBacklog backlog = new FullBacklog(new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")));
            backlog.fill();
            return backlog;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its endpoint. */
    public String endpoint() {
        return "http://127.0.0.1:" + listener.getLocalPort() + "/RPC2";
    }

    /**
     * Takes all connections after all, for this long, and counts those on which something is said.
     *
     * @param patience how long to wait for connections and for their first byte
     */
    public int acceptAllAndCountThoseThatSend(Duration patience) {
        int talking = 0;
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (System.nanoTime() < end) {
                listener.setSoTimeout((int) Math.max(1, (end - System.nanoTime()) / 1_000_000));
                try (Socket connection = listener.accept()) {
                    connection.setSoTimeout(100);
                    talking += connection.getInputStream().read() >= 0 ? 1 : 0;
                } catch (SocketTimeoutException | SocketException e) {
                    // Nobody came, or who came says nothing: that is what is counted.
                }
            }
            return talking;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            for (Socket socket : queued) {
                socket.close();
            }
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fill() throws IOException {
        while (queued.size() < MOST) {
            Socket socket = new Socket();
            queued.add(socket);
            try {
                socket.connect(new InetSocketAddress("127.0.0.1", listener.getLocalPort()), PATIENCE_MILLIS);
            } catch (SocketTimeoutException e) {
                return;
            }
        }
        throw new IOException("the queue takes more than " + MOST + " connections");
    }
}
