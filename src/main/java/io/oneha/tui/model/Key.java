package io.oneha.tui.model;

import java.util.stream.Stream;

/**
 * A key.
 *
 * @param kind which
 * @param code the character's code point of a {@link Kind#CHARACTER}, else 0
 * @param ctrl with Ctrl
 */
public record Key(Kind kind, int code, boolean ctrl) {
    /** The keys that are told apart. */
    public enum Kind {
        CHARACTER(""),
        ENTER("Enter"),
        ESCAPE("Esc"),
        TAB("Tab"),
        BACK_TAB("Shift-Tab"),
        BACKSPACE("Backspace"),
        DELETE("Del"),
        UP("Up"),
        DOWN("Down"),
        LEFT("Left"),
        RIGHT("Right"),
        HOME("Home"),
        END("End"),
        PAGE_UP("PgUp"),
        PAGE_DOWN("PgDn"),
        OTHER("?");

        private final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    /** A printable character. */
    public static Key of(char character) {
        return new Key(Kind.CHARACTER, character, false);
    }

    /** Ctrl and a letter. */
    public static Key ctrl(char letter) {
        return new Key(Kind.CHARACTER, letter, true);
    }

    /** A key without modifiers. */
    public static Key of(Kind kind) {
        return new Key(kind, 0, false);
    }

    /** The key of a label: {@code j}, {@code Space}, {@code PgDn}, {@code Ctrl-F}. */
    static Key named(String label) {
        if (label.length() == 1) {
            return of(label.charAt(0));
        }
        if (label.startsWith("Ctrl-")) {
            return ctrl(Character.toLowerCase(label.charAt(label.length() - 1)));
        }
        Stream<Kind> kinds = Stream.of(Kind.values()).filter(kind -> kind.label.equals(label));
        return label.equals("Space") ? of(' ') : of(kinds.findFirst().orElseThrow());
    }

    /** Whether it types a character. */
    public boolean isText() {
        return kind == Kind.CHARACTER && !ctrl;
    }

    /** The character it types. */
    public String text() {
        return Character.toString(code);
    }

    /** Its name in help. */
    public String label() {
        if (kind != Kind.CHARACTER) {
            return kind.label;
        }
        if (ctrl) {
            return "Ctrl-" + Character.toString(Character.toUpperCase(code));
        }
        return code == ' ' ? "Space" : text();
    }
}
