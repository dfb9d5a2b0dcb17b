package io.oneha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.app.session.ExitCode;
import io.oneha.app.settings.ConfigKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    private final TestCommandLine oneha = new TestCommandLine();

    @Test
    void whatARunWritesDownIsTheVersionAlone() {
        assertThat(oneha.version()).isEqualTo("1.2.3");
        assertThat(oneha.run("version")).isZero();
        assertThat(oneha.out()).startsWith("oneha 1.2.3\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-e a -e b --timeout 2s --ascii -v -v status",
                "status -e a -e b --timeout 2s --ascii -v -v",
                "-e a -v status --timeout=2s -e b -v --ascii",
                "-ea -vv status -eb --timeout 2s --ascii"
            })
    void globalOptionsMayStandBeforeOrAfterTheCommand(String arguments) {
        GlobalOptions options = oneha.parse(arguments.split(" "));

        assertThat(options.given())
                .isEqualTo(Map.of(ConfigKey.ENDPOINT, "a,b", ConfigKey.TIMEOUT, "2s", ConfigKey.ASCII, "true"));
        assertThat(options.verbosity()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--frontend-group frontend9|FILE:1: there is no group \"frontend9\" (groups here: frontend, frontend0, frontend1);"
                        + " name one of them with --frontend-group",
                "-E ansible_port=many|--extra-vars: ansible_port \"many\" is not a number from 1 to 65535; write one",
                "--extra-vars @VARS|VARS:1: ansible_port \"few\" is not a number from 1 to 65535; write one"
            })
    void whatTheCommandLineAddsToAnInventoryReachesIt(String options, String line, @TempDir Path folder)
            throws IOException {
        String file = Files.writeString(
                        folder.resolve("hosts.yml"),
                        "frontend: { children: { frontend0: { hosts: { a: } }, frontend1: { hosts: { b: } } } }\n")
                .toString();
        String variables = Files.writeString(folder.resolve("vars.yml"), "ansible_port: few\n")
                .toString();

        assertThat(oneha.run(("status -i " + file + " " + options.replace("VARS", variables)).split(" ")))
                .isEqualTo(ExitCode.INPUT.number());
        assertThat(oneha.err()).isEqualTo("oneha: " + line.replace("FILE", file).replace("VARS", variables) + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--bogus|Unknown option: '--bogus'; try 'oneha --help'",
                "status --asci|Unknown option: '--asci'; did you mean --ascii?; try 'oneha status --help'",
                "mend --help|there is no command 'mend'; 'oneha help' lists them",
                "mend -h|there is no command 'mend'; 'oneha help' lists them",
                "mend status --help|there is no command 'mend'; 'oneha help' lists them",
                "mend --version|there is no command 'mend'; 'oneha help' lists them",
                "statsu|there is no command 'statsu'; did you mean status? 'oneha help' lists them",
                "foo|there is no command 'foo'; 'oneha help' lists them",
                "scale|there is no command 'scale'; did you mean scale-up? 'oneha help' lists them",
                "status -o xml|Invalid value for option '--output': 'xml' is none of [table, json, yaml, csv,"
                        + " prometheus, nagios]; try 'oneha status --help'",
                "check -o csv|Invalid value for option '--output': 'csv' is none of [table, json, nagios];"
                        + " try 'oneha check --help'",
                "status -w never|Invalid value for option '--watch': 'never' is not a number of seconds, or a"
                        + " number with a unit such as 500ms or 2s; try 'oneha status --help'",
                "completion|Missing required parameter: 'SHELL'; try 'oneha completion --help'",
                "completion tcsh|Invalid value for positional parameter at index 0 (SHELL): 'tcsh' is none of [bash, zsh,"
                        + " fish]; try 'oneha completion --help'",
                "-e|Missing required parameter for option '--endpoint' (URL); try 'oneha --help'",
                "status extra|Unmatched argument at index 1: 'extra'; try 'oneha status --help'"
            })
    void badUsageIsOneLineAndExitCode64(String arguments, String line) {
        assertThat(oneha.run(arguments.split(" "))).isEqualTo(ExitCode.USAGE.number());
        assertThat(oneha.err()).isEqualTo("oneha: " + line + "\n");
        assertThat(oneha.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "status", "check", "status -w", "status -o json"})
    void withoutATargetOneLineNamesTheWaysToNameOne(String arguments) {
        assertThat(oneha.run(Arrays.stream(arguments.split(" "))
                        .filter(each -> !each.isEmpty())
                        .toArray(String[]::new)))
                .isEqualTo(ExitCode.USAGE.number());
        assertThat(oneha.err())
                .hasLineCount(1)
                .contains("-i FILE")
                .contains("-e URL")
                .contains("oneha demo");
        assertThat(oneha.out()).isEmpty();
    }

    @Test
    void aPluginWithoutATargetKnowsNothing() {
        assertThat(oneha.run("check", "-o", "nagios")).isEqualTo(ExitCode.UNKNOWN.number());
        assertThat(oneha.out()).hasLineCount(1).startsWith("ONEHA UNKNOWN - no zone to look at");
        assertThat(oneha.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"check --deep -e 127.0.0.1:1", "check --deep --no-ssh -e 127.0.0.1:1"})
    void aComparisonOfDatabasesNeedsSsh(String arguments) {
        assertThat(oneha.run(arguments.split(" "))).isEqualTo(ExitCode.USAGE.number());
        assertThat(oneha.err())
                .isEqualTo(
                        "oneha: --deep reads the databases of the front-ends over SSH, which is not used here: name an"
                                + " inventory by -i, and leave --no-ssh away\n");
        assertThat(oneha.out()).isEmpty();
    }

    @Test
    void theDashboardNeedsATerminal() {
        assertThat(oneha.run("top", "-e", "n1a1")).isEqualTo(ExitCode.USAGE.number());
        assertThat(oneha.err()).hasLineCount(1).contains("'oneha status'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--frontends 0", "--frontends 8", "--port 65534"})
    void aDemoThatCannotBeIsBadUsage(String options) {
        String[] arguments = ("demo --serve " + options).split(" ");

        assertThat(oneha.run(arguments)).isEqualTo(ExitCode.USAGE.number());
        assertThat(oneha.err()).hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V", "version"})
    void theVersionIsToldInEveryWay(String argument) {
        assertThat(oneha.run(argument)).isZero();
        assertThat(oneha.out()).startsWith("oneha 1.2.3\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help"})
    void theHelpNamesCommandsOptionsAndExitCodes(String argument) {
        assertThat(oneha.run(argument)).isZero();
        assertThat(oneha.out())
                .contains(
                        "--inventory=FILE", "  top ", "  status ", "  check ", "  demo ", "  completion ", "  version ")
                .contains("  77    authentication or host key");
    }

    @ParameterizedTest
    @CsvSource({
        "status, --watch",
        "check, --output",
        "runs, ACTION",
        "demo, --serve",
        "completion, SHELL",
        "top, --interval"
    })
    void everyCommandHasItsHelp(String command, String mentions) {
        assertThat(oneha.run(command, "--help")).isZero();
        assertThat(oneha.out()).startsWith("Usage: oneha " + command).contains(mentions);
        String help = oneha.out();

        oneha.run("help", command);
        assertThat(oneha.out()).isEqualTo(help + help);
    }

    @Test
    void aStackTraceIsShownOnlyWhenAskedForTwice() {
        assertThat(oneha.run("status", "-e", "ftp://x")).isEqualTo(ExitCode.USAGE.number());
        assertThat(oneha.err()).hasLineCount(1).contains("'ftp://x' is no endpoint");

        oneha.run("status", "-e", "ftp://x", "-v", "-v");
        assertThat(oneha.err()).contains("at io.oneha.cli.");
    }
}
