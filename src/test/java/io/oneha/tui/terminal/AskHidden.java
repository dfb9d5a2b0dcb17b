package io.oneha.tui.terminal;

/** A program that asks for something unseen and says how long the answer was. */
final class AskHidden {
    private AskHidden() {}

    public static void main(String... arguments) {
        System.err.println("length "
                + ControllingTerminal.readHidden("Password: ")
                        .map(String::length)
                        .orElse(-1));
    }
}
