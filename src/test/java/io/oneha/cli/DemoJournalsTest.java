package io.oneha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DemoJournalsTest {
    @Test
    void whatWasWrittenGoesWithTheFolder() throws Exception {
        Path folder;
        try (DemoJournals journals = new DemoJournals()) {
            folder = journals.folder().orElseThrow();
            Files.createDirectory(folder.resolve("runs"));
            Files.writeString(folder.resolve("runs").resolve("one.jsonl"), "{}\n");
        }

        assertThat(folder).doesNotExist();
    }
}
