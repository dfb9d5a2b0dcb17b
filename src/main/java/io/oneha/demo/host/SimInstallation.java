package io.oneha.demo.host;

/** How far a host is a front-end: what installing leaves on it, beside its files and its database. */
final class SimInstallation {
    /** What the zone's database takes, in bytes. */
    static final long SIZE = 183L << 20;
    /** In so many parts it is copied. */
    static final int PARTS = 20;

    boolean packages;
    boolean enabled;
    boolean account;
    boolean tables;
    /** Whether a row of its database is not as in the others, though its log is. */
    boolean diverged;

    boolean hooks;
    /** Whether oned.conf has an ONEGATE_ENDPOINT. */
    boolean gate;

    boolean backup;
    /** Parts of a database that is being copied to it. */
    int copied;
    /** The host whose folder was unpacked beside its own. */
    String unpacked = "";
    /** The mark of a run that works on it. */
    final SimLock lock = new SimLock();

    /** A host with nothing on it but the operating system and a database server that is off. */
    static SimInstallation bare() {
        return new SimInstallation();
    }

    /** A front-end. */
    static SimInstallation done(boolean hooks) {
        SimInstallation setup = new SimInstallation();
        setup.packages = true;
        setup.enabled = true;
        setup.account = true;
        setup.tables = true;
        setup.hooks = hooks;
        setup.gate = hooks;
        return setup;
    }
}
