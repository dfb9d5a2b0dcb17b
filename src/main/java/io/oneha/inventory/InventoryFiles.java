package io.oneha.inventory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files of an inventory that is a folder, by Ansible's rules: in the order of their names, folders in it too, without what
 * is hidden, the folders of variables, and some endings (inventory/manager, INVENTORY_IGNORE_EXTS).
 */
final class InventoryFiles {
    private static final List<String> IGNORED_ENDINGS = List.of(
            ".pyc", ".pyo", ".swp", ".bak", "~", ".rpm", ".md", ".txt", ".rst", ".orig", ".ini", ".cfg", ".retry");
    private static final Set<String> IGNORED = Set.of("host_vars", "group_vars", "vars_plugins");
    private static final int MAX_FILES = 1_000;
    private static final int MAX_DEPTH = 8;

    private InventoryFiles() {}

    /** @throws InventoryException when there is none, or one that Ansible would run */
    static List<Source> of(Path folder) {
        List<Path> found = new ArrayList<>();
        find(folder, 0, found);
        if (found.isEmpty()) {
            throw new InventoryException(
                    folder.toString(),
                    0,
                    "there is no inventory in this folder",
                    "put a hosts.yml there, or name a file");
        }
        return found.stream().map(InventoryFiles::source).toList();
    }

    private static void find(Path folder, int depth, List<Path> found) {
        if (depth > MAX_DEPTH) {
            throw new InventoryException(folder.toString(), 0, "folders nested too deep", "is this the right folder?");
        }
        for (Path child : list(folder)) {
            String name = child.getFileName().toString();
            if (name.startsWith(".")
                    || IGNORED.contains(name)
                    || IGNORED_ENDINGS.stream().anyMatch(name::endsWith)) {
                continue;
            }
            if (Files.isDirectory(child)) {
                find(child, depth + 1, found);
            } else if (Files.isRegularFile(child)) {
                found.add(child);
            }
            if (found.size() > MAX_FILES) {
                throw new InventoryException(
                        folder.toString(), 0, "more than " + MAX_FILES + " files", "is this the right folder?");
            }
        }
    }

    /** What is in a folder, by its names' order. */
    static List<Path> list(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().limit(MAX_FILES).toList();
        } catch (IOException e) {
            throw new InventoryException(folder.toString(), 0, "the folder cannot be read", "allow reading it");
        }
    }

    /** @throws InventoryException when it is not there or cannot be read */
    static Source source(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Source source = Source.read(file.toString(), in);
            if (source.text().startsWith("#!")) {
                throw source.line(1)
                        .fault(
                                "this is a program that Ansible runs for its inventory",
                                "give the output of ansible-inventory --list instead");
            }
            return source;
        } catch (NoSuchFileException e) {
            throw new InventoryException(file.toString(), 0, "there is no such file", "check the path");
        } catch (AccessDeniedException e) {
            throw new InventoryException(file.toString(), 0, "the file may not be read", "check its owner and mode");
        } catch (IOException e) {
            throw unreadable(file.toString());
        }
    }

    static InventoryException unreadable(String source) {
        return new InventoryException(source, 0, "the inventory cannot be read", "check the path and the disk");
    }
}
