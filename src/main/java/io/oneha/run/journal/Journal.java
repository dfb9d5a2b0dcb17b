package io.oneha.run.journal;

import io.oneha.base.Json;
import io.oneha.run.RunEvent;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes a run down as it happens, a line an event, each on the disk before the run goes on. What cannot be written down is
 * not begun; but a step that has begun is not broken off for that, as the disk here may be full while a host there is half
 * changed.
 *
 * <p>The file is no channel: an interrupt would close it.
 */
public final class Journal implements Consumer<RunEvent>, AutoCloseable {
    private final Path path;
    private final RunLock lock;
    private final RandomAccessFile file;
    private final EventDocument document;
    private final BytesPace pace = new BytesPace();
    private final DiskReserve reserve;
    private Optional<JournalException> trouble = Optional.empty();

    private Journal(Path path, RunLock lock, RunOrigin origin) throws IOException {
        this.path = path;
        this.lock = lock;
        this.file = new RandomAccessFile(path.toFile(), "rw");
        this.document = new EventDocument(origin);
        this.reserve = DiskReserve.of(path);
        reserve.take();
    }

    /**
     * One that owns the lock from here on.
     *
     * @param begins whether the run does; of one that goes on, what a kill left of a last line is cut off
     */
    static Journal open(Path path, RunLock lock, RunOrigin origin, boolean begins) {
        try {
            if (begins) {
                Files.createFile(path, OwnerOnly.file());
            }
            Journal journal = new Journal(path, lock, origin);
            journal.file.setLength(journal.endOfLastWholeLine());
            return journal;
        } catch (FileAlreadyExistsException e) {
            lock.close();
            throw begins ? new JournalException(path + ": this run was begun before", e) : unwritable(path, e);
        } catch (IOException e) {
            lock.close();
            throw unwritable(path, e);
        }
    }

    private static JournalException unwritable(Path path, IOException e) {
        return new JournalException("the run cannot be written down in " + path + ": " + e.getMessage(), e);
    }

    private long endOfLastWholeLine() throws IOException {
        long end = file.length();
        while (end > 0) {
            file.seek(end - 1);
            if (file.read() == '\n') {
                return end;
            }
            end--;
        }
        return 0;
    }

    /**
     * Writes an event down; what cannot be is told by {@link #trouble}.
     *
     * @throws JournalException it cannot be, and nothing was begun yet that this could break off
     */
    @Override
    public synchronized void accept(RunEvent event) {
        if (!pace.passes(event)) {
            return;
        }
        try {
            write(event);
        } catch (IOException first) {
            try {
                // The disk is full: this is what room was kept for.
                reserve.give();
                write(event);
            } catch (IOException e) {
                trouble = Optional.of(unwritable(path, e));
            }
        }
        if (event instanceof RunEvent.Started) {
            trouble.ifPresent(why -> {
                throw why;
            });
        }
    }

    /** Why something that has happened could not be written down; empty when all of it could. */
    public synchronized Optional<JournalException> trouble() {
        return trouble;
    }

    private void write(RunEvent event) throws IOException {
        long end = file.length();
        try {
            file.seek(end);
            file.write(Json.write(document.of(event)).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            file.setLength(end);
            throw e;
        }
        if (!(event instanceof RunEvent.StepBytes)) {
            file.getFD().sync();
        }
    }

    /** Lets the run be carried on by others. */
    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw unwritable(path, e);
        } finally {
            reserve.close();
            lock.close();
        }
    }
}
