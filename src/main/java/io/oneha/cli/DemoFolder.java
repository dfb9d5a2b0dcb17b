package io.oneha.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A temporary folder of a demo's; it goes with the demo, also when a signal ends that. */
final class DemoFolder implements AutoCloseable {
    private final Optional<Path> path = made();
    private final Thread atExit = new Thread(this::delete, "oneha-demo-folder");

    DemoFolder() {
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    private static Optional<Path> made() {
        try {
            return Optional.of(Files.createTempDirectory("oneha-demo-"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Where; empty where none can be made. */
    Optional<Path> path() {
        return path;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The program ends, and the hook is at work.
        }
        delete();
    }

    private void delete() {
        try (Stream<Path> all = path.isEmpty() ? Stream.empty() : Files.walk(path.get())) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | UncheckedIOException e) {
            // What is in it tells of nothing that was real.
        }
    }
}
