package io.oneha.ssh.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.ChannelInputStream;
import net.schmizz.sshj.connection.channel.direct.DirectConnection;
import net.schmizz.sshj.transport.TransportException;

/**
 * A direct-tcpip channel that can be left at any moment without harm to the connection that carries it. sshj's own breaks
 * that connection when data arrives for a stream that was closed here, and waits for the other side when it is closed.
 */
final class Tunnel extends DirectConnection {
    private final SshConnection connection;
    private final DaemonThreads workers;
    private final Object gate = new Object();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private volatile boolean left;
    private Thread writer;

    Tunnel(SshConnection connection, String host, int port, DaemonThreads workers) {
        super(connection.client().getConnection(), host, port);
        this.connection = connection;
        this.workers = workers;
    }

    /** Gives it up, whatever state it is in; blocks on nothing. */
    void leave() {
        if (stopWriting()) {
            eofInputStreams();
            workers.tidy(this::sayGoodbye);
        }
    }

    /** Whoever writes stops, and nothing more is taken in; whether it was not so before. */
    private boolean stopWriting() {
        synchronized (gate) {
            if (left) {
                return false;
            }
            left = true;
            if (writer != null) {
                writer.interrupt();
            }
            return true;
        }
    }

    private void sayGoodbye() {
        try {
            if (openEvent.isSet()) {
                sendClose();
            }
        } catch (TransportException e) {
            conn.forget(this);
        }
    }

    @Override
    protected void gotUnknown(Message message, SSHPacket packet) throws ConnectionException, TransportException {
        super.gotUnknown(message, packet);
        if (left && message == Message.CHANNEL_OPEN_CONFIRMATION) {
            sendClose();
        }
    }

    @Override
    protected void receiveInto(ChannelInputStream stream, SSHPacket packet) throws SSHException {
        connection.heard();
        if (left) {
            return;
        }
        try {
            super.receiveInto(stream, packet);
        } catch (ConnectionException e) {
            if (!left) {
                throw e;
            }
        }
    }

    @Override
    public InputStream getInputStream() {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public void close() {
                leave();
            }
        };
    }

    @Override
    public OutputStream getOutputStream() {
        return new Out(super.getOutputStream());
    }

    /** What has arrived can still be read; sshj would wait for whoever writes, in the thread that reads the connection. */
    @Override
    protected void closeAllStreams() {
        stopWriting();
        eofInputStreams();
    }

    @Override
    public void notifyError(SSHException error) {
        if (gate != null) {
            stopWriting();
        }
        super.notifyError(error);
    }

    /** Has something done, quickly, once the other side has closed it or the connection is gone. */
    void whenClosed(Runnable action) {
        closed.thenRun(action);
    }

    @Override
    protected void finishOff() {
        super.finishOff();
        if (closed != null) {
            closed.complete(null);
        }
    }

    /** Says that nothing more comes from here, after all that was written. */
    void endOutput() throws IOException {
        OutputStream out = super.getOutputStream();
        watched(() -> {
            out.flush();
            out.close();
        });
    }

    private void watched(Writing writing) throws IOException {
        synchronized (gate) {
            if (left) {
                throw new IOException("closed");
            }
            writer = Thread.currentThread();
        }
        try {
            writing.run();
        } catch (IOException e) {
            leave();
            throw e;
        } finally {
            synchronized (gate) {
                writer = null;
            }
        }
    }

    /** What is half written can never be mended, so an error, or an interrupt, is the end of the whole tunnel. */
    private final class Out extends OutputStream {
        private final OutputStream channel;

        Out(OutputStream channel) {
            this.channel = channel;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            watched(() -> {
                channel.write(bytes, offset, length);
                channel.flush();
            });
        }

        @Override
        public void close() {
            leave();
        }
    }

    /** A piece of writing. */
    private interface Writing {
        void run() throws IOException;
    }
}
