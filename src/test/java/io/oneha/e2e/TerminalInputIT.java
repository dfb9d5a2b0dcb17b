package io.oneha.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.Program;
import io.oneha.testing.Tmux;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a real terminal sends besides keys. */
@Timeout(180)
class TerminalInputIT {
    private static final String DIM_ON_DARK = "\u001b[38;5;246m";
    private static final String DIM_ON_LIGHT = "\u001b[38;5;242m";
    private static final Pattern SEEN_ON_DARK = Pattern.compile(Pattern.quote(DIM_ON_DARK) + " *[^ \u001b]");

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

    /** tmux answers with the colour of its window, as terminals do with theirs. */
    @Test
    void aTerminalWithALightBackgroundGetsColoursThatCanBeReadThere() throws Exception {
        terminal.windowColour("#fdf6e3");
        terminal.type("clear; " + String.join(" ", Program.commandLine(List.of("demo"))) + "; echo exit code $?");
        terminal.press("Enter");
        terminal.await("3 of 3 answer");

        // The first frame waits for no answer, and the next one is drawn for what was answered. Blanks have no colour
        // to see.
        terminal.awaitStyled(screen ->
                screen.contains(DIM_ON_LIGHT) && !SEEN_ON_DARK.matcher(screen).find());
        terminal.press("q");
        String screen = terminal.await("exit code 0");
        assertThat(screen).doesNotContain("rgb:", "62;");
    }

    @Test
    void aThemeThatWasChosenIsNotAskedFor() throws Exception {
        terminal.windowColour("#fdf6e3");
        List<String> command = Program.commandLine(List.of("demo", "--theme", "dark"));
        terminal.type("clear; " + String.join(" ", command) + "; echo exit code $?");
        terminal.press("Enter");
        terminal.await("3 of 3 answer");

        assertThat(terminal.styledScreen()).contains(DIM_ON_DARK).doesNotContain(DIM_ON_LIGHT);
        terminal.press("q");
        terminal.await("exit code 0");
    }
}
