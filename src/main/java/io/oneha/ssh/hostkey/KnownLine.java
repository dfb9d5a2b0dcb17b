package io.oneha.ssh.hostkey;

import io.oneha.ssh.key.Wire;
import io.oneha.ssh.route.Wildcards;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A line of known_hosts.
 *
 * @param file the file
 * @param number the line's number, from 1
 * @param marker what kind of line it is
 * @param hosts whether it is about a name, in lower case
 * @param keyType the key's type
 * @param key the key as it travels
 */
record KnownLine(Path file, int number, Marker marker, Predicate<String> hosts, String keyType, byte[] key) {
    private static final int HASH_LENGTH = 20;

    /** What a line says of its key. */
    enum Marker {
        /** It is the host's. */
        NONE,
        /** It signs the certificates of hosts. */
        AUTHORITY,
        /** It must not be trusted. */
        REVOKED
    }

    /** Whether a line of a file says nothing. */
    static boolean isComment(String text) {
        return text.isBlank() || text.stripLeading().startsWith("#");
    }

    /** Empty for a line that cannot be read. */
    static Optional<KnownLine> parse(Path file, int number, String text) {
        String[] words = text.strip().split("[ \t]+");
        boolean isMarked = words[0].startsWith("@");
        int at = isMarked ? 1 : 0;
        Optional<Marker> marker =
                switch (isMarked ? words[0] : "") {
                    case "" -> Optional.of(Marker.NONE);
                    case "@cert-authority" -> Optional.of(Marker.AUTHORITY);
                    case "@revoked" -> Optional.of(Marker.REVOKED);
                    default -> Optional.empty();
                };
        if (marker.isEmpty() || words.length < at + 3) {
            return Optional.empty();
        }
        String type = words[at + 1];
        return names(words[at]).flatMap(hosts -> key(type, words[at + 2])
                .map(key -> new KnownLine(file, number, marker.get(), hosts, type, key)));
    }

    boolean hasKey(byte[] other) {
        return Arrays.equals(key, other);
    }

    /**
     * The names on a line: a comma list with wildcards and negation, or {@code |1|salt|hash} with the HMAC-SHA1 of one name;
     * empty for a hash that is none. Source: sshd(8), SSH_KNOWN_HOSTS FILE FORMAT.
     */
    private static Optional<Predicate<String>> names(String text) {
        if (!text.startsWith("|")) {
            return Optional.of(name -> Wildcards.hostListMatches(name, text));
        }
        String[] parts = text.split("\\|", -1);
        if (parts.length != 4 || !parts[1].equals("1")) {
            return Optional.empty();
        }
        try {
            byte[] salt = Base64.getDecoder().decode(parts[2]);
            byte[] hash = Base64.getDecoder().decode(parts[3]);
            boolean isWhole = salt.length == HASH_LENGTH && hash.length == HASH_LENGTH;
            return isWhole ? Optional.of(name -> MessageDigest.isEqual(hash, hash(salt, name))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] hash(byte[] salt, String name) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(salt, "HmacSHA1"));
            return mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<byte[]> key(String type, String text) {
        try {
            byte[] key = Base64.getDecoder().decode(text);
            return new Wire.Reader(key).text().equals(type) ? Optional.of(key) : Optional.empty();
        } catch (IllegalArgumentException | IOException e) {
            return Optional.empty();
        }
    }
}
