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
    private static final long MAX_BYTES = 64L << 20;

    private RunReader() {}

    /**
     * The run; empty when its file is, because the process was killed before anything began.
     *
     * @param run its name
     * @param held tells whether a live process carries the run out
     * @throws JournalException the file is damaged, or of a later version
     */
    static Optional<RunRecord> read(String run, Path file, BooleanSupplier held) {
        try {
            long size = Files.size(file);
            if (size > MAX_BYTES) {
                throw new JournalException(
                        file + " is larger than " + (MAX_BYTES >> 20) + " MiB: it is no run's journal");
            }
            return size == 0 ? Optional.empty() : Optional.of(story(run, file).record(held));
        } catch (IOException e) {
            throw new JournalException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static RunStory story(String run, Path file) throws IOException {
        Optional<RunStory> story = Optional.empty();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            int number = 0;
            boolean whole = true;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!whole) {
                    throw damaged(file, number, "this is no event of a run");
                }
                number++;
                Optional<JournalFields> fields = Json.read(line).map(JournalFields::new);
                Optional<Instant> at = fields.flatMap(JournalFields::at);
                whole = at.isPresent();
                if (whole && story.isPresent()) {
                    story.get().tell(at.get(), fields.get());
                } else if (whole) {
                    story = Optional.of(begun(run, file, at.get(), fields.get()));
                }
            }
        }
        return story.orElseThrow(() -> damaged(file, 1, "a run does not begin like this"));
    }

    private static RunStory begun(String run, Path file, Instant at, JournalFields first) {
        if (!first.text("event").equals("started")) {
            throw damaged(file, 1, "a run does not begin like this");
        }
        if (first.number("schema") != EventDocument.SCHEMA) {
            throw new JournalException(file + " was written by another version of oneha: its schema is "
                    + first.number("schema") + ", not " + EventDocument.SCHEMA);
        }
        return new RunStory(run, at, first);
    }

    private static JournalException damaged(Path file, int line, String why) {
        return new JournalException(file + ", line " + line + ": it is damaged, " + why);
    }
}
