package io.oneha.inventory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Reads an Ansible inventory: YAML as one-deploy's users write it, or the JSON of {@code ansible-inventory --list}, told
 * apart by what the text begins with. Nothing is evaluated or executed.
 */
public final class InventoryReader {
    private static final String FRONT_END_GROUP = "frontend_group";
    private static final String DEFAULT_GROUP = "frontend";
    private static final int SHOWN_GROUPS = 8;

    private InventoryReader() {}

    /**
     * Reads a file, with the {@code group_vars} and {@code host_vars} folders beside it. A list of
     * {@code ansible-inventory} has these in it already.
     *
     * @param vaultPassword asked once, when something encrypted is needed; empty when there is none
     * @throws InventoryException when it cannot be read or used
     */
    public static Inventory read(Path file, Supplier<Optional<char[]>> vaultPassword) {
        Optional<Path> folder =
                Optional.of(Optional.ofNullable(file.getParent()).orElse(Path.of("")));
        if (Files.isDirectory(file)) {
            throw new InventoryException(file.toString(), 0, "this is a folder", "name the inventory file in it");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(file.toString(), in, folder, new Vault(vaultPassword));
        } catch (NoSuchFileException e) {
            throw new InventoryException(file.toString(), 0, "there is no such file", "check the path");
        } catch (AccessDeniedException e) {
            throw new InventoryException(file.toString(), 0, "the file may not be read", "check its owner and mode");
        } catch (IOException e) {
            throw unreadable(file.toString());
        }
    }

    /**
     * Reads a text that has no place of its own, such as standard input.
     *
     * @param source what messages call it
     * @param in read to its end, not closed
     * @param vaultPassword asked once, when something encrypted is needed; empty when there is none
     * @throws InventoryException when it cannot be read or used
     */
    public static Inventory read(String source, InputStream in, Supplier<Optional<char[]>> vaultPassword) {
        try {
            return read(source, in, Optional.empty(), new Vault(vaultPassword));
        } catch (IOException e) {
            throw unreadable(source);
        }
    }

    private static InventoryException unreadable(String source) {
        return new InventoryException(source, 0, "the inventory cannot be read", "check the path and the disk");
    }

    private static Inventory read(String name, InputStream in, Optional<Path> folder, Vault vault) throws IOException {
        Source source = Source.read(name, in).opened(vault);
        if (source.isIni()) {
            throw source.line(1)
                    .fault("an inventory in INI format", "give the output of ansible-inventory --list instead");
        }
        Value root = source.tree().orElseThrow(() -> empty(source));
        if (!(root instanceof Value.Mapping mapping)) {
            throw root instanceof Value.Scalar scalar && scalar.isNull()
                    ? empty(source)
                    : root.at().fault("an inventory is a mapping of groups", "begin with \"all:\" or \"frontend:\"");
        }
        boolean list = GroupsReader.isList(mapping, source.isJson());
        Groups groups = GroupsReader.read(mapping, list);
        VarsFolders folders = new VarsFolders(list ? Optional.empty() : folder, vault);
        return ZoneRules.read(source, groups, frontEndGroup(root.at(), groups, folders, vault), folders, vault);
    }

    private static InventoryException empty(Source source) {
        return source.line(1).fault("the inventory is empty", "list the front-ends in a group \"frontend\"");
    }

    /** {@code frontend_group} is read wherever it stands: whose variables it is among is known only with the group. */
    private static Groups.Group frontEndGroup(Origin root, Groups groups, VarsFolders folders, Vault vault) {
        List<Given> given = Stream.of(
                        groups.groups().stream().map(Groups.Group::variables),
                        groups.hosts().stream().map(Groups.Host::variables),
                        Stream.of(folders.group(Groups.ALL)))
                .flatMap(all -> all)
                .filter(variables -> variables.containsKey(FRONT_END_GROUP))
                .flatMap(variables -> new Variables(variables, vault).text(FRONT_END_GROUP).stream())
                .toList();
        for (Given other : given) {
            if (!other.text().equals(given.get(0).text())) {
                throw other.fault("is not what line " + given.get(0).at().line() + " says", "keep one of the two");
            }
        }
        String name = given.isEmpty() ? DEFAULT_GROUP : given.get(0).text();
        return groups.find(name).orElseThrow(() -> {
            Origin at = given.isEmpty() ? root : given.get(0).at();
            return at.fault(
                    "there is no group " + Given.quote(name) + others(groups),
                    "list the front-ends in it, or name their group with " + FRONT_END_GROUP);
        });
    }

    private static String others(Groups groups) {
        Set<String> names = new TreeSet<>();
        groups.groups().forEach(group -> names.add(group.name()));
        names.removeAll(Set.of(Groups.ALL, "ungrouped"));
        if (names.isEmpty()) {
            return "";
        }
        List<String> shown =
                names.stream().limit(SHOWN_GROUPS).map(Given::shorten).toList();
        return " (groups here: " + String.join(", ", shown) + (names.size() > SHOWN_GROUPS ? ", …)" : ")");
    }
}
