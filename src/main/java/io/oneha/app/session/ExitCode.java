package io.oneha.app.session;

import io.oneha.health.Overall;

/**
 * The program's exit codes, the same for every command. From 64 on they are those of BSD's {@code sysexits.h} where one fits.
 * With {@code -o nagios} only 0 to 3 are used, as its plugins must: everything above becomes {@link #UNKNOWN}.
 */
public enum ExitCode {
    /** All is well, or the command did what it was asked. */
    OK(0, "good"),
    /** A finding of severity warning; to a question, such as {@code leader --is}, no: nothing failed. */
    WARNING(1, "warning found; leader --is and --self: another server leads, or none"),
    /** A finding of severity critical, or the command itself failed. */
    CRITICAL(2, "critical found, or the command failed"),
    /** Something answered, but the zone's state could not be learnt from it. */
    UNKNOWN(3, "state could not be learnt"),
    /** The command line or the configuration cannot be used. */
    USAGE(64, "bad usage"),
    /** The inventory, or other input, cannot be used. */
    INPUT(65, "bad inventory or input"),
    /** Nothing that was asked could be reached: refused, unresolved, no route, or silent. */
    UNREACHABLE(69, "host unreachable"),
    /** A guard refused what was asked: the zone is not fit for it. */
    REFUSED(73, "refused by a guard (quorum, stale plan, lock)"),
    /** Every server that answered refused the credentials, or a host key is not the known one. */
    AUTHENTICATION(77, "authentication or host key"),
    /** Ctrl-C: 128 + SIGINT, as shells have it. */
    INTERRUPTED(130, "interrupted");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    /** The process' exit status. */
    public int number() {
        return number;
    }

    /** A few words for the help. */
    public String meaning() {
        return meaning;
    }

    /** The code for a verdict. */
    public static ExitCode of(Overall overall) {
        return switch (overall) {
            case OK -> OK;
            case DEGRADED -> WARNING;
            case CRITICAL -> CRITICAL;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
