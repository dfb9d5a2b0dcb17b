package io.oneha.steps.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.ssh.Become;
import io.oneha.ssh.RemoteCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"packages", "sources", "account", "tree", "database", "dump", "service", "hooks", "lock", "keys"
            })
    void everyScriptIsOneThatAShellCanRead(String name) throws Exception {
        RemoteCommand command = Script.of(name, "no-such-verb").command();
        assertThat(command.become()).isEqualTo(Become.ROOT);
        assertThat(run("-n", command.input()).exitCode()).isZero();
    }

    @Test
    void whatItIsGivenIsInNoCommandLineAndArrivesAsItIs() throws Exception {
        String odd = "it's $HOME `id` \"quoted\" \\ end\nsecond line";
        RemoteCommand command = Script.of("site/lock", "x").with("owner", odd).command();
        assertThat(command.toString()).isEqualTo("sh -s --").doesNotContain("quoted");
        String script = new String(command.input(), StandardCharsets.UTF_8) + "\n";
        String shows = script.substring(0, script.indexOf("main() {")) + "printf %s \"$owner\"\n";
        assertThat(run("-s", shows.getBytes(StandardCharsets.UTF_8)).out()).isEqualTo(odd);
    }

    @Test
    void itsTextHasNothingOfWhatItWasGiven() {
        assertThat(Script.of("account/account", "do").with("sql", "secret")).hasToString("account do");
    }

    @Test
    void aVariableIsAName() {
        assertThatThrownBy(() -> Script.of("site/lock", "take").with("a b", ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private record Ended(int exitCode, String out) {}

    private static Ended run(String option, byte[] input) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder("sh", option).redirectErrorStream(true).start();
        try (var in = process.getOutputStream()) {
            in.write(input);
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), out);
    }
}
