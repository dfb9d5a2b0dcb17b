package io.oneha.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder for the journals of a demo's runs; it goes with the demo. */
final class DemoJournals implements AutoCloseable {
    private final Optional<Path> folder = made();

    private static Optional<Path> made() {
        try {
            return Optional.of(Files.createTempDirectory("oneha-demo-"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Where; empty where none can be made. */
    Optional<Path> folder() {
        return folder;
    }

    @Override
    public void close() {
        folder.ifPresent(DemoJournals::delete);
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            // They tell of nothing that was real.
        }
    }
}
