package io.oneha.ssh.key;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;

/** As much of ASN.1's DER as private key files need. Source: X.690. */
final class Der {
    static final int INTEGER = 0x02;
    static final int BITS = 0x03;
    static final int OCTETS = 0x04;
    static final int OID = 0x06;
    static final int SEQUENCE = 0x30;

    private final byte[] bytes;
    private int at;

    Der(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean has(int tag) {
        return at < bytes.length && (bytes[at] & 0xff) == tag;
    }

    /** The content of the next element, which must have this tag. */
    byte[] next(int tag) throws IOException {
        if (!has(tag)) {
            throw new IOException("it is not a valid key");
        }
        at++;
        int length = length();
        if (length < 0 || length > bytes.length - at) {
            throw new IOException("it is truncated");
        }
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    /** The next element, to be read into. */
    Der enter(int tag) throws IOException {
        return new Der(next(tag));
    }

    BigInteger integer() throws IOException {
        byte[] value = next(INTEGER);
        if (value.length == 0) {
            throw new IOException("it is not a valid key");
        }
        return new BigInteger(value);
    }

    private int length() throws IOException {
        int first = octet();
        if (first < 0x80) {
            return first;
        }
        int count = first & 0x7f;
        if (count == 0 || count > 3) {
            throw new IOException("it is not a valid key");
        }
        int length = 0;
        for (int i = 0; i < count; i++) {
            length = length << 8 | octet();
        }
        return length;
    }

    private int octet() throws IOException {
        if (at >= bytes.length) {
            throw new IOException("it is truncated");
        }
        return bytes[at++] & 0xff;
    }
}
