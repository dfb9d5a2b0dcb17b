package io.oneha.serve.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/**
 * Who may ask, by HTTP's basic authentication. A password that was right once is known by its SHA-256 from then on, for bcrypt is slow on
 * purpose; what is not known is tried one at a time, so that whoever guesses keeps one processor busy at most.
 */
public final class BasicAuth {
    /** What a client without the right password is asked for. */
    static final Map<String, String> CHALLENGE = Map.of("WWW-Authenticate", "Basic realm=\"oneha\", charset=\"UTF-8\"");

    private static final String SCHEME = "basic ";
    private static final int REMEMBERED = 100;

    private final Map<String, String> users;
    /** A name that is not there takes as long as one that is. */
    private final String standIn;

    private final ReentrantLock trying = new ReentrantLock(true);
    private final Map<String, Boolean> right = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** @param users bcrypt hashes by name; at least one */
    public BasicAuth(Map<String, String> users) {
        this.users = Map.copyOf(users);
        this.standIn = users.values().iterator().next();
    }

    /** Whether a header Authorization is that of a user; false too where the thread is interrupted while others are tried. */
    boolean allows(String authorization) {
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        String given = decoded(authorization.substring(SCHEME.length()).strip());
        int colon = given.indexOf(':');
        return colon >= 0 && allows(given, given.substring(0, colon), given.substring(colon + 1));
    }

    private boolean allows(String given, String name, String password) {
        String digest = digest(given);
        if (isKnown(digest)) {
            return true;
        }
        try {
            trying.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        try {
            boolean correct = OpenBSDBCrypt.checkPassword(users.getOrDefault(name, standIn), password.toCharArray())
                    && users.containsKey(name);
            if (correct) {
                remember(digest);
            }
            return correct;
        } finally {
            trying.unlock();
        }
    }

    private boolean isKnown(String digest) {
        synchronized (right) {
            return right.containsKey(digest);
        }
    }

    private void remember(String digest) {
        synchronized (right) {
            right.put(digest, true);
        }
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String digest(String text) {
        try {
            byte[] bytes = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
