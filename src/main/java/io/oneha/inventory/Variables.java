package io.oneha.inventory;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The variables in force on one host. Nothing is decrypted, and no fault found, before a variable is asked for. */
final class Variables {
    private static final List<String> SECRET_WORDS =
            List.of("pass", "pwd", "secret", "token", "credential", "private_key", "api_key");

    private final Map<String, Value.Entry> entries;
    private final Vault vault;
    private final References references;

    Variables(Map<String, Value.Entry> entries, Vault vault) {
        this(entries, entries, vault);
    }

    private Variables(Map<String, Value.Entry> entries, Map<String, Value.Entry> named, Vault vault) {
        this.entries = entries;
        this.vault = vault;
        this.references = new References(named, vault);
    }

    /**
     * Ansible's precedence: {@code all}, the groups, then the same from their folders, then the host, then its folder
     * (DEFAULT_VARIABLE_PRECEDENCE), then extra variables.
     */
    static Variables of(
            Groups.Host host, Groups groups, VarsFolders folders, Vault vault, Map<String, Value.Entry> extra) {
        List<Groups.Group> lineage = groups.lineage(host);
        Map<String, Value.Entry> all = new LinkedHashMap<>();
        groups.find(Groups.ALL).ifPresent(group -> all.putAll(group.variables));
        lineage.forEach(group -> all.putAll(group.variables));
        all.putAll(folders.group(Groups.ALL));
        lineage.forEach(group -> all.putAll(folders.group(group.name)));
        all.putAll(host.variables);
        all.putAll(folders.host(host.name));
        all.putAll(extra);
        Map<String, Value.Entry> named = new LinkedHashMap<>(all);
        named.put("inventory_hostname", magic(host.name, host.at));
        named.put("inventory_hostname_short", magic(host.name.split("\\.", 2)[0], host.at));
        folders.place().ifPresent(place -> named.put("inventory_dir", magic(place.toString(), host.at)));
        return new Variables(all, named, vault);
    }

    private static Value.Entry magic(String text, Origin at) {
        return new Value.Entry(new Value.Scalar(text, Value.Form.UNSAFE, at), at);
    }

    /** What is set, behind references that stand alone; a null is nothing. */
    Optional<Value.Entry> find(String name) {
        Optional<Value.Entry> found = Optional.ofNullable(entries.get(name))
                .map(entry -> references.follow(name, entry))
                .filter(Variables::isSet);
        found.ifPresent(entry -> entry.requireOnce(name));
        return found;
    }

    /**
     * The text of the first of these names that is set.
     *
     * @throws InventoryException when it is a template, a list or mapping, or encrypted and cannot be opened
     */
    Optional<VariableText> text(String... names) {
        return Stream.of(names)
                .flatMap(name -> find(name).map(entry -> text(name, entry.value(), entry.at())).stream())
                .findFirst();
    }

    List<VariableText> texts(String name) {
        Optional<Value.Entry> entry = find(name);
        if (entry.isEmpty()) {
            return List.of();
        }
        if (!(entry.get().value() instanceof Value.Sequence sequence)) {
            text(name, entry.get().value(), entry.get().at());
            throw entry.get().fault(name + " is not a list", "write [one, two]");
        }
        return sequence.items().stream()
                .map(item -> text(name, item, item.at()))
                .toList();
    }

    /** The names of all that is set. */
    Set<String> names() {
        return entries.keySet().stream()
                .filter(name -> isSet(entries.get(name)))
                .collect(Collectors.toSet());
    }

    /** What is set in a mapping, as {@code name.part}; what is switched off there is not. */
    List<String> parts(String name) {
        if (!(entries.get(name).value() instanceof Value.Mapping mapping)) {
            return List.of(name);
        }
        return mapping.entries().entrySet().stream()
                .filter(part -> isSet(part.getValue())
                        && !(part.getValue().value() instanceof Value.Scalar scalar
                                && scalar.booleanWord().equalsIgnoreCase("false")))
                .map(part -> name + "." + part.getKey())
                .toList();
    }

    private static boolean isSet(Value.Entry entry) {
        return !(entry.value() instanceof Value.Scalar scalar && scalar.isNull());
    }

    /**
     * The texts of a mapping and of the mappings in it, under the keys that lead there, two at most.
     *
     * @throws InventoryException when it is none, is deeper, or holds a list
     */
    Map<List<String>, VariableText> leaves(String name) {
        Map<List<String>, VariableText> leaves = new LinkedHashMap<>();
        find(name).ifPresent(entry -> {
            if (!(entry.value() instanceof Value.Mapping mapping)) {
                throw entry.fault(name + " is not a mapping", "write \"NAME: VALUE\" in it");
            }
            collect(name, mapping, List.of(), leaves);
        });
        return leaves;
    }

    private void collect(
            String name, Value.Mapping mapping, List<String> above, Map<List<String>, VariableText> leaves) {
        mapping.entries().forEach((key, entry) -> {
            String whole = name + "." + key;
            entry.requireOnce(key);
            List<String> path = new ArrayList<>(above);
            path.add(key);
            if (entry.value() instanceof Value.Mapping inner && above.isEmpty()) {
                collect(whole, inner, path, leaves);
            } else if (isSet(entry)) {
                VariableText given = text(whole, entry.value(), entry.at());
                if (entry.value() instanceof Value.Scalar scalar && !scalar.isVerbatim() && !isDecimal(scalar)) {
                    throw entry.fault(whole + " is not a string: Ansible changes such a value", "put it in quotes");
                }
                leaves.put(List.copyOf(path), given);
            }
        });
    }

    private static boolean isDecimal(Value.Scalar scalar) {
        return scalar.text().matches("-?(0|[1-9][0-9]{0,8})\\.([0-9]|[0-9]{1,5}[1-9])");
    }

    /** Why a variable that is set cannot be known here: a template, or encrypted without a password. */
    Optional<InventoryException> hidden(String name) {
        return find(name)
                .flatMap(entry -> entry.value() instanceof Value.Sequence sequence
                        ? sequence.items().stream()
                                .filter(Value.Scalar.class::isInstance)
                                .flatMap(item -> hidden(name, item, item.at()).stream())
                                .findFirst()
                        : hidden(name, entry.value(), entry.at()));
    }

    /** A secret that fails only when it is used. */
    Optional<Secret> secret(String name) {
        return find(name)
                .map(entry -> new Secret(() -> {
                    if (entry.value() instanceof Value.Scalar scalar && !scalar.isVerbatim()) {
                        throw entry.fault(name + " is not a string: Ansible changes such a value", "put it in quotes");
                    }
                    String text = text(name, entry.value(), entry.at()).text();
                    if (text.getBytes(StandardCharsets.UTF_8).length > Secret.LONGEST) {
                        throw entry.fault(
                                name + " is longer than " + Secret.LONGEST + " bytes", "give it a shorter one");
                    }
                    return text;
                }));
    }

    /** Everything that is plain text, under its name; nothing that is secret or looks so. */
    Map<String, String> plain() {
        Map<String, String> plain = new TreeMap<>();
        entries.forEach((name, entry) -> {
            if (entry.value() instanceof Value.Scalar scalar
                    && scalar.form() != Value.Form.VAULT
                    && !scalar.at().encrypted()
                    && !scalar.isNull()
                    && !isSecretName(name)) {
                plain(name, entry, scalar).ifPresent(text -> plain.put(name, text));
            }
        });
        return plain;
    }

    private Optional<String> plain(String name, Value.Entry entry, Value.Scalar scalar) {
        try {
            boolean secret = scalar.isTemplate()
                    && references.fill(name, scalar, entry.at()).secret();
            return secret
                    ? Optional.empty()
                    : Optional.of(text(name, find(name).orElse(entry).value(), entry.at())
                            .text());
        } catch (InventoryException e) {
            return Optional.empty();
        }
    }

    private VariableText text(String name, Value value, Origin at) {
        if (!(value instanceof Value.Scalar scalar)) {
            throw at.fault(name + " is a list or mapping", "write one value");
        }
        if (scalar.isTemplate()) {
            References.Filled filled = references.fill(name, scalar, at);
            return new VariableText(
                    name, filled.text(), filled.secret() || scalar.at().encrypted(), at);
        }
        boolean encrypted = scalar.form() == Value.Form.VAULT;
        String text = encrypted ? vault.open(scalar.text(), name, at) : scalar.booleanWord();
        return new VariableText(name, text, encrypted || scalar.at().encrypted(), at);
    }

    private Optional<InventoryException> hidden(String name, Value value, Origin at) {
        if (value instanceof Value.Mapping mapping) {
            return mapping.entries().entrySet().stream()
                    .flatMap(part ->
                            hidden(
                                    name + "." + part.getKey(),
                                    part.getValue().value(),
                                    part.getValue().at())
                                    .stream())
                    .findFirst();
        }
        if (!(value instanceof Value.Scalar scalar)) {
            return Optional.empty();
        }
        if (scalar.isTemplate()) {
            try {
                references.fill(name, scalar, at);
            } catch (InventoryException e) {
                return Optional.of(e);
            }
        }
        return scalar.form() == Value.Form.VAULT && vault.isLocked()
                ? Optional.of(Vault.locked(name, at))
                : Optional.empty();
    }

    static boolean isSecretName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return SECRET_WORDS.stream().anyMatch(lower::contains);
    }
}
