package io.oneha.cli.output;

import io.oneha.health.Overall;
import io.oneha.health.Severity;

/** Colours, or none. A colour never says what the text does not. */
public enum TextColours {
    /** ANSI's eight colours, which every terminal's own theme defines. */
    COLOURED,
    /** Text as it is. */
    NONE;

    private static final String RED = "31";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";

    /** With colours, or as it is. */
    public static TextColours where(boolean coloured) {
        return coloured ? COLOURED : NONE;
    }

    private String sgr(String code, String text) {
        return this == NONE || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }

    /** A heading. */
    public String bold(String text) {
        return sgr("1", text);
    }

    /** What matters less. */
    public String dim(String text) {
        return sgr("2", text);
    }

    /** Something in the colour of how bad it is. */
    public String severity(Severity severity, String text) {
        return switch (severity) {
            case CRITICAL -> sgr("1;" + RED, text);
            case WARNING -> sgr(YELLOW, text);
            case INFO -> text;
        };
    }

    /** Something in the colour of the verdict. */
    public String verdict(Overall overall, String text) {
        return switch (overall) {
            case OK -> sgr("1;" + GREEN, text);
            case DEGRADED -> sgr("1;" + YELLOW, text);
            case CRITICAL, UNKNOWN -> sgr("1;" + RED, text);
        };
    }

    /** A server's state, by the word in the table. */
    public String state(String word, String text) {
        return switch (word) {
            case "leader" -> sgr("1;" + GREEN, text);
            case "candidate" -> sgr(YELLOW, text);
            case "error" -> sgr(RED, text);
            default -> text;
        };
    }
}
