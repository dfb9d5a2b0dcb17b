package io.oneha.tui.terminal;

import io.oneha.tui.model.Key;
import io.oneha.tui.model.Key.Kind;
import io.oneha.tui.model.Message;
import java.util.function.Consumer;

/**
 * Makes keys out of the bytes that a terminal sends: UTF-8, control characters, the sequences of xterm, the Linux console and
 * their kin (ECMA-48, 5.4), and bracketed pastes. No key is bound to Alt, so an escape before an ordinary character is the
 * Escape key: nothing is lost when both are pressed quickly.
 */
final class KeyDecoder {
    private static final int ESCAPE = 0x1b;
    private static final int DELETE = 0x7f;
    private static final String PASTE_START = "200~";
    private static final String PASTE_END = "\u001b[201~";
    private static final int LONGEST_SEQUENCE = 32;
    private static final int LONGEST_PASTE = 4096;

    private enum State {
        GROUND,
        ESCAPED,
        CONTROL_SEQUENCE,
        SINGLE_SHIFT,
        PASTE
    }

    private final Consumer<Message> out;
    private final StringBuilder text = new StringBuilder();
    private State state = State.GROUND;
    private int point;
    private int more;

    KeyDecoder(Consumer<Message> out) {
        this.out = out;
    }

    /** Takes bytes as they come; a sequence may be spread over several calls. */
    void feed(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            utf8(bytes[i] & 0xff);
        }
    }

    /** Whether the last byte may be the Escape key or the start of a sequence: more would come at once. */
    boolean isUndecided() {
        return state == State.ESCAPED || state == State.CONTROL_SEQUENCE || state == State.SINGLE_SHIFT;
    }

    /** Nothing more came: it was the Escape key. */
    void settle() {
        if (isUndecided()) {
            State was = state;
            state = State.GROUND;
            press(Kind.ESCAPE);
            if (was != State.ESCAPED) {
                character(was == State.CONTROL_SEQUENCE ? '[' : 'O');
            }
        }
    }

    private void utf8(int octet) {
        if (octet < 0x80) {
            more = 0;
            take(octet);
        } else if (octet >= 0xc0) {
            more = octet >= 0xf0 ? 3 : octet >= 0xe0 ? 2 : 1;
            point = octet & (0x3f >> more);
        } else if (more > 0) {
            point = point << 6 | octet & 0x3f;
            if (--more == 0 && Character.isValidCodePoint(point)) {
                take(point);
            }
        }
    }

    private void take(int next) {
        switch (state) {
            case GROUND -> ground(next);
            case ESCAPED -> escaped(next);
            case CONTROL_SEQUENCE -> sequence(next);
            case SINGLE_SHIFT -> {
                state = State.GROUND;
                letter(next);
            }
            case PASTE -> paste(next);
        }
    }

    private void ground(int next) {
        if (next == ESCAPE) {
            state = State.ESCAPED;
        } else {
            character(next);
        }
    }

    private void escaped(int next) {
        if (next == '[') {
            text.setLength(0);
            state = State.CONTROL_SEQUENCE;
        } else if (next == 'O') {
            state = State.SINGLE_SHIFT;
        } else {
            state = State.GROUND;
            press(Kind.ESCAPE);
            ground(next);
        }
    }

    private void sequence(int next) {
        if (next == ESCAPE) {
            state = State.ESCAPED;
            return;
        }
        text.appendCodePoint(next);
        boolean ends = next >= 0x40 && next <= 0x7e && !(next == '[' && text.length() == 1);
        if (!ends && text.length() < LONGEST_SEQUENCE) {
            return;
        }
        state = State.GROUND;
        if (text.toString().equals(PASTE_START)) {
            text.setLength(0);
            state = State.PASTE;
        } else if (next == '~') {
            number(leadingNumber());
        } else if (text.charAt(0) != '[') {
            letter(next);
        }
    }

    private void paste(int next) {
        text.appendCodePoint(next);
        int end = text.length() - PASTE_END.length();
        if (end >= 0 && text.indexOf(PASTE_END, end) == end) {
            state = State.GROUND;
            out.accept(new Message.Pasted(text.substring(0, Math.min(end, LONGEST_PASTE))));
        } else if (text.length() > 2 * LONGEST_PASTE) {
            text.delete(LONGEST_PASTE, text.length() - PASTE_END.length());
        }
    }

    private int leadingNumber() {
        int number = 0;
        for (int i = 0; i < text.length() && Character.isDigit(text.charAt(i)); i++) {
            number = Math.min(1000, number * 10 + Character.digit(text.charAt(i), 10));
        }
        return number;
    }

    private void letter(int last) {
        switch (last) {
            case 'A' -> press(Kind.UP);
            case 'B' -> press(Kind.DOWN);
            case 'C' -> press(Kind.RIGHT);
            case 'D' -> press(Kind.LEFT);
            case 'H' -> press(Kind.HOME);
            case 'F' -> press(Kind.END);
            case 'Z' -> press(Kind.BACK_TAB);
            case 'M' -> press(Kind.ENTER);
            default -> press(Kind.OTHER);
        }
    }

    private void number(int number) {
        switch (number) {
            case 1, 7 -> press(Kind.HOME);
            case 4, 8 -> press(Kind.END);
            case 3 -> press(Kind.DELETE);
            case 5 -> press(Kind.PAGE_UP);
            case 6 -> press(Kind.PAGE_DOWN);
            default -> press(Kind.OTHER);
        }
    }

    private void character(int next) {
        switch (next) {
            case '\r', '\n' -> press(Kind.ENTER);
            case '\t' -> press(Kind.TAB);
            case DELETE, '\b' -> press(Kind.BACKSPACE);
            default -> {
                boolean control = next < ' ';
                out.accept(new Message.Pressed(
                        new Key(Kind.CHARACTER, control ? Character.toLowerCase(next + '@') : next, control)));
            }
        }
    }

    private void press(Kind kind) {
        out.accept(new Message.Pressed(Key.of(kind)));
    }
}
