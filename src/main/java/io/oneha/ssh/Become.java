package io.oneha.ssh;

/** As whom a command runs. */
public enum Become {
    /** As the user of the login. */
    NOBODY_ELSE(""),
    /** As root: directly where the login is root's, or else by {@code sudo -n}. */
    ROOT("root"),
    /** As oneadmin, the user that OpenNebula runs as. */
    ONEADMIN("oneadmin");

    private final String user;

    Become(String user) {
        this.user = user;
    }

    /** The user's name; empty for the user of the login. */
    public String user() {
        return user;
    }
}
