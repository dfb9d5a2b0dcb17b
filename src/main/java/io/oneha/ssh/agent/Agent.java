package io.oneha.ssh.agent;

import io.oneha.ssh.key.Identity;
import io.oneha.ssh.key.PublicKeys;
import io.oneha.ssh.key.Wire;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An ssh-agent at its socket. Each request is a connection of its own. Source: draft-miller-ssh-agent.
 *
 * @param socket what SSH_AUTH_SOCK names
 * @param patience the longest wait for each answer; one that asks its user for consent needs some
 */
public record Agent(Path socket, Duration patience) {
    private static final int FAILURE = 5;
    private static final int REQUEST_IDENTITIES = 11;
    private static final int IDENTITIES_ANSWER = 12;
    private static final int SIGN_REQUEST = 13;
    private static final int SIGN_RESPONSE = 14;
    private static final int RSA_SHA2_256 = 2;
    private static final int RSA_SHA2_512 = 4;
    private static final int LARGEST_ANSWER = 256 << 10;
    private static final int MOST_KEYS = 2048;

    /**
     * The keys it holds, in its order, also those that oneha has no use for: their {@link Identity#algorithms} are empty.
     *
     * @throws IOException it does not answer, or not as an agent does
     */
    public List<Identity> keys() throws IOException {
        Wire.Reader in = exchange(new Wire.Writer().octet(REQUEST_IDENTITIES).done(), IDENTITIES_ANSWER);
        long count = in.uint32();
        if (count > MOST_KEYS) {
            throw new IOException("it says that it has " + count + " keys");
        }
        List<Identity> keys = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            byte[] blob = in.bytes();
            in.bytes();
            keys.add(new Held(this, blob));
        }
        return keys;
    }

    private byte[] signature(byte[] blob, String algorithm, byte[] data) throws IOException {
        int flags = algorithm.startsWith("rsa-sha2-512")
                ? RSA_SHA2_512
                : algorithm.startsWith("rsa-sha2-256") ? RSA_SHA2_256 : 0;
        byte[] request = new Wire.Writer()
                .octet(SIGN_REQUEST)
                .bytes(blob)
                .bytes(data)
                .uint32(flags)
                .done();
        byte[] signature = exchange(request, SIGN_RESPONSE).bytes();
        String format = new Wire.Reader(signature).text();
        if (!format.equals(PublicKeys.signatureFormat(algorithm))) {
            throw new IOException("the agent makes no " + PublicKeys.signatureFormat(algorithm) + " signature");
        }
        return signature;
    }

    private Wire.Reader exchange(byte[] request, int expected) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            SelectionKey ready = channel.register(selector, SelectionKey.OP_WRITE);
            ByteBuffer out = ByteBuffer.wrap(new Wire.Writer().bytes(request).done());
            while (out.hasRemaining()) {
                if (channel.write(out) == 0) {
                    await(selector, end);
                }
            }
            ready.interestOps(SelectionKey.OP_READ);
            int length = read(channel, selector, 4, end).getInt();
            if (length < 1 || length > LARGEST_ANSWER) {
                throw new IOException("it does not answer as an agent does");
            }
            byte[] answer = read(channel, selector, length, end).array();
            Wire.Reader in = new Wire.Reader(answer);
            int type = in.octet();
            if (type == FAILURE) {
                throw new IOException("the agent refuses it");
            }
            if (type != expected) {
                throw new IOException("it does not answer as an agent does");
            }
            return in;
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            throw new IOException("it is no socket that can be reached", e);
        }
    }

    private static ByteBuffer read(SocketChannel channel, Selector selector, int length, long end) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(length);
        while (in.hasRemaining()) {
            int read = channel.read(in);
            if (read < 0) {
                throw new IOException("it hangs up");
            }
            if (read == 0) {
                await(selector, end);
            }
        }
        return in.flip();
    }

    private static void await(Selector selector, long end) throws IOException {
        long millis = (end - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            throw new IOException("it does not answer");
        }
        selector.select(millis);
        selector.selectedKeys().clear();
        if (Thread.currentThread().isInterrupted()) {
            throw new IOException("interrupted");
        }
    }

    /** A key it holds. */
    private record Held(Agent agent, byte[] blob) implements Identity {
        @Override
        public String description() {
            return "agent key " + PublicKeys.fingerprint(blob) + " (" + PublicKeys.shortType(blob) + ")";
        }

        @Override
        public byte[] sign(String algorithm, byte[] data) throws IOException {
            return agent.signature(blob, algorithm, data);
        }
    }
}
