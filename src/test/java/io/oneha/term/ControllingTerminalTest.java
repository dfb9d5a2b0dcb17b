package io.oneha.term;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.Tmux;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ControllingTerminalTest {
    /** The second with output that goes elsewhere, where the JVM has no console. */
    @ParameterizedTest
    @ValueSource(strings = {"", " > /dev/null"})
    void aPasswordIsAskedForUnseenWithNothingOnThePath(String output) throws Exception {
        Tmux.needs();
        try (Tmux terminal = new Tmux(120, 20, Map.of("TERM", "tmux-256color", "LANG", "C.UTF-8"))) {
            String modes = terminal.shell("stty -g | cksum");
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            String folders = Path.of("target", "classes").toAbsolutePath() + ":"
                    + Path.of("target", "test-classes").toAbsolutePath();
            terminal.type("clear; PATH=/nonexistent " + java + " -cp " + folders + " " + AskHidden.class.getName()
                    + output + "; echo ended");
            terminal.press("Enter");
            terminal.await("Password:");
            terminal.type("hidden-words");
            terminal.press("Enter");

            assertThat(terminal.await("ended")).doesNotContain("hidden-words");
            assertThat(terminal.await("length 12")).contains("length 12");
            assertThat(terminal.shell("stty -g | cksum")).isEqualTo(modes);
        }
    }
}
