package io.oneha.term;

/** A program that asks for something unseen and says how long the answer was. */
public final class AskHidden {
    private AskHidden() {}

    public static void main(String... arguments) {
        System.err.println("length "
                + ControllingTerminal.readHidden("Password: ")
                        .map(String::length)
                        .orElse(-1));
    }
}
