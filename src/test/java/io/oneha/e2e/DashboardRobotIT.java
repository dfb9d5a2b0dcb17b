package io.oneha.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.Program;
import io.oneha.testing.Tmux;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A robot at a real terminal drives the real program, and looks whether the terminal is given back every time. */
@Timeout(180)
class DashboardRobotIT {
    private static final String READY = "3 of 3 answer, 2 to join";
    private static final String EARLIER = "earlier output";
    private static final String MODES = "stty -g | cksum";

    private Tmux terminal;
    private String modes;

    @BeforeEach
    void tmuxIsThere() {
        Tmux.needs();
    }

    @AfterEach
    void closeTerminal() throws IOException {
        if (terminal != null) {
            terminal.close();
        }
    }

    @Test
    void everyScreenOpensByItsKeyAndQuitsToTheShell() throws Exception {
        open(80, 24, Map.of());
        terminal.press("?");
        terminal.await("Help");
        terminal.press("Escape");
        terminal.await("Servers 5");
        terminal.press("a");
        terminal.await("Scale up");
        terminal.press("Down", "Enter");
        terminal.await("30 steps on 2 hosts");
        terminal.press("Escape");
        terminal.await("Servers 5");
        terminal.press("Down", "Enter");
        terminal.await("Endpoint");
        terminal.press("Escape");
        terminal.await("Findings");
        terminal.type(":help");
        terminal.press("Enter");
        terminal.await("Help");
        terminal.press("q");

        assertGivenBack(0);
    }

    @Test
    void aZoneOfOneServerGrowsToThreeBeforeOnesEyes() throws Exception {
        open(80, 24, Map.of(), "1 of 1 answer, 2 to join", "--frontends", "1");
        terminal.press("a");
        terminal.await("Scale up");
        terminal.press("Down", "Enter");
        terminal.await("30 steps on 2 hosts");
        terminal.press("Enter");
        terminal.await("Type n1a2 to confirm");
        terminal.type("n1a2");
        terminal.press("Enter");
        terminal.await("Type n1a3 to confirm");
        terminal.type("n1a3");
        terminal.press("Enter");
        terminal.await("MiB of 183 MiB");
        terminal.await(screen -> screen.contains("2 of 2 answer, 1 to join") && screen.contains("n1a3 "));
        terminal.await("Done in");
        terminal.await("n1a1 leads, 2 follow");
        String screen = terminal.await(text -> text.lines()
                        .filter(line -> line.matches(".* n1a[123] [●○] (leader|follower) .* 0 +▁.*"))
                        .count()
                == 3);

        assertThat(screen).contains("all answer", "30 of 30 done");
        terminal.press("q");
        assertGivenBack(0);
    }

    @Test
    void aKilledLeaderAndTheElectionAfterItAreSeen() throws Exception {
        open(120, 40, Map.of());
        String leader = leader(terminal.screen());
        terminal.type(":kill " + leader);
        terminal.press("Enter");
        terminal.await(leader + " is lost");
        String screen = terminal.await(
                text -> text.contains(" leads, term") && !leader(text).equals("none"));

        assertThat(leader(screen)).isNotEqualTo(leader);
        assertThat(screen).contains("2 of 3 answer, 2 to join", "✗ error");
        terminal.press("q");
        assertGivenBack(0);
    }

    @Test
    void escapeIsFeltAtOnceAndArrowsAreNotTakenForIt() throws Exception {
        open(80, 24, Map.of());
        terminal.type("/no-such-server");
        terminal.await("no server holds");
        terminal.press("Escape");
        terminal.await("Servers 5");
        terminal.press("Enter");
        terminal.await("Endpoint");
        terminal.press("Down", "Up", "PPage", "NPage", "End", "Home");

        assertThat(terminal.await("Endpoint")).contains("Esc back");
        terminal.press("q");
        assertGivenBack(0);
    }

    @Test
    void itFillsTheTerminalWhateverItsSizeBecomes() throws Exception {
        open(80, 24, Map.of());
        terminal.resize(200, 60);
        terminal.await("Activity");
        terminal.resize(40, 10);
        terminal.await(screen -> screen.contains("── Servers 5") && screen.contains("? help"));
        terminal.resize(39, 9);
        terminal.await("40x10");
        terminal.resize(120, 40);
        String screen = terminal.await(text -> text.contains("LATENCY") && text.contains("? help"));

        assertThat(screen.lines()).hasSize(40);
        terminal.press("q");
        assertGivenBack(0);
    }

    @Test
    void ctrlZStopsItAndFgBringsItBack() throws Exception {
        open(80, 24, Map.of());
        for (int round = 0; round < 2; round++) {
            terminal.press("C-z");
            terminal.await("Stopped");
            assertThat(terminal.variable("alternate_on")).isEqualTo("0");
            assertThat(terminal.variable("cursor_flag")).isEqualTo("1");
            assertThat(terminal.shell(MODES)).isEqualTo(modes);
            bringBack();
            terminal.await(screen -> screen.contains("Servers 5") && screen.contains("? help"));
        }
        terminal.press("q");

        assertGivenBack(0);
    }

    @Test
    void aSizeThatChangedWhileItWasStoppedIsSeenAfterwards() throws Exception {
        open(80, 24, Map.of());
        terminal.press("C-z");
        terminal.await("Stopped");
        terminal.resize(120, 30);
        bringBack();
        terminal.await(screen -> screen.contains("LATENCY") && screen.contains("? help"));
        terminal.press("q");

        assertGivenBack(0);
    }

    @Test
    void ctrlCEndsItWith130() throws Exception {
        open(80, 24, Map.of());
        terminal.press("C-c");

        assertGivenBack(130);
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "HUP, 129", "INT, 130"})
    void signalsEndItAndTheTerminalIsGivenBack(String signal, int exitCode) throws Exception {
        open(80, 24, Map.of());
        signal(signal);

        assertGivenBack(exitCode);
    }

    @Test
    void stoppedFromOutsideItComesBackToo() throws Exception {
        open(80, 24, Map.of());
        signal("TSTP");
        terminal.await("Stopped");
        assertThat(terminal.shell(MODES)).isEqualTo(modes);
        bringBack();
        terminal.await("Servers 5");
        terminal.press("q");

        assertGivenBack(0);
    }

    @Test
    void withNoColorTheScreenHasNone() throws Exception {
        open(80, 24, Map.of("NO_COLOR", "1"));

        assertThat(terminal.styledScreen()).doesNotContainPattern("\u001b\\[[0-9;]*(3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]");
        terminal.press("q");
        assertGivenBack(0);
    }

    @Test
    void inTheCLocaleOnlyAsciiIsSent() throws Exception {
        open(80, 24, Map.of("LANG", "C"));

        assertThat(terminal.screen()).matches("[ -~\n]*").contains("* leader");
        terminal.press("q");
        assertGivenBack(0);
    }

    @Test
    void withoutATerminalToReadFromItSaysSoInOneLine() throws Exception {
        terminal = new Tmux(80, 24, environment(Map.of()));
        terminal.type(commandLine() + " </dev/null; echo exit code $?");
        terminal.press("Enter");

        assertThat(terminal.await("exit code 64")).contains("terminal");
    }

    @Test
    void onADumbTerminalItSaysSoInOneLine() throws Exception {
        terminal = new Tmux(80, 24, environment(Map.of()));
        terminal.type("TERM=dumb " + commandLine() + "; echo exit code $?");
        terminal.press("Enter");

        assertThat(terminal.await("exit code 64")).contains("TERM");
    }

    /** The leader's name in the header. */
    private static String leader(String screen) {
        return screen.lines()
                .filter(line -> line.strip().startsWith("Leader "))
                .map(line -> line.strip().split(" +")[1])
                .findFirst()
                .orElse("none");
    }

    private void open(int columns, int rows, Map<String, String> variables) throws IOException {
        open(columns, rows, variables, READY);
    }

    private void open(int columns, int rows, Map<String, String> variables, String ready, String... options)
            throws IOException {
        terminal = new Tmux(columns, rows, environment(variables));
        modes = terminal.shell(MODES);
        terminal.type("clear; echo " + EARLIER + "; " + commandLine(options) + "; echo exit code $?");
        terminal.press("Enter");
        terminal.await(ready);
        assertThat(terminal.variable("alternate_on")).isEqualTo("1");
        assertThat(terminal.variable("cursor_flag")).isEqualTo("0");
    }

    private void bringBack() throws IOException {
        terminal.type("fg; echo exit code $?");
        terminal.press("Enter");
    }

    private void signal(String name) throws IOException {
        long shell = Long.parseLong(terminal.variable("pane_pid"));
        ProcessHandle program = ProcessHandle.of(shell)
                .orElseThrow()
                .children()
                .findFirst()
                .orElseThrow(() -> new AssertionError("the program does not run"));
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + program.pid()).start();
    }

    /** The exit code, the screen of before, the cursor, and the terminal's modes to the bit. */
    private void assertGivenBack(int exitCode) throws IOException {
        String screen = terminal.await("exit code " + exitCode);

        assertThat(screen).contains(EARLIER).doesNotContain("Servers ");
        assertThat(terminal.variable("alternate_on")).isEqualTo("0");
        assertThat(terminal.variable("cursor_flag")).isEqualTo("1");
        assertThat(terminal.shell(MODES)).isEqualTo(modes);
    }

    private static String commandLine(String... options) {
        List<String> words = new ArrayList<>(List.of("demo"));
        words.addAll(List.of(options));
        return String.join(" ", Program.commandLine(words));
    }

    private static Map<String, String> environment(Map<String, String> variables) {
        Map<String, String> all = new LinkedHashMap<>(Map.of("TERM", "tmux-256color", "LANG", "C.UTF-8"));
        all.putAll(variables);
        return all;
    }
}
