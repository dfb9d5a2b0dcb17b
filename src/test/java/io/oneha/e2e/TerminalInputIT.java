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

/** What a real terminal sends besides keys. */
@Timeout(180)
class TerminalInputIT {
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

    /** A click in column 43, a wheel, a colour: each was a key once, the first one that which kills the selected server. */
    @Test
    void reportsOfTheTerminalAreNoKeys() throws Exception {
        terminal.type("clear; " + String.join(" ", Program.commandLine(List.of("demo"))) + "; echo exit code $?");
        terminal.press("Enter");
        terminal.await("3 of 3 answer");
        terminal.send("1b 5b 4d 20 4b 2b");
        terminal.send("1b 5b 4d 20 c4 ff");
        terminal.send("1b 5b 3c 30 3b 34 33 3b 31 32 4d");
        terminal.send("1b 5b 3c 36 34 3b 34 33 3b 31 32 4d");
        terminal.send("1b 5d 31 31 3b 72 67 62 3a 31 65 31 65 2f 31 65 31 65 2f 31 65 31 65 07");
        terminal.send("1b 5d 31 31 3b 72 67 62 3a 31 65 31 65 2f 31 65 31 65 2f 31 65 31 65 1b 5c");
        terminal.send("1b 50 31 24 72 71 1b 5c");
        terminal.type("/n1a");
        String screen = terminal.await("/n1a");

        assertThat(screen).contains("3 of 3 answer", "Enter keeps").doesNotContain("is lost", "Endpoint", "1e1e");
        terminal.press("Escape");
        terminal.await("? help");
        terminal.press("q");
        terminal.await("exit code 0");
    }
}
