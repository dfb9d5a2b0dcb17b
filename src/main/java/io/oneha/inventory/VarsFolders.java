package io.oneha.inventory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code group_vars} and {@code host_vars} folders beside an inventory (Ansible, plugins/vars/host_group_vars): for each
 * name the first that exists of NAME (a file, or a folder of files), NAME.yml, NAME.yaml and NAME.json. A file that is
 * encrypted as a whole stays closed without a password, and is remembered: what it would have said is not known.
 */
final class VarsFolders {
    private static final List<String> SUFFIXES = List.of("", ".yml", ".yaml", ".json");
    private static final int MAX_FILES = 1_000;
    private static final int MAX_DEPTH = 8;

    private final Optional<Path> folder;
    private final Vault vault;
    private final Map<Path, Map<String, Value.Entry>> read = new HashMap<>();
    private Optional<InventoryException> closed = Optional.empty();
    private int files;

    /** @param folder where the two are looked for; empty when the inventory has no place or its variables are complete */
    VarsFolders(Optional<Path> folder, Vault vault) {
        this.folder = folder;
        this.vault = vault;
    }

    /** Where they stand, as {@code inventory_dir} has it. */
    Optional<Path> place() {
        return folder.map(path -> path.toAbsolutePath().normalize());
    }

    Map<String, Value.Entry> group(String name) {
        return variables("group_vars", name);
    }

    Map<String, Value.Entry> host(String name) {
        return variables("host_vars", name);
    }

    /** The first encrypted file that was met without a password. */
    Optional<InventoryException> closed() {
        return closed;
    }

    private Map<String, Value.Entry> variables(String kind, String name) {
        if (folder.isEmpty() || name.isEmpty() || name.indexOf('/') >= 0 || name.startsWith(".")) {
            return Map.of();
        }
        try {
            Path base = folder.get().resolve(kind);
            for (String suffix : SUFFIXES) {
                Path path = base.resolve(name + suffix);
                if (Files.exists(path)) {
                    return read.computeIfAbsent(path, key -> merged(files(key, 0)));
                }
            }
        } catch (InvalidPathException e) {
            // A name that cannot be a file's has no file.
        }
        return Map.of();
    }

    private List<Path> files(Path path, int depth) {
        if (!Files.isDirectory(path)) {
            return Files.isRegularFile(path) ? List.of(path) : List.of();
        }
        count(path);
        List<Path> found = new ArrayList<>();
        for (Path child : InventoryFiles.list(path)) {
            String name = child.getFileName().toString();
            int dot = name.lastIndexOf('.');
            String suffix = dot > 0 ? name.substring(dot) : "";
            boolean wanted =
                    Files.isDirectory(child) ? suffix.isEmpty() && depth < MAX_DEPTH : SUFFIXES.contains(suffix);
            if (wanted && !name.startsWith(".") && !name.endsWith("~")) {
                found.addAll(files(child, depth + 1));
            }
        }
        return found;
    }

    private Map<String, Value.Entry> merged(List<Path> paths) {
        Map<String, Value.Entry> merged = new LinkedHashMap<>();
        for (Path path : paths) {
            count(path);
            merged.putAll(parse(path));
        }
        return merged;
    }

    /** Folders count too: links can lead round in circles. */
    private void count(Path path) {
        if (++files > MAX_FILES) {
            throw new InventoryException(
                    path.toString(), 0, "more than " + MAX_FILES + " files of variables", "is this the right folder?");
        }
    }

    private Map<String, Value.Entry> parse(Path path) {
        Source source = source(path);
        if (source.isEnvelope() && vault.isLocked()) {
            closed = closed.or(() -> Optional.of(Vault.locked("the file", source.line(1))));
            return Map.of();
        }
        Optional<Value> root = source.opened(vault).tree();
        if (root.isEmpty() || root.get() instanceof Value.Scalar nothing && nothing.isNull()) {
            return Map.of();
        }
        if (root.get() instanceof Value.Mapping variables) {
            return variables.entries();
        }
        throw root.get().fault("a file of variables is a mapping", "write \"name: value\" lines");
    }

    private static Source source(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            return Source.read(path.toString(), in);
        } catch (IOException e) {
            throw new InventoryException(path.toString(), 0, "the file cannot be read", "allow reading it");
        }
    }
}
