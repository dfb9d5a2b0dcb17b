package io.oneha.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.cli.completion.CompletionShell;
import io.oneha.testing.Needs;
import io.oneha.testing.Program;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The program prints the scripts of {@code completions/}, and shells complete by them. */
class CompletionIT {
    @ParameterizedTest
    @EnumSource(CompletionShell.class)
    void printsTheScript(CompletionShell shell) throws Exception {
        Program.Result result = Program.run(List.of("completion", shell.toString()));

        assertThat(result.out()).isEqualTo(Files.readString(script(shell)));
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "oneha st, status",
        "oneha -e x ch, check",
        "oneha status -o pro, prometheus",
        "oneha status --wat, --watch",
        "oneha check --end, --endpoint",
        "oneha completion zs, zsh",
        "oneha -i pom, pom.xml"
    })
    void fishCompletes(String line, String completion) throws Exception {
        needs("fish");

        String script = "source " + script(CompletionShell.FISH) + "; complete -C \"" + line + "\"";
        assertThat(run("fish", "--no-config", "-c", script).lines().map(each -> each.split("\t")[0]))
                .contains(completion);
    }

    @ParameterizedTest
    @CsvSource({
        "oneha st, status",
        "oneha status -o pro, prometheus",
        "oneha status --wat, --watch",
        "oneha -i pom, pom.xml"
    })
    void bashCompletes(String line, String completion) throws Exception {
        needs("bash");

        String script = "source " + script(CompletionShell.BASH) + "; COMP_WORDS=(" + line
                + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE='" + line + "'; COMP_POINT=${#COMP_LINE};"
                + " _complete_oneha; printf '%s\\n' \"${COMPREPLY[@]}\"";
        assertThat(run("bash", "--norc", "-c", script).lines()).contains(completion);
    }

    /** zsh completes only in a terminal of its own, so it gets one, by its own module. */
    @ParameterizedTest
    @CsvSource({
        "'oneha stat', status",
        "'oneha -e x chec', check",
        "'oneha status -o prom', prometheus",
        "'oneha status --watc', --watch",
        "'oneha -i pom', pom.xml"
    })
    void zshCompletes(String line, String completion) throws Exception {
        needs("zsh");

        String script = "zmodload zsh/zpty; zpty z zsh -f -i; zpty -w z 'PS1=; autoload -Uz compinit; compinit -u -D;"
                + " source " + script(CompletionShell.ZSH)
                + "; bindkey \"^I\" complete-word; echo rea''dy'; zpty -r z out '*ready*';"
                + " zpty -w -n z '" + line
                + "'$'\\t'; for i in {1..100}; do sleep 0.1; zpty -r -t z part && out+=$part;"
                + " [[ ${out//[^a-z.-]/} == *" + completion + "* ]] && break; done; print -r -- \"$out\"; zpty -d z";
        assertThat(shown(run("zsh", "-f", "-c", script))).contains(completion);
    }

    /** What stands on a terminal's line, roughly: without what moves the cursor and what is written over. */
    private static String shown(String out) {
        return out.replaceAll("\u001b\\[[0-9;?]*[A-Za-z]", "")
                .replaceAll("[^ -~]", "")
                .replace(" ", "");
    }

    private static Path script(CompletionShell shell) {
        return Path.of("completions", shell == CompletionShell.ZSH ? "_oneha" : "oneha." + shell);
    }

    private static void needs(String program) {
        Needs.programs(program);
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return out;
    }
}
