package io.oneha.ssh.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** What there is to know of a public key from its bytes. */
public final class PublicKeys {
    private static final String CERTIFICATE = "-cert-v01@openssh.com";

    private PublicKeys() {}

    /** The key's type, such as {@code ssh-ed25519}; empty when these bytes are no key. */
    public static String type(byte[] blob) {
        try {
            String type = new Wire.Reader(blob).text();
            boolean plain = !type.isEmpty() && type.chars().allMatch(c -> c > ' ' && c < 0x7f);
            return plain && type.length() <= 64 ? type : "";
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * Refuses a key whose fields claim more bytes than are there, which sshj would reserve for them.
     *
     * @throws IOException it is one
     */
    public static void requireWhole(byte[] blob) throws IOException {
        Wire.Reader in = new Wire.Reader(blob);
        String type = in.text();
        int fields = type.startsWith("ssh-ed25519") ? 1 : 2;
        for (int left = type.endsWith(CERTIFICATE) ? fields + 1 : fields; left > 0; left--) {
            in.bytes();
        }
    }

    /** The type in a word, as people have it: ed25519, rsa, ecdsa, ed25519-sk, … */
    public static String shortType(byte[] blob) {
        String type = type(blob);
        String base = type.replace(CERTIFICATE, "").replace("@openssh.com", "");
        String word = base.startsWith("sk-") ? base.substring(3) + "-sk" : base;
        word = word.startsWith("ssh-") ? word.substring(4) : word.replaceFirst("^ecdsa-sha2-nistp\\d+", "ecdsa");
        return (word.isEmpty() ? "unknown" : word) + (type.endsWith(CERTIFICATE) ? " certificate" : "");
    }

    /** The fingerprint as OpenSSH prints it: {@code SHA256:} and base 64 without padding. */
    public static String fingerprint(byte[] blob) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(blob);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The signatures that a key of this type can make, best first; empty for a type that oneha has no use for. SHA-1 is not
     * among them.
     */
    public static List<String> algorithms(String type) {
        String suffix = type.endsWith(CERTIFICATE) ? CERTIFICATE : "";
        return switch (type.substring(0, type.length() - suffix.length())) {
            case "ssh-rsa" -> List.of("rsa-sha2-512" + suffix, "rsa-sha2-256" + suffix);
            case "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521" -> List.of(type);
            default -> List.of();
        };
    }

    /** The name of the signature's format for an algorithm: for a certificate's, that of its key. */
    public static String signatureFormat(String algorithm) {
        return algorithm.replace(CERTIFICATE, "");
    }

    /** The key on a line of a {@code .pub} file; empty when there is none. Source: sshd(8), AUTHORIZED_KEYS, without options. */
    public static Optional<byte[]> ofLine(String line) {
        String[] words = line.strip().split("\\s+", 3);
        if (words.length < 2) {
            return Optional.empty();
        }
        try {
            byte[] blob = Base64.getDecoder().decode(words[1].getBytes(StandardCharsets.ISO_8859_1));
            return type(blob).equals(words[0]) ? Optional.of(blob) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
