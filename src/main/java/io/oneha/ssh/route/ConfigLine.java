package io.oneha.ssh.route;

import io.oneha.ssh.SshException;

/**
 * Where a setting stands.
 *
 * @param source a file, or the inventory's variable
 * @param line the line in the file, from 1; 0 where there are no lines
 * @param isUsers whether it is the user's own and not the whole machine's
 */
record ConfigLine(String source, int line, boolean isUsers) {
    /** A variable of the inventory. */
    static ConfigLine variable(String name) {
        return new ConfigLine(name, 0, true);
    }

    /** The exception for a setting that stands here and cannot be used. */
    SshException fault(String why) {
        return new SshException(SshException.Kind.SETTINGS, printable(this + ": " + why));
    }

    /** The note for a setting that stands here and is not followed. */
    String note(String what) {
        return printable(this + ": " + what);
    }

    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]", "?");
    }

    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line;
    }
}
