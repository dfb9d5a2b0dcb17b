package io.oneha.inventory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What YAML and JSON have in common once read: a tree that knows where each part stood. */
sealed interface Value {
    Origin at();

    /** What is wrong with it, and what to do about that. */
    default InventoryException fault(String what, String remedy) {
        return at().fault(what, remedy);
    }

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
        /** What YAML 1.1 makes a boolean, a date or a number of, but for plain decimal numbers. */
        private static final Pattern CONVERTED = Pattern.compile("(?i)yes|no|on|off|true|false"
                + "|\\d{4}-\\d\\d-\\d\\d([t ].*)?"
                + "|\\+[0-9]+|[-+]?(0[0-9_]+|0x[0-9a-f_]+|0b[01_]+|[0-9]+_[0-9_]*|[0-9]+(:[0-5]?[0-9])+)"
                + "|[-+]?([0-9][0-9_]*\\.[0-9_]*|\\.[0-9][0-9_]*)(e[-+][0-9]+)?|[-+]?\\.inf|\\.nan");

        boolean isNull() {
            return form == Form.PLAIN
                    && switch (text) {
                        case "", "~", "null", "Null", "NULL" -> true;
                        default -> false;
                    };
        }

        /** Whether nothing is given. */
        boolean isNothing() {
            return isNull() || text.isEmpty();
        }

        /** Whether its text is what Ansible has too: a string, or a number that has no second spelling. */
        boolean isVerbatim() {
            return form != Form.PLAIN || !CONVERTED.matcher(text).matches();
        }

        boolean isTemplate() {
            return (form == Form.PLAIN || form == Form.STRING) && (text.contains("{{") || text.contains("{%"));
        }

        /** YAML 1.1, which Ansible reads, has more words for a boolean than 1.2: unquoted they are all the same. */
        String booleanWord() {
            if (form != Form.PLAIN) {
                return text;
            }
            return switch (text) {
                case "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON" -> "true";
                case "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF" -> "false";
                default -> text;
            };
        }

        @Override
        public String toString() {
            return form + " scalar at " + at;
        }
    }

    record Mapping(Map<String, Entry> entries, Origin at) implements Value {
        Optional<Entry> get(String key) {
            return Optional.ofNullable(entries.get(key));
        }
    }

    record Sequence(List<Value> items, Origin at) implements Value {}

    /**
     * A key's value.
     *
     * @param at where the key stands
     * @param earlier where the same key stood before in the same mapping
     */
    record Entry(Value value, Origin at, Optional<Origin> earlier) {
        Entry(Value value, Origin at) {
            this(value, at, Optional.empty());
        }

        InventoryException fault(String what, String remedy) {
            return at.fault(what, remedy);
        }

        /** Ansible would take the last one with a warning; which one the author meant nobody knows. */
        void requireOnce(String key) {
            if (earlier.isPresent()) {
                throw fault(
                        VariableText.quote(key) + " was already given on line "
                                + earlier.get().line(),
                        "keep one of the two");
            }
        }
    }
}
