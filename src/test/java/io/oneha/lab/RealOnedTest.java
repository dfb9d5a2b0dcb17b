package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealOnedTest {
    @TempDir
    Path folder;

    @Test
    void theLibrariesOfAProgramAreFilesOfThisMachine() throws IOException {
        assertThat(RealOned.libraries(Path.of("/bin/bash")))
                .allMatch(Files::isRegularFile)
                .extracting(library -> library.getFileName().toString())
                .contains("libc.so.6")
                .allMatch(name -> name.contains(".so"));
    }

    @Test
    void aFileThatIsNoProgramIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("oned"), "no program\n");
        assertThatThrownBy(() -> RealOned.libraries(text))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(text.toString());
    }
}
