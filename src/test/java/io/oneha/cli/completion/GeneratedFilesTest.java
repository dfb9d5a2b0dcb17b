package io.oneha.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.cli.TestCommandLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The files that are generated from the command model are those of the present model; {@code -Doneha.docs.update=true} writes them. */
class GeneratedFilesTest {
    private final TestCommandLine oneha = new TestCommandLine();

    @ParameterizedTest
    @EnumSource(CompletionShell.class)
    void completionsAreUpToDate(CompletionShell shell) throws IOException {
        String name = shell == CompletionShell.ZSH ? "_oneha" : "oneha." + shell;
        assertUpToDate(Path.of("completions", name), shell.script(oneha.spec()));
    }

    @Test
    void thePageOfCommandsIsUpToDate() throws IOException {
        assertUpToDate(Path.of("docs", "commands.md"), CommandPage.of(oneha.spec()));
    }

    private static void assertUpToDate(Path file, String generated) throws IOException {
        if (Boolean.getBoolean("oneha.docs.update")) {
            Files.writeString(file, generated);
        }
        assertThat(file).as("write it anew with -Doneha.docs.update=true").hasContent(generated);
    }
}
