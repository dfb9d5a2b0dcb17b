package io.oneha.run.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Room on the disk for the rest of a journal, held by a file beside it, so that a disk that fills up meanwhile ends no run. */
record DiskReserve(Path file) {
    /** A journal of a hundred steps with a copy of an hour takes less. */
    static final int BYTES = 1 << 20;

    static DiskReserve of(Path journal) {
        return new DiskReserve(journal.resolveSibling(journal.getFileName() + ".room"));
    }

    /**
     * Takes the room.
     *
     * @throws IOException there is none
     */
    void take() throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, OwnerOnly.file());
        byte[] content = new byte[BYTES];
        // What can be compressed would hold less than it seems to.
        new Random(BYTES).nextBytes(content);
        try (RandomAccessFile room = new RandomAccessFile(file.toFile(), "rw")) {
            room.write(content);
            room.getFD().sync();
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** Gives it to whoever writes next. */
    void give() throws IOException {
        Files.deleteIfExists(file);
    }

    void close() {
        try {
            give();
        } catch (IOException e) {
            // It is in nobody's way, and goes when its run does.
        }
    }
}
