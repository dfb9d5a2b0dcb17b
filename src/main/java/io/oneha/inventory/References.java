package io.oneha.inventory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plain references to other variables, {@code {{ name }}}, as Ansible resolves them: a text that is nothing else has the
 * other's value, of whatever kind; within a text it is the other's text. Filters, tests, attributes and statements stay
 * Ansible's own.
 */
record References(Map<String, Value.Entry> variables, Vault vault) {
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{\\s*+([A-Za-z_][A-Za-z0-9_]*+)\\s*+}}");
    private static final int MAX_STEPS = 1_000;
    private static final int MAX_LENGTH = 65_536;

    /** A text with every reference in it resolved, and whether something secret went into it. */
    record Filled(String text, boolean secret) {}

    /** The value behind references that stand alone, or the last of them where that is not set or leads back. */
    Value.Entry follow(String name, Value.Entry entry) {
        Set<String> seen = new HashSet<>(Set.of(name));
        Value value = entry.value();
        for (Optional<String> other = alone(value); other.isPresent(); other = alone(value)) {
            Value.Entry next = variables.get(other.get());
            if (next == null || !seen.add(other.get())) {
                break;
            }
            next.requireOnce(other.get());
            value = next.value();
        }
        return new Value.Entry(value, entry.at(), entry.earlier());
    }

    private static Optional<String> alone(Value value) {
        if (value instanceof Value.Scalar scalar && scalar.isTemplate()) {
            Matcher matcher = REFERENCE.matcher(scalar.text());
            return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
        }
        return Optional.empty();
    }

    /** @throws InventoryException when it is more than references, or one of them has no text */
    Filled fill(String name, Value.Scalar template, Origin at) {
        return new Filling(name, at).fill(template.text());
    }

    private final class Filling {
        private final String name;
        private final Origin at;
        private final Deque<String> open = new ArrayDeque<>();
        private boolean secret;
        private int steps;

        Filling(String name, Origin at) {
            this.name = name;
            this.at = at;
            open.push(name);
        }

        Filled fill(String text) {
            return new Filled(filled(text), secret);
        }

        private String filled(String text) {
            StringBuilder filled = new StringBuilder();
            Matcher matcher = REFERENCE.matcher(text);
            int from = 0;
            while (matcher.find()) {
                append(filled, literal(text.substring(from, matcher.start())));
                append(filled, text(matcher.group(1)));
                from = matcher.end();
            }
            append(filled, literal(text.substring(from)));
            return filled.toString();
        }

        private void append(StringBuilder filled, String more) {
            if (++steps > MAX_STEPS || filled.length() + more.length() > MAX_LENGTH) {
                throw at.fault(name + " grows too long by its references", "write its value");
            }
            filled.append(more);
        }

        private String literal(String text) {
            if (text.contains("{{") || text.contains("{%") || text.contains("{#")) {
                throw template(name, at);
            }
            return text;
        }

        private InventoryException fault(String other, String why, String remedy) {
            return at.fault(name + " refers to " + VariableText.quote(other) + why, remedy);
        }

        private String text(String other) {
            Value.Entry entry = variables.get(other);
            if (entry == null) {
                throw fault(
                        other,
                        ", which is not set",
                        "set it, or give it with -E " + VariableText.shorten(other) + "=VALUE or -E @FILE");
            }
            if (open.contains(other)) {
                throw fault(other, ", which refers back to it", "give one of them a value");
            }
            entry.requireOnce(other);
            if (!(entry.value() instanceof Value.Scalar scalar)) {
                throw fault(other, ", which is a list or mapping", "write one value");
            }
            secret |= scalar.form() == Value.Form.VAULT || scalar.at().encrypted() || Variables.isSecretName(other);
            if (scalar.form() == Value.Form.VAULT) {
                return vault.open(scalar.text(), other, entry.at());
            }
            if (!scalar.isTemplate()) {
                return plain(other, scalar);
            }
            open.push(other);
            String text = filled(scalar.text());
            open.pop();
            return text;
        }

        /** In a text Python's words stand for what is no string; a number that has two spellings we leave to Ansible. */
        private String plain(String other, Value.Scalar scalar) {
            if (scalar.isNull()) {
                return "";
            }
            String word = scalar.booleanWord();
            if (!word.equals(scalar.text()) || scalar.form() == Value.Form.PLAIN && word.matches("true|false")) {
                return word.equals("true") ? "True" : "False";
            }
            if (!scalar.isVerbatim()) {
                throw fault(other, ", which is not a string: Ansible changes it", "put it in quotes");
            }
            return scalar.text();
        }
    }

    static InventoryException template(String name, Origin at) {
        return at.fault(
                name + " is a Jinja expression, which only Ansible can evaluate",
                "write its value, here, with -E, or in the output of ansible-inventory --list; \"ansible all -m debug -a var="
                        + name + "\" prints it");
    }
}
