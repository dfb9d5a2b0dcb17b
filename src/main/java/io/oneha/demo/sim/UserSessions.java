package io.oneha.demo.sim;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Who has come in at one run of oned. It keeps the last password that it accepted of each user for a while and takes that one again,
 * whatever its database says by then; another password that is right takes its place. They end with the process.
 *
 * <p>Source: OpenNebula 7.4, src/um/UserPool.cc, and what real zones did when oneadmin's password was changed.
 */
public final class UserSessions {
    /** SESSION_EXPIRATION_TIME of oned.conf, in milliseconds. */
    public static final long EXPIRATION = 900_000;

    private final ZoneStore database;
    private final LongSupplier now;
    private final long expiration;
    private final Map<Integer, Session> sessions = new HashMap<>();

    private record Session(SimUser user, String text, long until) {}

    /**
     * @param now in milliseconds
     * @param expiration how long a password that was accepted is kept, in milliseconds
     */
    public UserSessions(ZoneStore database, LongSupplier now, long expiration) {
        this.database = database;
        this.now = now;
        this.expiration = expiration;
    }

    /** The user of {@code name:password}: none where neither the session nor the database has it, or the database is down. */
    Optional<SimUser> authenticate(String text) {
        Optional<SimUser> known = sessions.values().stream()
                .filter(session -> session.text().equals(text) && session.until() > now.getAsLong())
                .map(Session::user)
                .filter(database::knows)
                .findFirst();
        if (known.isPresent()) {
            return known;
        }
        Optional<SimUser> user = database.authenticate(text);
        user.ifPresent(in -> sessions.put(in.id(), new Session(in, text, now.getAsLong() + expiration)));
        return user;
    }

    /** What oned does where a password is changed, and nowhere else. */
    void end(int userId) {
        sessions.remove(userId);
    }
}
