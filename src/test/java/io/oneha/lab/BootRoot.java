package io.oneha.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The root of a Debian release that front-ends boot from: made once for each recipe, and kept in the user's cache. Only what was made
 * to its end has the name that is looked for, and of several labs one makes it while the others wait.
 */
final class BootRoot {
    private static final Path RECIPE = Path.of("src", "test", "resources", "lab", "boot-root.sh");
    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final int OUT_OF_REACH = 75;
    private static final String UNFINISHED = ".unfinished";

    private BootRoot() {}

    /** There is no root yet, and no mirror to make it from. */
    static final class NoMirrorException extends IOException {
        private static final long serialVersionUID = 1;

        NoMirrorException(String message) {
            super(message);
        }
    }

    /** The folder of a release's root, made now unless it is there. */
    static Path of(String release) throws IOException {
        return of(release, folder(), RECIPE);
    }

    static synchronized Path of(String release, Path cache, Path recipe) throws IOException {
        Path root = cache.resolve(release + "-" + hash(recipe));
        if (Files.isDirectory(root)) {
            return root;
        }
        Files.createDirectories(cache);
        try (FileChannel lock =
                        FileChannel.open(cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = lock.lock()) {
            if (!held.isValid()) {
                throw new IOException("no lock on " + cache);
            }
            if (!Files.isDirectory(root)) {
                build(release, root, recipe);
            }
        }
        return root;
    }

    private static Path folder() {
        Path caches = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(folder -> folder.startsWith("/"))
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".cache"));
        return caches.resolve("oneha-lab");
    }

    private static String hash(Path recipe) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(recipe));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void build(String release, Path root, Path recipe) throws IOException {
        removeUnfinished(root.getParent());
        Path unfinished = root.resolveSibling(root.getFileName() + UNFINISHED);
        Path log = root.resolveSibling(root.getFileName() + ".log");
        ProcessBuilder builder = new ProcessBuilder(
                "unshare",
                "--mount",
                "--pid",
                "--fork",
                "--kill-child=KILL",
                "--propagation",
                "private",
                "--",
                "/bin/bash",
                recipe.toAbsolutePath().toString(),
                release,
                unfinished.toString());
        // The environment stays: it may name the proxy that leads to the mirror.
        Process process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (ended && process.exitValue() == OUT_OF_REACH) {
                throw new NoMirrorException("the packages of Debian " + release + " are out of reach from here");
            }
            if (!ended || process.exitValue() != 0) {
                throw new IOException("the root of " + release + " was not made:\n" + Files.readString(log));
            }
            Files.move(unfinished, root);
            Files.delete(log);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
            removeUnfinished(root.getParent());
        }
    }

    /** What a build left that came to no end. Nobody else builds: the lock is ours. */
    private static void removeUnfinished(Path cache) throws IOException {
        try (Stream<Path> all = Files.list(cache)) {
            all.filter(path -> path.getFileName().toString().endsWith(UNFINISHED))
                    .forEach(BootRoot::remove);
        }
    }

    private static void remove(Path folder) {
        try {
            List<String> command = List.of("rm", "-rf", "--one-file-system", "--", folder.toString());
            new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
