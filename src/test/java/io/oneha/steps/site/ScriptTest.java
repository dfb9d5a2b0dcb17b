package io.oneha.steps.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.ssh.Become;
import io.oneha.ssh.RemoteCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScriptTest {
    private static final Path SCRIPTS = Path.of("src/main/resources/io/oneha/steps");

    static List<String> scripts() throws IOException {
        try (Stream<Path> files = Files.walk(SCRIPTS)) {
            return files.map(file -> SCRIPTS.relativize(file).toString())
                    .filter(file -> file.endsWith(".sh") && !file.equals("site/common.sh"))
                    .map(file -> file.substring(0, file.length() - ".sh".length()))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void everyScriptIsOneThatAShellCanRead(String name) throws Exception {
        RemoteCommand command = Script.of(name, "no-such-verb").command();
        assertThat(command.become()).isEqualTo(Become.ROOT);
        assertThat(run("-n", command.input()).exitCode()).isZero();
    }

    /** But for the lock's, which is no step's. */
    @ParameterizedTest
    @MethodSource("scripts")
    void everyVerbOfAStepSaysWhatItChangesOrThatItOnlyLooks(String name) throws IOException {
        String text = Files.readString(SCRIPTS.resolve(name + ".sh"));
        List<String> looks = text.lines()
                .filter(line -> line.startsWith("# looks: "))
                .flatMap(line -> Stream.of(line.substring("# looks: ".length()).split(" ")))
                .toList();
        List<String> verbs = Pattern.compile("(?m)^([a-z][a-z-]*(?: \\| [a-z-]+)*)\\)(?: |$)")
                .matcher(text.substring(text.indexOf("\ncase $")))
                .results()
                .flatMap(label -> Stream.of(label.group(1).split(" \\| ")))
                .toList();
        assertThat(verbs).isNotEmpty().containsAll(looks);
        verbs.stream().filter(verb -> !name.equals("site/lock")).forEach(verb -> {
            Script script = given(name, verb);
            assertThat(looks.contains(verb))
                    .as(script.toString())
                    .isEqualTo(script.shown().isEmpty());
        });
    }

    private static Script given(String name, String verb) {
        Script script = Script.of(name, verb);
        for (String variable : List.of(
                "kept", "fresh", "target", "path", "folder", "files", "more", "user", "leader", "command", "role",
                "units")) {
            script = script.with(variable, variable);
        }
        return script;
    }

    @Test
    void aVerbThatIsNotThereCannotBeShown() {
        assertThatThrownBy(() -> Script.of("start/service", "reload").shown())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Script.of("site/tree", "swap").shown())
                .as("without what it is given")
                .isInstanceOf(IllegalArgumentException.class);
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
