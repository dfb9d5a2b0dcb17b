package io.oneha.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.Program;
import io.oneha.testing.RecordedState;
import io.oneha.testing.ReplayServer;
import io.oneha.testing.ReplayZone;
import io.oneha.testing.Tmux;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands on a real terminal: colours, questions, watching, and the dashboard's memory. */
@Timeout(180)
class TerminalIT {
    private static final String COLOUR = "\u001b[3";

    @TempDir
    Path home;

    private ReplayZone zone;
    private Tmux terminal;

    @BeforeEach
    void open() throws IOException {
        Tmux.needs();
        zone = ReplayZone.start(RecordedState.of("healthy"), 120, ReplayZone.Fault.REFUSED, Map.of());
        terminal = new Tmux(
                110,
                40,
                Map.of("TERM", "tmux-256color", "LANG", "C.UTF-8", "HOME", home.toString(), "HISTFILE", "/dev/null"));
    }

    @AfterEach
    void close() throws IOException {
        if (terminal != null) {
            terminal.close();
        }
        if (zone != null) {
            zone.close();
        }
    }

    @Test
    void coloursAreForTerminalsThatWantThem() throws IOException {
        writeCredentials();

        assertThat(styled("status")).contains("leader").contains(COLOUR);
        assertThat(styled("status --no-color")).contains("leader").doesNotContain(COLOUR);
        assertThat(styled("status | cat")).contains("leader").doesNotContain(COLOUR);
        terminal.type("export NO_COLOR=1; ");
        assertThat(styled("status")).contains("leader").doesNotContain(COLOUR);
    }

    @Test
    void withoutACommandItIsTheDashboardOnATerminalAndStatusInAPipe() throws IOException {
        writeCredentials();

        terminal.type("clear; " + oneha("") + "; echo left with $?");
        terminal.press("Enter");
        terminal.await("all answer");
        assertThat(terminal.variable("alternate_on")).isEqualTo("1");
        terminal.press("q");
        terminal.await("left with 0");

        terminal.type("clear; " + oneha(" | cat") + "; echo exit code ${PIPESTATUS[0]}");
        terminal.press("Enter");
        assertThat(terminal.await("exit code 0")).contains("VERDICT   OK");
    }

    @Test
    void credentialsAreAskedForAndThePasswordIsNotShown() throws IOException {
        String modes = terminal.shell("stty -g | cksum");
        terminal.type("clear; " + oneha("status -v") + "; echo exit code $?");
        terminal.press("Enter");
        terminal.await("OpenNebula user [oneadmin]:");
        terminal.type("admin2");
        terminal.press("Enter");
        terminal.await("Password:");
        terminal.type("hidden-words");
        terminal.press("Enter");

        assertThat(terminal.await("exit code 0"))
                .contains("credentials of admin2 from the terminal")
                .contains("VERDICT   OK")
                .doesNotContain("hidden-words");
        assertThat(terminal.shell("stty -g | cksum")).isEqualTo(modes);
    }

    @Test
    void ctrlCAtThePasswordGivesTheTerminalBack() throws IOException {
        String modes = terminal.shell("stty -g | cksum");
        terminal.type("clear; " + oneha("status") + "; echo exit code $?");
        terminal.press("Enter");
        terminal.await("OpenNebula user [oneadmin]:");
        terminal.press("Enter");
        terminal.await("Password:");
        terminal.press("C-c");

        terminal.await("exit code 130");
        assertThat(terminal.shell("stty -g | cksum")).isEqualTo(modes);
    }

    @Test
    void aWatchPaintsOverItsLastFrameUntilCtrlC() throws IOException {
        writeCredentials();
        terminal.type("clear; " + oneha("status -w 0.2") + "; echo exit code $?");
        terminal.press("Enter");
        terminal.await("VERDICT   OK");
        zone.server("server-2").mode(ReplayServer.Mode.REFUSE);

        String screen = terminal.await("VERDICT   DEGRADED");
        assertThat(screen.lines().filter(line -> line.startsWith("ZONE 0"))).hasSize(1);
        terminal.press("C-c");
        terminal.await("exit code 130");
    }

    @Test
    void theDashboardRemembersWhatHappenedBeforeItWasStarted() throws IOException {
        writeCredentials();
        dashboard();
        zone.server("server-2").mode(ReplayServer.Mode.REFUSE);
        terminal.await("server-2 is lost");
        terminal.press("q");
        terminal.await("exit code 0");
        zone.server("server-2").mode(ReplayServer.Mode.ANSWER);

        dashboard();

        terminal.await("server-2 is lost");
        terminal.press("q");
        try (Stream<Path> files = Files.list(home.resolve(".local/state/oneha"))) {
            assertThat(files)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void aServedDemoGoesOnInTheBackground() throws IOException {
        terminal.type("clear; " + String.join(" ", Program.commandLine(List.of("demo", "--serve"))) + " > ~/served &");
        terminal.press("Enter");
        terminal.shell("until grep -q Faults ~/served; do sleep 0.1; done; echo served");

        assertThat(terminal.shell("sleep 1; jobs -s | wc -l")).isEqualTo("0");
        assertThat(terminal.shell("jobs -r | wc -l")).isEqualTo("1");
        terminal.shell("kill %1; wait; echo done");
    }

    private void dashboard() throws IOException {
        terminal.type("clear; " + oneha("top --interval 0.3") + "; echo exit code $?");
        terminal.press("Enter");
        terminal.await("all answer");
    }

    private String styled(String command) throws IOException {
        terminal.type("clear; " + oneha(command) + "; echo exit code $?");
        terminal.press("Enter");
        terminal.await("exit code 0");
        String screen = terminal.styledScreen();
        terminal.type("clear");
        terminal.press("Enter");
        terminal.await(text -> !text.contains("exit code"));
        return screen;
    }

    /** The command line up to a pipe, with the zone's endpoint. */
    private String oneha(String command) {
        String options = " -e " + zone.server("server-0").endpoint() + " --timeout " + Program.timeout();
        int pipe = command.indexOf(" |");
        String start = pipe < 0 ? command : command.substring(0, pipe);
        String rest = pipe < 0 ? "" : command.substring(pipe);
        return String.join(" ", Program.commandLine(List.of())) + " " + start + options + rest;
    }

    private void writeCredentials() throws IOException {
        Files.createDirectories(home.resolve(".one"));
        Files.writeString(home.resolve(".one/one_auth"), "oneadmin:opennebula\n");
    }
}
