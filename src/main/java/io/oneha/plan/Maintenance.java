package io.oneha.plan;

/**
 * What is done to a front-end while its oned is stopped.
 *
 * @param command a line for the shell, run as root; empty: none
 * @param reboot whether it is rebooted
 * @param services whether OpenNebula's other services are restarted there, too
 */
public record Maintenance(String command, Reboot reboot, boolean services) {
    /** oned alone is restarted. */
    public static final Maintenance NONE = new Maintenance("", Reboot.NO, false);

    /** When a front-end is rebooted. */
    public enum Reboot {
        NO,
        /** Where its packages ask for it: {@code /run/reboot-required}, or {@code needs-restarting -r}. */
        IF_NEEDED,
        ALWAYS
    }
}
