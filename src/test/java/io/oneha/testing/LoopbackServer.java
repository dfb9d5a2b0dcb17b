package io.oneha.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An HTTP server on loopback of which a test decides every byte. One thread a connection: it is for tests. */
public final class LoopbackServer implements AutoCloseable {
    /** What to do with a request. The connection is closed after it. */
    @FunctionalInterface
    public interface Script {
        void answer(Request request, Socket connection) throws IOException, InterruptedException;
    }

    /** A request as it came: the head as text, with its line ends, and the body. */
    public record Request(String head, byte[] body) {
        /** The body as text. */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private final InetAddress address;
    private final int port;
    private final Script script;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "loopback-server");
        thread.setDaemon(true);
        return thread;
    });
    private ServerSocket listener;
    private Future<?> accepting;

    private LoopbackServer(InetAddress address, ServerSocket listener, Script script) {
        this.address = address;
        this.port = listener.getLocalPort();
        this.script = script;
        listenOn(listener);
    }

    /** Listens on an address of 127.0.0.0/8 and a port, 0 for any. */
    public static LoopbackServer start(String address, int port, Script script) {
        try {
            InetAddress loopback = InetAddress.getByName(address);
            if (!loopback.isLoopbackAddress()) {
                throw new IllegalArgumentException(address + " is not a loopback address");
            }
            return new LoopbackServer(loopback, bind(loopback, port), script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same on 127.0.0.1 and any port. */
    public static LoopbackServer start(Script script) {
        return start("127.0.0.1", 0, script);
    }

    /** The port; it stays the same when the server stops listening and listens again. */
    public int port() {
        return port;
    }

    /** The XML-RPC endpoint as a zone's pool would have it. */
    public String endpoint() {
        return "http://" + address.getHostAddress() + ":" + port + "/RPC2";
    }

    /** Connections open now. */
    public int openConnections() {
        return connections.size();
    }

    /** Closes the port: connections are refused, those that are open break. */
    public synchronized void refuse() {
        closeQuietly(listener);
        awaitAccepting();
        connections.forEach(LoopbackServer::closeQuietly);
    }

    /** Listens again after {@link #refuse()}. */
    public synchronized void listen() {
        if (!listener.isClosed()) {
            return;
        }
        try {
            listenOn(bind(address, port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        refuse();
        threads.shutdownNow();
    }

    private static ServerSocket bind(InetAddress address, int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(address, port), 100);
        return socket;
    }

    private void listenOn(ServerSocket socket) {
        listener = socket;
        accepting = threads.submit(() -> accept(socket));
    }

    // The kernel takes connections for as long as a thread is still on its way out of accept, closed or not.
    private void awaitAccepting() {
        try {
            accepting.get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.add(connection);
                if (socket.isClosed()) {
                    connection.close();
                }
                threads.execute(() -> serve(connection));
            } catch (IOException e) {
                closeQuietly(socket);
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            script.answer(read(new BufferedInputStream(connection.getInputStream())), connection);
        } catch (IOException e) {
            // The client went away, or the test closed the server: both are what tests do.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(connection);
        }
    }

    private static Request read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int end = 0;
        while (end < 4) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("request cut");
            }
            head.write(octet);
            end = octet == (end % 2 == 0 ? '\r' : '\n') ? end + 1 : 0;
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        return new Request(text, in.readNBytes(contentLength(text)));
    }

    private static int contentLength(String head) {
        for (String line : head.split("\r\n")) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                return Integer.parseInt(line.substring(15).trim());
            }
        }
        return 0;
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
