package io.oneha.run.journal;

import static io.oneha.run.Happenings.BEGAN;
import static io.oneha.run.Happenings.ORIGIN;
import static io.oneha.run.Happenings.RUN;
import static io.oneha.run.Happenings.begins;
import static io.oneha.run.Happenings.says;
import static io.oneha.run.Happenings.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.testing.Needs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state folder on a file system of its own that is full. */
class FullDiskTest {
    @TempDir
    Path folder;

    @AfterEach
    void unmount() throws Exception {
        runs("umount", "-l", folder.toString());
    }

    @Test
    void aRunThatHasBegunIsWrittenDownAlthoughTheDiskFillsUpMeanwhile() throws Exception {
        Runs runs = runsOn("4m");
        try (Journal journal = runs.begin(RUN, ORIGIN)) {
            journal.accept(started(0));
            fill();
            for (int i = 0; i < 1000; i++) {
                journal.accept(says(i, 1, "installing packages " + i));
            }
            journal.accept(begins(2_000, 2));
            assertThat(journal.trouble()).isEmpty();
        }
        assertThat(runs.read(RUN).orElseThrow().steps().get(0).lines()).hasSize(1000);
    }

    @Test
    void whereThereIsNoRoomForItsJournalNothingIsBegun() throws Exception {
        Runs runs = runsOn("512k");
        assertThatThrownBy(() -> runs.begin(RUN, ORIGIN))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("cannot be written down in " + folder)
                .hasMessageContaining("No space left");
        assertThat(runs.list()).isEmpty();
    }

    private Runs runsOn(String size) throws Exception {
        Needs.mountNamespaces();
        assertThat(runs("mount", "-t", "tmpfs", "-o", "size=" + size, "none", folder.toString()))
                .isTrue();
        return new Runs(folder, Clock.fixed(BEGAN, ZoneOffset.UTC), line -> {});
    }

    private void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve("full"))) {
            byte[] page = new byte[4096];
            for (int i = 0; i < 4096; i++) {
                out.write(page);
            }
            throw new AssertionError("it is not full");
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static boolean runs(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
