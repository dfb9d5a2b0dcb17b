package io.oneha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JournalsTest {
    @Test
    void whatWasWrittenGoesWithTheFolder() throws Exception {
        Path folder;
        try (Journals journals = new Journals()) {
            folder = journals.folder().orElseThrow();
            Files.createDirectory(folder.resolve("runs"));
            Files.writeString(folder.resolve("runs").resolve("one.jsonl"), "{}\n");
        }

        assertThat(folder).doesNotExist();
    }
}
