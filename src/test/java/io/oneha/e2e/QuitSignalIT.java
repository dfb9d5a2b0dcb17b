package io.oneha.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.Program;
import io.oneha.testing.Tmux;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SIGQUIT, which people send to a program that seems to hang, leaves a terminal that can be used. */
@Timeout(180)
class QuitSignalIT {
    private Tmux terminal;

    @BeforeEach
    void open() throws IOException {
        Tmux.needs();
        terminal = new Tmux(80, 24, Map.of("TERM", "tmux-256color", "LANG", "C.UTF-8"));
    }

    @AfterEach
    void close() throws IOException {
        if (terminal != null) {
            terminal.close();
        }
    }

    @Test
    void theTerminalCanBeUsedAfterIt() throws Exception {
        String modes = terminal.shell("stty -g");
        terminal.type("clear; " + String.join(" ", Program.commandLine(List.of("demo"))) + "; echo exit code $?");
        terminal.press("Enter");
        terminal.await("3 of 3 answer");
        ProcessHandle program = ProcessHandle.of(Long.parseLong(terminal.variable("pane_pid")))
                .flatMap(shell -> shell.children().findFirst())
                .orElseThrow();
        new ProcessBuilder("sh", "-c", "kill -QUIT " + program.pid()).start().waitFor();
        if (Program.isNative()) {
            terminal.await("exit code 131");
        } else {
            // A JVM keeps the signal for itself, prints its threads over the screen and goes on.
            terminal.await("JNI global refs");
            terminal.press("C-l");
            terminal.await("3 of 3 answer");
            terminal.press("q");
            terminal.await("exit code 0");
        }

        assertThat(terminal.variable("alternate_on")).isEqualTo("0");
        assertThat(terminal.variable("cursor_flag")).isEqualTo("1");
        assertThat(terminal.shell("stty -g")).isEqualTo(modes);
    }
}
