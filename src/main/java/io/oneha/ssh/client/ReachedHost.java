package io.oneha.ssh.client;

import io.oneha.ssh.route.Hop;
import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import javax.net.SocketFactory;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.OpenFailException;

/**
 * A host that was reached, by TCP or through a jump host, with nothing said yet.
 *
 * @param wire what the connection runs over
 * @param greeting exchanges the greetings and the keys
 */
record ReachedHost(Closeable wire, Greeting greeting) {
    /** The beginning of a connection. */
    interface Greeting {
        void with(SSHClient client) throws IOException;
    }

    /** By TCP: each address that the name has is tried, as OpenSSH does. */
    static ReachedHost directly(Hop hop, Deadline deadline) throws HopFailure {
        try {
            InetAddress[] addresses = InetAddress.getAllByName(hop.host());
            HopFailure last = ConnectStage.REACHING.late(hop, deadline.text());
            for (int i = 0; i < addresses.length && !deadline.isOver(); i++) {
                int millis = Math.max(1, deadline.millisLeft() / (addresses.length - i));
                Socket socket = new Socket();
                try {
                    socket.setTcpNoDelay(true);
                    socket.setKeepAlive(true);
                    socket.connect(new InetSocketAddress(addresses[i], hop.port()), millis);
                    return new ReachedHost(socket, client -> {
                        client.setSocketFactory(new Connected(socket));
                        client.connect(hop.hostKeyName(), hop.port());
                    });
                } catch (IOException e) {
                    socket.close();
                    last = reason(hop, deadline, e);
                }
            }
            throw last;
        } catch (UnknownHostException e) {
            throw HopFailure.unreachable("the name " + hop.host() + " is not known");
        } catch (IOException e) {
            throw reason(hop, deadline, e);
        }
    }

    private static HopFailure reason(Hop hop, Deadline deadline, IOException error) {
        if (error instanceof SocketTimeoutException) {
            return ConnectStage.REACHING.late(hop, deadline.text());
        }
        if (error instanceof NoRouteToHostException) {
            return HopFailure.unreachable("there is no route to " + ConnectStage.place(hop));
        }
        boolean refused = error instanceof ConnectException
                && String.valueOf(error.getMessage()).contains("refused");
        return HopFailure.unreachable(
                refused
                        ? ConnectStage.place(hop) + " refuses the connection"
                        : ConnectStage.place(hop) + " cannot be reached: " + SshMessages.of(error));
    }

    /** Through a jump host. */
    static ReachedHost through(SshConnection via, Hop hop, Deadline deadline, DaemonThreads workers) throws HopFailure {
        Tunnel tunnel = open(via, hop.host(), hop.port(), deadline, workers);
        return new ReachedHost(tunnel::leave, client -> client.connectVia(tunnel, hop.hostKeyName(), hop.port()));
    }

    /** Opens a tunnel; when that fails or takes too long, nothing of it is left behind. */
    static Tunnel open(SshConnection via, String host, int port, Deadline deadline, DaemonThreads workers)
            throws HopFailure {
        Tunnel tunnel = new Tunnel(via, host, port, workers);
        CompletableFuture<Void> opened = via.watch(new CompletableFuture<>());
        Future<?> opening = workers.run(() -> {
            try {
                tunnel.open();
                opened.complete(null);
            } catch (IOException | RuntimeException e) {
                opened.completeExceptionally(e);
            }
        });
        String place = (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        try {
            deadline.await(opened, 0);
            return tunnel;
        } catch (TimeoutException e) {
            tunnel.leave();
            throw HopFailure.unreachable(place + " does not answer (waited " + deadline.text() + ")");
        } catch (InterruptedException e) {
            tunnel.leave();
            Thread.currentThread().interrupt();
            throw HopFailure.unreachable("interrupted");
        } catch (ExecutionException e) {
            tunnel.leave();
            throw refusal(place, e.getCause());
        } finally {
            via.forget(opened);
            opening.cancel(true);
        }
    }

    private static HopFailure refusal(String place, Throwable cause) {
        if (cause instanceof HopFailure trouble) {
            return trouble;
        }
        if (cause instanceof OpenFailException refused) {
            boolean forbidden = refused.getReason() == OpenFailException.Reason.ADMINISTRATIVELY_PROHIBITED;
            HopFailure trouble = HopFailure.unreachable(
                    forbidden
                            ? "its sshd does not let us on to " + place + " (AllowTcpForwarding, PermitOpen)"
                            : "it cannot reach " + place + ": " + SshMessages.of(String.valueOf(refused.getMessage())));
            // Whoever asked through the tunnel tells by it a port where nobody listens from an answer that broke off.
            trouble.initCause(refused);
            return trouble;
        }
        return HopFailure.unreachable("it cannot reach " + place + ": " + SshMessages.of(cause));
    }

    /** Gives out the one socket that is connected already. */
    private static final class Connected extends SocketFactory {
        private final Socket socket;

        Connected(Socket socket) {
            this.socket = socket;
        }

        @Override
        public Socket createSocket() {
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) {
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            return socket;
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            return socket;
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            return socket;
        }
    }
}
