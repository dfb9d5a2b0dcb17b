package io.oneha.ssh.client;

import io.oneha.ssh.Forward;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import net.schmizz.sshj.connection.channel.OpenFailException;

/** A listening port on the loopback whose connections go through a host. */
final class LocalForward implements Forward {
    private static final int MOST_CONNECTIONS = 16;
    private static final Duration TO_OPEN = Duration.ofSeconds(10);

    private final ServerSocket server;
    private final SshConnection connection;
    private final String host;
    private final int targetPort;
    private final DaemonThreads workers;
    private final Semaphore room = new Semaphore(MOST_CONNECTIONS);
    private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
    private volatile boolean refused;

    LocalForward(SshConnection connection, String host, int targetPort, DaemonThreads workers) throws IOException {
        this.server = new ServerSocket(0, MOST_CONNECTIONS, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        this.connection = connection;
        this.host = host;
        this.targetPort = targetPort;
        this.workers = workers;
        try {
            workers.run(this::accept);
        } catch (RejectedExecutionException e) {
            server.close();
            throw new IOException("too much is going on over SSH at once", e);
        }
    }

    @Override
    public int port() {
        return server.getLocalPort();
    }

    @Override
    public boolean isOpen() {
        return !server.isClosed() && connection.isAlive();
    }

    @Override
    public boolean isRefused() {
        return refused;
    }

    @Override
    public void close() {
        SshConnection.quietly(server);
        pairs.forEach(Pair::end);
    }

    private void accept() {
        try {
            while (isOpen()) {
                room.acquire();
                Socket socket = server.accept();
                try {
                    workers.run(() -> serve(socket));
                } catch (RejectedExecutionException e) {
                    room.release();
                    socket.close();
                }
            }
        } catch (IOException e) {
            // closed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    private void serve(Socket socket) {
        Optional<Pair> pair = Optional.empty();
        try {
            socket.setTcpNoDelay(true);
            Deadline deadline = new Deadline(TO_OPEN, new PausedTime(Optional.empty()));
            Tunnel tunnel = ReachedHost.open(connection, host, targetPort, deadline, workers);
            refused = false;
            pair = Optional.of(new Pair(socket, tunnel));
            pairs.add(pair.get());
            if (isOpen()) {
                pair.get().run();
            }
        } catch (IOException | HopFailure | RejectedExecutionException e) {
            // Whoever connected learns it from the end of the connection.
            refused = isRefusal(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            pair.ifPresent(Pair::end);
            pair.ifPresent(pairs::remove);
            SshConnection.quietly(socket);
            room.release();
        }
    }

    /** Source: RFC 4254, 5.1. */
    private static boolean isRefusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OpenFailException open) {
                return open.getReason() == OpenFailException.Reason.CONNECT_FAILED;
            }
        }
        return false;
    }

    /** A connection here and its other half over there; each direction ends by itself, as TCP has it. */
    private final class Pair {
        private final Socket socket;
        private final Tunnel tunnel;
        private final CountDownLatch upIsDone = new CountDownLatch(1);

        Pair(Socket socket, Tunnel tunnel) {
            this.socket = socket;
            this.tunnel = tunnel;
        }

        void run() throws IOException, InterruptedException {
            // Nothing more goes up then.
            tunnel.whenClosed(() -> SshConnection.quietly(socket::shutdownInput));
            workers.run(this::up);
            tunnel.getInputStream().transferTo(socket.getOutputStream());
            socket.shutdownOutput();
            upIsDone.await();
        }

        private void up() {
            try {
                socket.getInputStream().transferTo(tunnel.getOutputStream());
                tunnel.endOutput();
            } catch (IOException e) {
                end();
            } finally {
                upIsDone.countDown();
            }
        }

        void end() {
            tunnel.leave();
            SshConnection.quietly(socket);
        }
    }
}
