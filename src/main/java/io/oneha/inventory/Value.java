package io.oneha.inventory;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What YAML and JSON have in common once read: a tree that knows where each part stood. */
sealed interface Value {
    Origin at();

    /** How a scalar was written, which decides what Ansible makes of it. */
    enum Form {
        /** Unquoted: its look makes it a null, a boolean, a number or a string. */
        PLAIN,
        /** A string. */
        STRING,
        /** A string that Ansible takes as it is, braces included ({@code !unsafe}). */
        UNSAFE,
        /** The text of an ansible-vault envelope. */
        VAULT
    }

    record Scalar(String text, Form form, Origin at) implements Value {
        boolean isNull() {
            return form == Form.PLAIN
                    && switch (text) {
                        case "", "~", "null", "Null", "NULL" -> true;
                        default -> false;
                    };
        }

        boolean isTemplate() {
            return (form == Form.PLAIN || form == Form.STRING) && (text.contains("{{") || text.contains("{%"));
        }

        @Override
        public String toString() {
            return form + " scalar at " + at;
        }
    }

    record Mapping(Map<String, Entry> entries, Origin at) implements Value {}

    record Sequence(List<Value> items, Origin at) implements Value {}

    /**
     * A key's value.
     *
     * @param at where the key stands
     * @param earlier where the same key stood before in the same mapping
     */
    record Entry(Value value, Origin at, Optional<Origin> earlier) {
        /** Ansible would take the last one with a warning; which one the author meant nobody knows. */
        void requireOnce(String key) {
            if (earlier.isPresent()) {
                throw at.fault(
                        "\"" + key + "\" was already given on line "
                                + earlier.get().line(),
                        "keep one of the two");
            }
        }
    }
}
