package io.oneha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.app.session.ProcessEnvironment;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Making only the commands that were named changes nothing that a user can see. */
class SubcommandsTest {
    private static final int ALL = 18;

    @Test
    void everyCommandHasTheNameThatItIsMadeBy() {
        Map<String, CommandLine> made = line(Subcommands.all()).getSubcommands();

        assertThat(made).hasSize(ALL);
        made.forEach(
                (name, command) -> assertThat(command.getCommandSpec().name()).isEqualTo(name));
    }

    @ParameterizedTest
    @CsvSource({
        "--version, ''",
        "-V, ''",
        "-i hosts.yml, ''",
        "status -o json, status",
        "-i status check --perfdata, status check",
        "-v runs show 1, runs"
    })
    void onlyWhatIsNamedIsMade(String arguments, String made) {
        assertThat(line(Subcommands.named(arguments.split(" ")))
                        .getSubcommands()
                        .keySet())
                .isEqualTo(made.isEmpty() ? Set.of() : Set.of(made.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "-vh", "status -h", "help", "help status", "completion bash", "@arguments"})
    void whatSpeaksOfAllHasAll(String arguments) {
        assertThat(line(Subcommands.named(arguments.split(" "))).getSubcommands())
                .hasSize(ALL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--version",
                "--help",
                "stats",
                "aply",
                "-i hosts.yml scale",
                "status extra",
                "status --nothing",
                "--verson",
                "status -o xml",
                "check -h",
                "runs hide",
                "help nothing",
                "status --timeout"
            })
    void theAnswerIsAsIfAllWereMade(String arguments) {
        String[] given = arguments.split(" ");
        assertThat(answer(Subcommands.named(given), given)).isEqualTo(answer(Subcommands.all(), given));
    }

    private static String answer(Subcommands commands, String... arguments) {
        StringWriter written = new StringWriter();
        CommandLine line = CommandLines.configure(line(commands), "1")
                .setOut(new PrintWriter(written))
                .setErr(new PrintWriter(written));
        return line.execute(arguments) + "\n" + written;
    }

    private static CommandLine line(Subcommands commands) {
        CommandLine line = new CommandLine(new OnehaCommand(new ProcessEnvironment(
                Map.of(), InputStream.nullInputStream(), Clock.systemUTC(), descriptor -> false)));
        commands.addTo(line);
        return line;
    }
}
