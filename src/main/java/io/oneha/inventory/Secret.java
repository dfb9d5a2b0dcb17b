package io.oneha.inventory;

import java.util.function.Supplier;

/**
 * A value that must not be printed: its text form is masked, so a record that holds one can be logged. It may be
 * encrypted: then it is opened when it is used, and not before.
 */
public final class Secret {
    /** In bytes: programs that read a secret from a file take what is longer for more than one line. */
    static final int LONGEST = 1000;

    private final Supplier<String> reader;

    /** @param value the secret itself */
    public Secret(String value) {
        this.reader = () -> value;
    }

    /** @param reader asked each time */
    Secret(Supplier<String> reader) {
        this.reader = reader;
    }

    /**
     * The secret itself. An encrypted one is opened anew each time: what it says is kept nowhere.
     *
     * @throws InventoryException when it is encrypted and cannot be opened, or is a Jinja expression
     */
    public String value() {
        return reader.get();
    }

    @Override
    public String toString() {
        return "********";
    }
}
