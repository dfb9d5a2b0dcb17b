package io.oneha.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The packages that were built beside the binary, with {@code -Dpackages}. */
public final class BuiltPackages {
    private BuiltPackages() {}

    public static Path deb() throws IOException {
        return only("oneha_*_amd64.deb");
    }

    public static Path rpm() throws IOException {
        return only("oneha-*.x86_64.rpm");
    }

    /** Leaves the test out where none was built. */
    private static Path only(String name) throws IOException {
        Path folder =
                Path.of(System.getProperty("oneha.program")).toAbsolutePath().getParent();
        List<Path> found;
        try (Stream<Path> all = Files.list(folder)) {
            found = all.filter(file ->
                            file.getFileSystem().getPathMatcher("glob:" + name).matches(file.getFileName()))
                    .toList();
        }
        if (found.isEmpty()) {
            Needs.leaveOut("no " + name + " beside the binary: build it with -Dnative -Dpackages");
        }
        if (found.size() > 1) {
            throw new AssertionError("more than one package: " + found);
        }
        return found.get(0);
    }
}
