package io.oneha.run.journal;

import io.oneha.base.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Reads a journal. A last line that a kill cut off is left out. */
final class RunReader {
    private static final long MAX_BYTES = 64L * 1024 * 1024;

    private final String run;
    private final Path file;
    private Optional<RunStory> story = Optional.empty();

    private RunReader(String run, Path file) {
        this.run = run;
        this.file = file;
    }

    /**
     * The run; empty when its file is, because the process was killed before anything began.
     *
     * @param run its name
     * @param held tells whether a live process carries the run out
     * @throws JournalException the file is damaged, or of a later version
     */
    static Optional<RunRecord> read(String run, Path file, BooleanSupplier held) {
        RunReader reader = new RunReader(run, file);
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new JournalException(
                        file + " is larger than " + (MAX_BYTES >> 20) + " MiB: it is no run's journal");
            }
            if (Files.size(file) == 0) {
                return Optional.empty();
            }
            reader.lines();
        } catch (IOException e) {
            throw new JournalException(file + " cannot be read: " + e.getMessage(), e);
        }
        return Optional.of(reader.story
                .orElseThrow(
                        () -> new JournalException(file + ", line 1: it is damaged, a run does not begin like this"))
                .record(held));
    }

    private void lines() throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            int number = 0;
            boolean whole = true;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!whole) {
                    throw new JournalException(
                            file + ", line " + number + ": it is damaged, this is no event of a run");
                }
                number++;
                whole = take(line);
            }
        }
    }

    private boolean take(String line) {
        Optional<JournalFields> fields = Json.read(line).map(JournalFields::new);
        Optional<Instant> at = fields.flatMap(JournalFields::at);
        if (fields.isEmpty() || at.isEmpty()) {
            return false;
        }
        if (story.isPresent()) {
            story.get().tell(at.get(), fields.get());
            return true;
        }
        begin(at.get(), fields.get());
        return true;
    }

    private void begin(Instant at, JournalFields first) {
        if (!first.text("event").equals("started")) {
            throw new JournalException(file + ", line 1: it is damaged, a run does not begin like this");
        }
        if (first.number("schema") != EventDocument.SCHEMA) {
            throw new JournalException(file + " was written by another version of oneha: its schema is "
                    + first.number("schema") + ", not " + EventDocument.SCHEMA);
        }
        story = Optional.of(new RunStory(run, at, first));
    }
}
