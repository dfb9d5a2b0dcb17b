package io.oneha.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What real servers sent and were sent; its README says how the files are named. */
public final class Recordings {
    private static final Path FOLDER = Path.of("src", "test", "resources", "recordings");

    private Recordings() {}

    /** The folder itself. */
    public static Path folder() {
        return FOLDER;
    }

    /** The names (without suffix) of all recordings that have a file with this suffix, sorted. */
    public static List<String> names(String suffix) {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(suffix))
                    .map(name -> name.substring(0, name.length() - suffix.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The body of a recorded answer: {@code healthy.zone.info.leader}. */
    public static byte[] response(String name) {
        return read(name + ".resp.xml");
    }

    /** The head of a recorded answer, with its empty last line. */
    public static byte[] responseHead(String name) {
        return read(name + ".resp.headers");
    }

    /** The body of a recorded request. */
    public static byte[] request(String name) {
        return read(name + ".req.xml");
    }

    private static byte[] read(String file) {
        try {
            return Files.readAllBytes(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
