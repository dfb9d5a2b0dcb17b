package io.oneha.tui.terminal;

import io.oneha.term.ControlParser;
import io.oneha.tui.model.Key;
import io.oneha.tui.model.Key.Kind;
import io.oneha.tui.model.Message;
import java.util.function.Consumer;

/**
 * Makes keys out of what a terminal sends: the sequences of xterm, the Linux console and their kin. Only what is known to be
 * a key is one; reports of the mouse, the focus, colours, the cursor and whatever else a terminal may tell are dropped. No key
 * is bound to Alt, so an escape before an ordinary character is the Escape key: nothing is lost when both are pressed quickly.
 *
 * @param out gets keys and pastes
 */
record KeyDecoder(Consumer<Message> out) implements ControlParser.Handler {
    private static final int DELETE = 0x7f;

    @Override
    public void character(int codePoint) {
        switch (codePoint) {
            case '\r', '\n' -> press(Kind.ENTER);
            case '\t' -> press(Kind.TAB);
            case DELETE, '\b' -> press(Kind.BACKSPACE);
            default -> {
                boolean control = codePoint < ' ';
                int code = control ? Character.toLowerCase(codePoint + '@') : codePoint;
                out.accept(new Message.Pressed(new Key(Kind.CHARACTER, code, control)));
            }
        }
    }

    @Override
    public void escape() {
        press(Kind.ESCAPE);
    }

    @Override
    public void pasted(String text) {
        out.accept(new Message.Pasted(text));
    }

    @Override
    public void sequence(String parameters, int last) {
        if (parameters.startsWith("[")) {
            press(Kind.OTHER);
        } else if (last == '~') {
            number(parameters);
        } else if (hasModifiersOnly(parameters)) {
            switch (last) {
                case 'Z' -> press(Kind.BACK_TAB);
                case 'P', 'Q', 'S' -> press(Kind.OTHER);
                default -> cursor(last);
            }
        }
    }

    @Override
    public void shifted(String parameters, int last) {
        if (last == 'M') {
            press(Kind.ENTER);
        } else if (last >= 'P' && last <= 'S' || last >= 'j' && last <= 'y' || last == 'X') {
            press(Kind.OTHER);
        } else {
            cursor(last);
        }
    }

    private void cursor(int last) {
        switch (last) {
            case 'A' -> press(Kind.UP);
            case 'B' -> press(Kind.DOWN);
            case 'C' -> press(Kind.RIGHT);
            case 'D' -> press(Kind.LEFT);
            case 'H' -> press(Kind.HOME);
            case 'F' -> press(Kind.END);
            case 'E' -> press(Kind.OTHER);
            default -> {}
        }
    }

    /** A cursor key has no parameters, or a one and the keys that are held with it. */
    private static boolean hasModifiersOnly(String parameters) {
        return parameters.isEmpty() || parameters.equals("1") || parameters.matches("1;[0-9:]+");
    }

    private void number(String parameters) {
        if (!parameters.matches("[0-9]{1,2}(;[0-9:]+)?")) {
            return;
        }
        switch (Integer.parseInt(parameters.split(";", 2)[0])) {
            case 1, 7 -> press(Kind.HOME);
            case 4, 8 -> press(Kind.END);
            case 3 -> press(Kind.DELETE);
            case 5 -> press(Kind.PAGE_UP);
            case 6 -> press(Kind.PAGE_DOWN);
            case 2, 11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24, 25, 26, 28, 29, 31, 32, 33, 34 -> press(Kind.OTHER);
            default -> {}
        }
    }

    private void press(Kind kind) {
        out.accept(new Message.Pressed(Key.of(kind)));
    }
}
