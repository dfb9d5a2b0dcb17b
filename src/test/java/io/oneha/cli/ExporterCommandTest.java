package io.oneha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with its command line is said before anything is served. */
class ExporterCommandTest {
    private final TestCommandLine oneha = new TestCommandLine();

    @TempDir
    Path folder;

    @Test
    void withoutAZoneThereIsNothingToServe() {
        assertThat(oneha.run("exporter")).isEqualTo(64);
        assertThat(oneha.err()).startsWith("oneha: no zone to look at");
    }

    @Test
    void whatIsNoAddressIsRefused() {
        assertThat(oneha.run("exporter", "-e", "http://127.0.0.1:1/RPC2", "--listen", "everywhere"))
                .isEqualTo(64);
        assertThat(oneha.err()).hasLineCount(1).startsWith("oneha: 'everywhere' is no address to listen on");
    }

    @Test
    void aWebConfigurationThatCannotBeUsedIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("web.yml"), "other: 1\n");
        file.toFile().setReadable(false, false);
        file.toFile().setReadable(true, true);

        assertThat(oneha.run("exporter", "-e", "http://127.0.0.1:1/RPC2", "--web-config", file.toString()))
                .isEqualTo(65);
        assertThat(oneha.err()).hasLineCount(1).startsWith("oneha: " + file + ": oneha has no other;");
    }
}
