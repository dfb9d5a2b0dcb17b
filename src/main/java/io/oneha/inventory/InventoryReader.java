package io.oneha.inventory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads an Ansible inventory: YAML as one-deploy's users write it, INI, or the JSON of {@code ansible-inventory --list}, told
 * apart by what the text says; one file, or a folder of them. Nothing is evaluated or executed.
 */
public final class InventoryReader {
    private static final String FRONT_END_GROUP = "frontend_group";
    private static final String DEFAULT_GROUP = "frontend";
    private static final int SHOWN_GROUPS = 8;

    private final InventoryOptions options;
    private final Vault vault;
    private final Map<String, Value.Entry> extra;

    private InventoryReader(InventoryOptions options, Vault vault) {
        this.options = options;
        this.vault = vault;
        this.extra = ExtraVars.read(options.extraVars(), vault);
    }

    /**
     * Reads a file, with the {@code group_vars} and {@code host_vars} folders beside it, or a folder with those in it. A list
     * of {@code ansible-inventory} has these in it already.
     *
     * @param vaultPassword asked once, when something encrypted is needed; empty when there is none
     * @throws InventoryException when it cannot be read or used
     */
    public static Inventory read(Path file, InventoryOptions options, Supplier<Optional<char[]>> vaultPassword) {
        InventoryReader reader = new InventoryReader(options, new Vault(vaultPassword));
        if (Files.isDirectory(file)) {
            return reader.read(file.toString(), InventoryFiles.of(file), Optional.of(file));
        }
        Path folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
        return reader.read(file.toString(), List.of(InventoryFiles.source(file)), Optional.of(folder));
    }

    /** Reads a text that has no place of its own, such as standard input, with nothing added to it. */
    public static Inventory read(String source, InputStream in, Supplier<Optional<char[]>> vaultPassword) {
        return read(source, in, InventoryOptions.NONE, vaultPassword);
    }

    /**
     * Reads a text that has no place of its own, such as standard input.
     *
     * @param source what messages call it
     * @param in read to its end, not closed
     * @param vaultPassword asked once, when something encrypted is needed; empty when there is none
     * @throws InventoryException when it cannot be read or used
     */
    public static Inventory read(
            String source, InputStream in, InventoryOptions options, Supplier<Optional<char[]>> vaultPassword) {
        try {
            List<Source> only = List.of(Source.read(source, in));
            return new InventoryReader(options, new Vault(vaultPassword)).read(source, only, Optional.empty());
        } catch (IOException e) {
            throw InventoryFiles.unreadable(source);
        }
    }

    private Inventory read(String name, List<Source> sources, Optional<Path> folder) {
        Groups groups = new Groups();
        boolean complete = false;
        for (Source source : sources) {
            complete = add(source.opened(vault), groups);
        }
        groups.settle();
        VarsFolders folders = new VarsFolders(complete && sources.size() == 1 ? Optional.empty() : folder, vault);
        Origin root = sources.get(0).opened(vault).line(sources.size() == 1 ? 1 : 0);
        return ZoneRules.read(name, groups, frontEndGroup(root, groups, folders), folders, vault, extra);
    }

    /** Adds what one file says; whether it is a list that has all variables in it. */
    private static boolean add(Source source, Groups groups) {
        if (source.isIni()) {
            IniReader.read(source, groups);
            return false;
        }
        Value root = source.tree().orElseThrow(() -> empty(source));
        if (!(root instanceof Value.Mapping mapping)) {
            throw root instanceof Value.Scalar scalar && scalar.isNull()
                    ? empty(source)
                    : root.fault("an inventory is a mapping of groups", "begin with \"all:\" or \"frontend:\"");
        }
        return GroupsReader.read(mapping, source.isJson(), groups);
    }

    private static InventoryException empty(Source source) {
        return source.line(1).fault("the inventory is empty", "list the front-ends in a group \"frontend\"");
    }

    /** {@code frontend_group} is read wherever it stands: whose variables it is among is known only with the group. */
    private Groups.Group frontEndGroup(Origin root, Groups groups, VarsFolders folders) {
        if (options.frontEndGroup().isPresent()) {
            return found(options.frontEndGroup().get(), groups, root, "name one of them with --frontend-group");
        }
        List<VariableText> given = Stream.of(
                        Stream.of(extra),
                        groups.groups().stream().map(group -> group.variables),
                        groups.hosts().stream().map(host -> host.variables),
                        Stream.of(folders.group(Groups.ALL)))
                .flatMap(all -> all)
                .filter(variables -> variables.containsKey(FRONT_END_GROUP))
                .flatMap(variables -> new Variables(variables, vault).text(FRONT_END_GROUP).stream())
                .toList();
        if (!extra.containsKey(FRONT_END_GROUP)) {
            requireOneZone(given);
        }
        String name = given.isEmpty() ? DEFAULT_GROUP : given.get(0).text();
        String remedy = "list the front-ends in it, or name their group with " + FRONT_END_GROUP;
        return found(name, groups, given.isEmpty() ? root : given.get(0).at(), remedy);
    }

    private static void requireOneZone(List<VariableText> given) {
        List<String> names = given.stream().map(VariableText::text).distinct().toList();
        if (names.size() > 1) {
            VariableText other = given.stream()
                    .filter(one -> one.text().equals(names.get(1)))
                    .findFirst()
                    .orElseThrow();
            String shown = names.stream()
                    .limit(SHOWN_GROUPS)
                    .map(VariableText::shorten)
                    .collect(Collectors.joining(", "));
            throw other.at()
                    .fault(
                            "the inventory has the front-ends of several zones, in the groups " + shown,
                            "pick a zone with --frontend-group, such as --frontend-group "
                                    + VariableText.shorten(names.get(0)));
        }
    }

    private static Groups.Group found(String name, Groups groups, Origin at, String remedy) {
        return groups.find(name)
                .orElseThrow(() -> at.fault("there is no group " + VariableText.quote(name) + others(groups), remedy));
    }

    private static String others(Groups groups) {
        Set<String> names = new TreeSet<>();
        groups.groups().forEach(group -> names.add(group.name));
        names.removeAll(Set.of(Groups.ALL, "ungrouped"));
        if (names.isEmpty()) {
            return "";
        }
        List<String> shown =
                names.stream().limit(SHOWN_GROUPS).map(VariableText::shorten).toList();
        return " (groups here: " + String.join(", ", shown) + (names.size() > SHOWN_GROUPS ? ", …)" : ")");
    }
}
