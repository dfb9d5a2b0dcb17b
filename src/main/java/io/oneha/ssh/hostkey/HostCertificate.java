package io.oneha.ssh.hostkey;

import io.oneha.ssh.route.Wildcards;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A host's certificate: its key, and for what an authority vouches with its signature. Source: OpenSSH, PROTOCOL.certkeys.
 *
 * @param plainType the type of the key in it, such as {@code ssh-ed25519}
 * @param plainBlob that key without the certificate
 * @param authority the authority's public key
 * @param isHosts whether it is for a host and not for a user
 * @param principals names and patterns of the hosts
 * @param validAfter seconds since 1970, unsigned
 * @param validBefore seconds since 1970, unsigned
 * @param hasCriticalOptions whether it is bound to conditions; of hosts none is known
 * @param isSigned whether the signature is the authority's
 */
record HostCertificate(
        String plainType,
        byte[] plainBlob,
        byte[] authority,
        boolean isHosts,
        List<String> principals,
        long validAfter,
        long validBefore,
        boolean hasCriticalOptions,
        boolean isSigned) {
    static final String SUFFIX = "-cert-v01@openssh.com";

    private static final int HOST = 2;
    /** How many parts each key has after its type. */
    private static final Map<String, Integer> PARTS = Map.of(
            "ssh-ed25519", 1,
            "ssh-rsa", 2,
            "ecdsa-sha2-nistp256", 2,
            "ecdsa-sha2-nistp384", 2,
            "ecdsa-sha2-nistp521", 2);

    /** The certificate in a key as it travels; empty for a plain key, and for one that cannot be read. */
    static Optional<HostCertificate> parse(byte[] blob) {
        try {
            KeyBytes bytes = new KeyBytes(blob);
            String type = bytes.text();
            String plainType = type.endsWith(SUFFIX) ? type.substring(0, type.length() - SUFFIX.length()) : "";
            if (!PARTS.containsKey(plainType)) {
                return Optional.empty();
            }
            bytes.string();
            byte[] plain = plain(plainType, bytes);
            bytes.number64();
            int kind = bytes.number32();
            bytes.string();
            List<String> principals = texts(bytes.string());
            long after = bytes.number64();
            long before = bytes.number64();
            boolean critical = bytes.string().length > 0;
            bytes.string();
            bytes.string();
            byte[] authority = bytes.string();
            byte[] signed = Arrays.copyOf(blob, bytes.position());
            byte[] signature = bytes.string();
            boolean isSigned = bytes.isAtEnd() && KeySignature.verifies(authority, signed, signature);
            return Optional.of(new HostCertificate(
                    plainType, plain, authority, kind == HOST, principals, after, before, critical, isSigned));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether it vouches for a host now; who signed it is another question. */
    boolean isValid(String host, Instant now) {
        long seconds = now.getEpochSecond();
        return isSigned
                && isHosts
                && !hasCriticalOptions
                && Long.compareUnsigned(seconds, validAfter) >= 0
                && Long.compareUnsigned(seconds, validBefore) < 0
                && principals.stream().anyMatch(pattern -> Wildcards.matches(host, pattern));
    }

    private static byte[] plain(String type, KeyBytes bytes) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        put(plain, type.getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < PARTS.get(type); i++) {
            put(plain, bytes.string());
        }
        return plain.toByteArray();
    }

    private static void put(ByteArrayOutputStream to, byte[] value) {
        to.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value.length).array());
        to.writeBytes(value);
    }

    private static List<String> texts(byte[] packed) {
        KeyBytes bytes = new KeyBytes(packed);
        List<String> texts = new ArrayList<>();
        while (!bytes.isAtEnd()) {
            texts.add(bytes.text());
        }
        return List.copyOf(texts);
    }
}
