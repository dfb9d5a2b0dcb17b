package io.oneha.run.journal;

import io.oneha.base.FileErrors;
import io.oneha.base.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The runs that the state folder knows: one file each, {@code runs/RUN.jsonl}, the owner's alone. */
public final class Runs {
    /** So many are kept, whatever became of them. */
    static final int KEPT = 100;
    /** An older one that never came to its good end is kept so long. */
    static final Duration UNFINISHED_KEPT = Duration.ofDays(90);

    private static final String SUFFIX = ".jsonl";

    private final Path folder;
    private final Clock clock;
    private final Consumer<String> warnings;

    /**
     * @param state oneha's state folder; the runs' folder in it is made when the first one begins
     * @param clock tells how old files are
     * @param warnings gets a line for each file that cannot be read
     */
    public Runs(Path state, Clock clock, Consumer<String> warnings) {
        this.folder = state.resolve("runs");
        this.clock = clock;
        this.warnings = warnings;
    }

    /**
     * The journal of a new run; the oldest ones make room for it.
     *
     * @param run a new name
     * @param origin who carries it out
     * @throws JournalException it cannot be written
     */
    public Journal begin(String run, RunOrigin origin) {
        Path file = file(run);
        try {
            OwnerOnly.createFolder(folder);
        } catch (IOException e) {
            throw new JournalException("runs cannot be written down in " + folder + ": " + e.getMessage(), e);
        }
        forgetOld();
        return Journal.open(file, lock(run), origin, true);
    }

    /**
     * The journal of a run that goes on.
     *
     * @param run its name
     * @param origin who carries it on
     * @throws JournalException there is no such run, it goes on already, or its journal cannot be written
     */
    public Journal resume(String run, RunOrigin origin) {
        Path file = file(run);
        if (!Files.exists(file)) {
            throw new JournalException("there is no run " + run + " in " + folder);
        }
        return Journal.open(file, lock(run), origin, false);
    }

    /** Where a run is written down. */
    public Path journal(String run) {
        return file(run).toAbsolutePath();
    }

    private RunLock lock(String run) {
        try {
            return RunLock.take(lockFile(run)).orElseThrow(() -> new JournalException(goesOn(run)));
        } catch (IOException e) {
            throw new JournalException("run " + run + " cannot be locked: " + e.getMessage(), e);
        }
    }

    private String goesOn(String run) {
        String text = "run " + run + " is already under way";
        try {
            return RunReader.read(run, file(run), () -> true)
                    .map(RunRecord::origin)
                    .map(by -> text + ": process " + by.pid() + " of " + by.user() + " on " + by.host() + " runs it")
                    .orElse(text);
        } catch (JournalException e) {
            return text;
        }
    }

    /**
     * All runs, the newest first; those whose files are damaged only as a warning each.
     *
     * @throws JournalException the folder cannot be read
     */
    public List<RunRecord> list() {
        List<RunRecord> records = new ArrayList<>();
        for (String run : newestFirst()) {
            try {
                read(run).ifPresent(records::add);
            } catch (JournalException e) {
                warnings.accept(e.getMessage());
            }
        }
        return records;
    }

    /**
     * A run; empty when there is none of this name.
     *
     * @throws JournalException its file is damaged
     */
    public Optional<RunRecord> read(String run) {
        if (!RunId.isOne(run) || !Files.exists(file(run))) {
            return Optional.empty();
        }
        return RunReader.read(run, file(run), () -> RunLock.isHeld(lockFile(run)));
    }

    /** Names begin with the time. */
    private List<String> newestFirst() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .filter(RunId::isOne)
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new JournalException("the runs in " + folder + " cannot be read: " + FileErrors.reason(e), e);
        }
    }

    private void forgetOld() {
        List<String> old = List.of();
        try {
            old = newestFirst().stream().skip(KEPT - 1).toList();
        } catch (JournalException e) {
            warnings.accept(e.getMessage());
        }
        for (String run : old) {
            try {
                if (mayBeForgotten(run)) {
                    Files.deleteIfExists(file(run));
                    DiskReserve.of(file(run)).give();
                    Files.deleteIfExists(lockFile(run));
                }
            } catch (IOException e) {
                warnings.accept("the old run " + run + " cannot be deleted: " + e.getMessage());
            }
        }
    }

    private boolean mayBeForgotten(String run) throws IOException {
        Instant changed = Files.getLastModifiedTime(file(run)).toInstant();
        if (changed.isBefore(clock.instant().minus(UNFINISHED_KEPT))) {
            return !RunLock.isHeld(lockFile(run));
        }
        try {
            return read(run)
                    .filter(record -> record.state() == RunRecord.State.DONE)
                    .isPresent();
        } catch (JournalException e) {
            return false;
        }
    }

    private Path file(String run) {
        return folder.resolve(named(run) + SUFFIX);
    }

    private Path lockFile(String run) {
        return folder.resolve(named(run) + ".lock");
    }

    private static String named(String run) {
        if (!RunId.isOne(run)) {
            throw new JournalException("'" + run + "' is no run's name");
        }
        return run;
    }
}
