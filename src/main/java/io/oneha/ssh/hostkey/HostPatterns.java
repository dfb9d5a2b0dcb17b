package io.oneha.ssh.hostkey;

import io.oneha.ssh.route.Wildcards;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The names on a line of known_hosts: patterns, or one name that is hashed. Source: sshd(8), SSH_KNOWN_HOSTS FILE FORMAT. */
sealed interface HostPatterns {
    /** Whether the line is about this name, in lower case. */
    boolean match(String name);

    /** Empty for a hash that is none. */
    static Optional<HostPatterns> parse(String text) {
        return text.startsWith("|") ? Hashed.parse(text) : Optional.of(new Listed(text));
    }

    /** A comma list with wildcards and negation. */
    record Listed(String list) implements HostPatterns {
        @Override
        public boolean match(String name) {
            return Wildcards.hostListMatches(name, list);
        }
    }

    /** {@code |1|salt|hash}, where the hash is the HMAC-SHA1 of one name. */
    record Hashed(byte[] salt, byte[] hash) implements HostPatterns {
        private static final int LENGTH = 20;

        static Optional<HostPatterns> parse(String text) {
            String[] parts = text.split("\\|", -1);
            if (parts.length != 4 || !parts[1].equals("1")) {
                return Optional.empty();
            }
            try {
                byte[] salt = Base64.getDecoder().decode(parts[2]);
                byte[] hash = Base64.getDecoder().decode(parts[3]);
                boolean isWhole = salt.length == LENGTH && hash.length == LENGTH;
                return isWhole ? Optional.of(new Hashed(salt, hash)) : Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        @Override
        public boolean match(String name) {
            try {
                Mac mac = Mac.getInstance("HmacSHA1");
                mac.init(new SecretKeySpec(salt, "HmacSHA1"));
                return MessageDigest.isEqual(hash, mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
