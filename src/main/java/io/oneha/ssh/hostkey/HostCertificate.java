package io.oneha.ssh.hostkey;

import io.oneha.ssh.key.KeySignature;
import io.oneha.ssh.key.Wire;
import io.oneha.ssh.route.Wildcards;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A host's certificate: its key, and for what an authority vouches with its signature. Source: OpenSSH, PROTOCOL.certkeys.
 *
 * @param plainBlob the key in it without the certificate
 * @param authority the authority's public key
 * @param isHosts whether it is for a host and not for a user
 * @param principals names and patterns of the hosts
 * @param validAfter seconds since 1970, unsigned
 * @param validBefore seconds since 1970, unsigned
 * @param hasCriticalOptions whether it is bound to conditions; of hosts none is known
 * @param isSigned whether the signature is the authority's
 */
record HostCertificate(
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
            Wire.Reader parts = new Wire.Reader(blob);
            String type = parts.text();
            String plainType = type.endsWith(SUFFIX) ? type.substring(0, type.length() - SUFFIX.length()) : "";
            if (!PARTS.containsKey(plainType)) {
                return Optional.empty();
            }
            parts.bytes();
            byte[] plain = plain(plainType, parts);
            parts.uint64();
            long kind = parts.uint32();
            parts.bytes();
            List<String> principals = texts(parts.bytes());
            long after = parts.uint64();
            long before = parts.uint64();
            boolean critical = parts.bytes().length > 0;
            parts.bytes();
            parts.bytes();
            byte[] authority = parts.bytes();
            byte[] signed = Arrays.copyOf(blob, blob.length - parts.left());
            byte[] signature = parts.bytes();
            boolean isSigned = parts.left() == 0 && KeySignature.verifies(authority, signed, signature);
            return Optional.of(
                    new HostCertificate(plain, authority, kind == HOST, principals, after, before, critical, isSigned));
        } catch (IOException e) {
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

    private static byte[] plain(String type, Wire.Reader parts) throws IOException {
        Wire.Writer plain = new Wire.Writer().text(type);
        for (int i = 0; i < PARTS.get(type); i++) {
            plain.bytes(parts.bytes());
        }
        return plain.done();
    }

    private static List<String> texts(byte[] packed) throws IOException {
        Wire.Reader parts = new Wire.Reader(packed);
        List<String> texts = new ArrayList<>();
        while (parts.left() > 0) {
            texts.add(parts.text());
        }
        return List.copyOf(texts);
    }
}
