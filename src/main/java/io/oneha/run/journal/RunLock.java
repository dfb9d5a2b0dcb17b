package io.oneha.run.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Held by the process that carries a run out, and let go by the kernel when the process dies. It is on a file of its own:
 * a process loses its lock on a file when it closes any of its channels to that file, and a journal is read while it is
 * written.
 */
record RunLock(Path file, FileChannel channel) implements AutoCloseable {
    private static final int TRIES = 5;
    private static final long PAUSE_MILLIS = 20;
    private static final Set<Path> OURS = new HashSet<>();

    /**
     * Takes it; empty when somebody else has it. Whoever only looks holds it for an instant, which is waited for.
     *
     * @throws IOException the file system has no locks, or the file cannot be made
     */
    static Optional<RunLock> take(Path file) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            Optional<RunLock> lock = tryTake(file);
            if (lock.isPresent()) {
                return lock;
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Whether a live process has it. */
    static boolean isHeld(Path file) {
        if (!Files.exists(file)) {
            return false;
        }
        try {
            Optional<RunLock> lock = tryTake(file);
            lock.ifPresent(RunLock::close);
            return lock.isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<RunLock> tryTake(Path file) throws IOException {
        Path known = file.toAbsolutePath().getParent().toRealPath().resolve(file.getFileName());
        synchronized (OURS) {
            if (OURS.contains(known)) {
                return Optional.empty();
            }
            FileChannel channel = FileChannel.open(
                    known, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OwnerOnly.file());
            try {
                if (channel.tryLock() != null) {
                    OURS.add(known);
                    return Optional.of(new RunLock(known, channel));
                }
            } catch (IOException e) {
                channel.close();
                throw e;
            }
            channel.close();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        synchronized (OURS) {
            if (OURS.remove(file)) {
                try {
                    channel.close();
                } catch (IOException e) {
                    // The lock goes with the process at the latest.
                }
            }
        }
    }
}
