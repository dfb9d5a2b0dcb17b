package io.oneha.inventory;

import java.util.Locale;

/**
 * A variable's text and where it was given.
 *
 * @param secret whether it was encrypted, so that no message may quote it
 */
record VariableText(String name, String text, boolean secret, Origin at) {
    private static final int QUOTED = 60;

    /** A fault that names the variable and quotes its value. */
    InventoryException fault(String what, String remedy) {
        return at.fault(name + " " + (secret ? "(encrypted)" : quote(text)) + " " + what, remedy);
    }

    /** The words that both Ansible and the {@code bool} filter of one-deploy's roles understand the same way. */
    boolean asBoolean() {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default -> throw fault("is neither true nor false", "write true or false");
        };
    }

    int asNumber(int from, int to) {
        String digits = text.strip();
        boolean plain =
                digits.length() <= 9 && Names.isNumber(digits) && (digits.length() == 1 || digits.charAt(0) != '0');
        if (!plain || Integer.parseInt(digits) < from || Integer.parseInt(digits) > to) {
            throw fault("is not a number from " + from + " to " + to, "write one");
        }
        return Integer.parseInt(digits);
    }

    /** A text from the file in quotes, no longer than a line can take. */
    static String quote(String text) {
        return "\"" + shorten(text) + "\"";
    }

    static String shorten(String text) {
        return text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "…";
    }

    @Override
    public String toString() {
        return name + " at " + at;
    }
}
