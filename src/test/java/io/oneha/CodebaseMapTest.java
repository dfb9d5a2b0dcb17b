package io.oneha;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/codebase.md names nothing that is not there, and no package is missing from it. */
class CodebaseMapTest {
    private static final Path PAGE = Path.of("docs", "codebase.md");
    private static final Path PACKAGES = Path.of("src", "main", "java", "io", "oneha");

    /** A package's row in the table of packages. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z.]+)` \\|");

    private static final Pattern QUOTED = Pattern.compile("`([^`\n]+)`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)[)#]");
    private static final Pattern PATH = Pattern.compile("[\\w.-]+(?:/[\\w.-]+)+/?");
    private static final Pattern FILE = Pattern.compile("(\\w+)\\.java");

    /** A class, alone or with one of its members. */
    private static final Pattern CLASS = Pattern.compile("([A-Z]\\w*[a-z]\\w*)(?:\\.(\\w+))?");

    @Test
    void everyPathOnTheCodebasePageExists() throws IOException {
        List<String> missing = new ArrayList<>();
        for (String quoted : onThePage(QUOTED)) {
            if (PATH.matcher(quoted).matches() && !isThere(quoted)) {
                missing.add(quoted);
            }
        }
        for (String link : onThePage(LINK)) {
            if (!Files.exists(PAGE.resolveSibling(link))) {
                missing.add(link);
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyPackageHasOneRowOnTheCodebasePage() throws IOException {
        List<String> packages;
        try (Stream<Path> files = Files.walk(PACKAGES)) {
            packages = files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> PACKAGES.relativize(file.getParent()).toString())
                    .map(folder -> folder.replace('/', '.'))
                    .distinct()
                    .toList();
        }
        assertThat(onThePage(ROW)).containsExactlyInAnyOrderElementsOf(packages);
    }

    @Test
    void everyClassOnTheCodebasePageExists() throws IOException {
        Map<String, List<Path>> sources = sources();
        List<String> missing = new ArrayList<>();
        for (String quoted : onThePage(QUOTED)) {
            Matcher file = FILE.matcher(quoted);
            Matcher type = CLASS.matcher(quoted);
            boolean known = true;
            if (file.matches()) {
                known = sources.containsKey(file.group(1));
            } else if (type.matches()) {
                known = hasMember(sources.getOrDefault(type.group(1), List.of()), type.group(2));
            }
            if (!known) {
                missing.add(quoted);
            }
        }
        assertThat(missing).isEmpty();
    }

    private static List<String> onThePage(Pattern pattern) throws IOException {
        Matcher matcher = pattern.matcher(Files.readString(PAGE));
        List<String> found = new ArrayList<>();
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        assertThat(found).isNotEmpty();
        return found;
    }

    /** From the top of the repository or, for short, from where the packages are. */
    private static boolean isThere(String path) {
        return Files.exists(Path.of(path)) || Files.exists(PACKAGES.resolve(path));
    }

    /** Our Java files by the names of their classes, some of which several packages have. */
    private static Map<String, List<Path>> sources() throws IOException {
        Map<String, List<Path>> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            for (Path source : files.toList()) {
                Matcher name = FILE.matcher(source.getFileName().toString());
                if (name.matches()) {
                    sources.computeIfAbsent(name.group(1), any -> new ArrayList<>())
                            .add(source);
                }
            }
        }
        return sources;
    }

    /** Whether one of these files has the member, or without one whether there is any file. */
    private static boolean hasMember(List<Path> files, String member) throws IOException {
        if (member == null) {
            return !files.isEmpty();
        }
        Pattern word = Pattern.compile("\\b" + member + "\\b");
        for (Path file : files) {
            if (word.matcher(Files.readString(file)).find()) {
                return true;
            }
        }
        return false;
    }
}
