package io.oneha.ssh.key;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The data types of SSH's messages and key files. Source: RFC 4251, section 5. */
public final class Wire {
    private Wire() {}

    /** Reads; nothing it is given makes it read beyond the end or reserve more than is there. */
    public static final class Reader {
        private final ByteBuffer buffer;

        /** Over all of these bytes. */
        public Reader(byte[] bytes) {
            buffer = ByteBuffer.wrap(bytes);
        }

        /** One byte, unsigned. */
        public int octet() throws IOException {
            return raw(1)[0] & 0xff;
        }

        public long uint32() throws IOException {
            return ByteBuffer.wrap(raw(4)).getInt() & 0xffffffffL;
        }

        public long uint64() throws IOException {
            return ByteBuffer.wrap(raw(8)).getLong();
        }

        /** A string, as bytes. */
        public byte[] bytes() throws IOException {
            return raw((int) Math.min(uint32(), Integer.MAX_VALUE));
        }

        /** A string, as text. */
        public String text() throws IOException {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        /** An mpint. */
        public BigInteger number() throws IOException {
            byte[] bytes = bytes();
            return bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
        }

        /** So many bytes. */
        public byte[] raw(int length) throws IOException {
            if (length > buffer.remaining()) {
                throw new IOException("it is truncated");
            }
            byte[] bytes = new byte[length];
            buffer.get(bytes);
            return bytes;
        }

        /** How many bytes are left. */
        public int left() {
            return buffer.remaining();
        }
    }

    /** Writes. */
    public static final class Writer {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        /** One byte. */
        public Writer octet(int value) {
            out.write(value);
            return this;
        }

        public Writer uint32(int value) {
            return raw(ByteBuffer.allocate(4).putInt(value).array());
        }

        /** A string. */
        public Writer bytes(byte[] bytes) {
            return uint32(bytes.length).raw(bytes);
        }

        /** A string. */
        public Writer text(String text) {
            return bytes(text.getBytes(StandardCharsets.UTF_8));
        }

        /** An mpint. */
        public Writer number(BigInteger number) {
            return bytes(number.signum() == 0 ? new byte[0] : number.toByteArray());
        }

        /** Bytes as they are. */
        public Writer raw(byte[] bytes) {
            out.writeBytes(bytes);
            return this;
        }

        /** All that was written. */
        public byte[] done() {
            return out.toByteArray();
        }
    }
}
