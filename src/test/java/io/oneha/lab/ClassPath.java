package io.oneha.lab;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * This JVM and its class path as a front-end sees them: mounted read-only under /opt, where every user may read them, also when
 * they lie in a home or on another file system.
 */
public final class ClassPath {
    private static final String JAVA = "/opt/java";

    private ClassPath() {}

    /** The command that runs a class of the tests or of the program on a front-end. */
    public static String command(String mainClass, List<String> options, List<String> arguments) {
        String path = entries().stream().map(ClassPath::inside).collect(Collectors.joining(":"));
        return String.join(
                " ",
                JAVA + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx192m",
                String.join(" ", options),
                "-cp",
                path,
                mainClass,
                String.join(" ", arguments));
    }

    /** What is mounted where. */
    static Map<Path, String> binds() {
        Map<Path, String> binds = new LinkedHashMap<>();
        binds.put(Path.of(System.getProperty("java.home")), JAVA);
        for (Path entry : entries()) {
            Path base = base(entry);
            binds.putIfAbsent(base, "/opt/class-path/" + (binds.size() - 1));
        }
        return binds;
    }

    private static String inside(Path entry) {
        Path base = base(entry);
        String rest = base.relativize(entry).toString();
        return binds().get(base) + (rest.isEmpty() ? "" : "/" + rest);
    }

    /** A folder of classes itself; for a jar its repository, or its folder. */
    private static Path base(Path entry) {
        if (Files.isDirectory(entry)) {
            return entry;
        }
        for (Path folder = entry.getParent(); folder != null; folder = folder.getParent()) {
            if (folder.endsWith("repository")) {
                return folder;
            }
        }
        return entry.getParent();
    }

    private static List<Path> entries() {
        return List.of(System.getProperty("java.class.path").split(File.pathSeparator)).stream()
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().normalize())
                .filter(Files::exists)
                .distinct()
                .toList();
    }
}
