package io.oneha.ssh.client;

import io.oneha.ssh.SshException.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.ChannelInputStream;
import net.schmizz.sshj.connection.channel.direct.SessionChannel;
import net.schmizz.sshj.connection.channel.direct.Signal;
import net.schmizz.sshj.transport.TransportException;

/**
 * A session channel for one command. Its output is collected as it arrives, by the thread that reads the connection, so that
 * no command needs threads of its own to be listened to.
 */
final class Exec extends SessionChannel {
    private static final int GIVE_BACK = 256 << 10;
    /** From 1 on. Source: signal(7), the numbers that all architectures of Linux share. */
    private static final List<String> SIGNALS =
            List.of("HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM".split(" "));

    private final int limit;
    private final boolean outIsStreamed;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Runnable heard;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean left;
    private long taken;

    /**
     * @param limit how many bytes of each output are kept
     * @param outIsStreamed whether standard output is left to whoever reads {@link #getInputStream}
     * @param heard is run when something arrives
     */
    Exec(Connection connection, int limit, boolean outIsStreamed, Runnable heard) {
        super(connection, StandardCharsets.UTF_8);
        this.limit = limit;
        this.outIsStreamed = outIsStreamed;
        this.heard = heard;
    }

    /** Done when the channel is closed, or when it never will be. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    byte[] out() {
        return out.toByteArray();
    }

    byte[] err() {
        return err.toByteArray();
    }

    /** The exit status, 128 + n for signal n, or -1 when the host did not say. */
    int status() {
        Signal signal = getExitSignal();
        Integer status = getExitStatus();
        return signal != null ? 129 + SIGNALS.indexOf(signal.name()) : status == null ? -1 : status;
    }

    /**
     * Gives it up, and asks the host to end the command, which OpenSSH does from 7.9 on except for root; may block as long as
     * the connection does.
     */
    void leave() {
        left = true;
        try {
            if (isOpen()) {
                signal(Signal.TERM);
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
        boolean isOut = stream == getInputStream();
        heard.run();
        if (left) {
            return;
        }
        if (isOut && outIsStreamed) {
            super.receiveInto(stream, packet);
            return;
        }
        int length = length(packet);
        ByteArrayOutputStream kept = isOut ? out : err;
        if (length > limit - kept.size()) {
            left = true;
            ended.completeExceptionally(new HopFailure(Kind.OUTPUT, "the command printed more than " + limitText()));
            return;
        }
        kept.write(packet.array(), packet.rpos(), length);
        lwin.consume(length);
        taken += length;
        if (taken >= GIVE_BACK || outIsStreamed) {
            trans.write(newBuffer(Message.CHANNEL_WINDOW_ADJUST).putUInt32(taken));
            lwin.expand(taken);
            taken = 0;
        }
    }

    private String limitText() {
        return limit % (1 << 20) == 0 ? (limit >> 20) + " MiB" : limit + " bytes";
    }

    private int length(SSHPacket packet) throws ConnectionException {
        try {
            int length = packet.readUInt32AsInt();
            if (length < 0 || length > getLocalMaxPacketSize() || length > packet.available()) {
                throw new ConnectionException("it sends malformed packets");
            }
            return length;
        } catch (Buffer.BufferException e) {
            throw new ConnectionException(e);
        }
    }

    /**
     * The end of what comes from the host, and no more: closing the other direction would wait, in the thread that reads the
     * connection, for whoever is just writing there.
     */
    @Override
    protected void closeAllStreams() {
        eofInputStreams();
    }

    @Override
    public void notifyError(SSHException error) {
        if (ended != null) {
            ended.completeExceptionally(error);
        }
        super.notifyError(error);
    }

    @Override
    protected void finishOff() {
        super.finishOff();
        // when it was never opened, whoever tried to open it knows why
        if (ended != null && openEvent.isSet()) {
            ended.complete(null);
        }
    }
}
