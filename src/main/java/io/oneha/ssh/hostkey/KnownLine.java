package io.oneha.ssh.hostkey;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * A line of known_hosts.
 *
 * @param file the file
 * @param number the line's number, from 1
 * @param marker what kind of line it is
 * @param hosts the names it is about
 * @param keyType the key's type
 * @param key the key as it travels
 */
record KnownLine(Path file, int number, Marker marker, HostPatterns hosts, String keyType, byte[] key) {
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
        return HostPatterns.parse(words[at]).flatMap(hosts -> key(type, words[at + 2])
                .map(key -> new KnownLine(file, number, marker.get(), hosts, type, key)));
    }

    boolean hasKey(byte[] other) {
        return Arrays.equals(key, other);
    }

    private static Optional<byte[]> key(String type, String text) {
        try {
            byte[] key = Base64.getDecoder().decode(text);
            return new KeyBytes(key).text().equals(type) ? Optional.of(key) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
