package io.oneha.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A lab's folder among the temporary files, and the cgroup of the same name that front-ends which boot are in. */
final class LabFolder {
    private static final String PREFIX = "oneha-lab-";

    /** Is in the folder of a lab that has a cgroup. */
    private static final String MARK = "has-cgroup";

    /** Cgroups are seen wherever their file system is mounted: for a moment, where nobody else sees it. */
    private static final String REMOVAL =
            """
            mount -t cgroup2 cgroup "$1" && find "$1" -depth -type d -path "*/$2*" -exec rmdir {} +
            """;

    private LabFolder() {}

    /** A new one. Before, those of labs whose JVM was killed go; the kernel took the rest of them. */
    static Path create() throws IOException {
        sweep();
        return Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-");
    }

    static void hasCgroup(Path folder) throws IOException {
        Files.createFile(folder.resolve(MARK));
    }

    private static void sweep() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        List<Path> old;
        try (Stream<Path> all = Files.list(temporary)) {
            old = all.filter(path -> path.getFileName().toString().matches(PREFIX + "\\d+-\\d+"))
                    .toList();
        }
        for (Path path : old) {
            long pid = Long.parseLong(path.getFileName().toString().split("-")[2]);
            if (ProcessHandle.of(pid).isEmpty()) {
                delete(path);
            }
        }
    }

    static void delete(Path folder) {
        if (Files.exists(folder.resolve(MARK))) {
            List<String> command = List.of("unshare", "--mount", "--propagation", "private", "--", "/bin/bash", "-c");
            Run.of(
                    Stream.concat(
                                    command.stream(),
                                    Stream.of(
                                            REMOVAL,
                                            "remove",
                                            folder.toString(),
                                            folder.getFileName().toString()))
                            .toList(),
                    Namespace.environment(),
                    "",
                    Duration.ofSeconds(10));
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            // Files of a temporary folder that somebody else deletes too.
        }
    }
}
