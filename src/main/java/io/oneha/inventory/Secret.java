package io.oneha.inventory;

/**
 * A value that must not be printed: its text form is masked, so a record that holds one can be logged.
 *
 * @param value the secret itself
 */
public record Secret(String value) {
    @Override
    public String toString() {
        return "********";
    }
}
