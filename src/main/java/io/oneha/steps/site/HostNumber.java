package io.oneha.steps.site;

import io.oneha.base.Text;

/** A number that a host's script prints. */
public final class HostNumber {
    /** As many digits as a long has for sure. */
    private static final String FORM = "[0-9]{1,18}";

    private HostNumber() {}

    /**
     * Reads one of at most 18 digits.
     *
     * @param host whose it is
     * @param what it counts, such as {@code the size of its database}
     * @throws StepException it is anything else
     */
    public static long of(String host, String what, String text) {
        String number = text.strip();
        if (!number.matches(FORM)) {
            throw senseless(host, what, text);
        }
        return Long.parseLong(number);
    }

    /** What a host says makes no sense. */
    public static StepException senseless(String host, String what, String text) {
        return new StepException(host + ": " + what + " makes no sense: \"" + Text.message(text) + "\"", "");
    }
}
