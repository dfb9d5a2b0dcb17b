package io.oneha.zone;

/**
 * The first parameter of every call: {@code user:password} or {@code user:token}. Its text form is masked.
 *
 * @param session the whole string
 */
public record Credentials(String session) {
    /** The user's name. */
    public String user() {
        return session.substring(0, Math.max(0, session.indexOf(':')));
    }

    @Override
    public String toString() {
        return user() + ":********";
    }
}
