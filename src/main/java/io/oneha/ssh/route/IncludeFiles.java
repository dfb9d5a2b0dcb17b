package io.oneha.ssh.route;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** The files that a pattern stands for, as glob(3) finds them: sorted, hidden ones only where a dot is written. */
final class IncludeFiles {
    private IncludeFiles() {}

    /** The files and folders that are there; a pattern that is none must exist as it is. */
    static List<Path> matching(Path pattern) {
        List<Path> found = List.of(pattern.isAbsolute() ? pattern.getRoot() : Path.of(""));
        for (Path part : pattern) {
            List<Path> deeper = new ArrayList<>();
            for (Path folder : found) {
                deeper.addAll(step(folder, part.toString()));
            }
            found = deeper;
        }
        return found.stream().filter(Files::exists).toList();
    }

    private static List<Path> step(Path folder, String part) {
        if (part.chars().noneMatch(c -> "*?[".indexOf(c) >= 0)) {
            return List.of(folder.resolve(part));
        }
        PathMatcher matcher = matcher(folder, part);
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> matcher.matches(entry.getFileName()))
                    .filter(entry -> part.startsWith(".")
                            || !entry.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static PathMatcher matcher(Path folder, String part) {
        String glob = part.replace("{", "\\{").replace("}", "\\}");
        try {
            return folder.getFileSystem().getPathMatcher("glob:" + glob);
        } catch (PatternSyntaxException e) {
            return name -> name.toString().equals(part);
        }
    }
}
