package io.oneha.ssh.hostkey;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads the parts of a key as it travels. Source: RFC 4251, section 5. */
final class KeyBytes {
    private final ByteBuffer bytes;

    KeyBytes(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    /** @throws IllegalArgumentException it ends before the string does */
    byte[] string() {
        int length = number32();
        if (length < 0 || length > bytes.remaining()) {
            throw new IllegalArgumentException("a part of the key is cut off");
        }
        byte[] value = new byte[length];
        bytes.get(value);
        return value;
    }

    String text() {
        return new String(string(), StandardCharsets.UTF_8);
    }

    BigInteger integer() {
        byte[] value = string();
        return value.length == 0 ? BigInteger.ZERO : new BigInteger(value);
    }

    int number32() {
        need(Integer.BYTES);
        return bytes.getInt();
    }

    long number64() {
        need(Long.BYTES);
        return bytes.getLong();
    }

    int position() {
        return bytes.position();
    }

    boolean isAtEnd() {
        return !bytes.hasRemaining();
    }

    private void need(int count) {
        if (bytes.remaining() < count) {
            throw new IllegalArgumentException("a part of the key is cut off");
        }
    }
}
