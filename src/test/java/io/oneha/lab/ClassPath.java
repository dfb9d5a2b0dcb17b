package io.oneha.lab;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * This JVM and its class path as a front-end sees them: under /opt, read-only. The class path is a copy, for it may lie in a home
 * that oneadmin must not enter.
 */
public final class ClassPath {
    /** Where the JDK is on a front-end. */
    static final String JAVA = "/opt/java";

    /** Where the copy is on a front-end. */
    static final String COPY = "/opt/class-path";

    private ClassPath() {}

    /** The command that runs a class of the tests or of the program on a front-end. */
    public static String command(String mainClass, List<String> options, List<String> arguments) {
        List<Path> entries = entries();
        String path = IntStream.range(0, entries.size())
                .mapToObj(i -> COPY + "/" + name(entries.get(i), i))
                .collect(Collectors.joining(":"));
        return String.join(
                " ",
                JAVA + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-XX:+UseSerialGC",
                "-Xmx192m",
                String.join(" ", options),
                "-cp",
                path,
                mainClass,
                String.join(" ", arguments));
    }

    /** Copies all of it into an empty folder, readable for everybody. */
    static void copy(Path to) throws IOException {
        List<Path> entries = entries();
        for (int i = 0; i < entries.size(); i++) {
            copy(entries.get(i), to.resolve(name(entries.get(i), i)));
        }
    }

    /** Copies a file, or a folder with all that is in it, readable for everybody whatever the umask. */
    static void copy(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(from)) {
            all = walk.toList();
        }
        for (Path source : all) {
            Path target = source.equals(from)
                    ? to
                    : to.resolve(from.relativize(source).toString());
            Files.copy(source, target);
            Set<PosixFilePermission> readable = new HashSet<>(Files.getPosixFilePermissions(source));
            readable.addAll(Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ));
            if (readable.contains(PosixFilePermission.OWNER_EXECUTE)) {
                readable.addAll(Set.of(PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE));
            }
            Files.setPosixFilePermissions(target, readable);
        }
    }

    private static String name(Path entry, int number) {
        return Files.isDirectory(entry) ? String.valueOf(number) : number + ".jar";
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
