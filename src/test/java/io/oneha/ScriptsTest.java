package io.oneha;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.Needs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every script of ours is as shellcheck wants it, but for what is said here. */
class ScriptsTest {
    /**
     * Fragments: what runs before them, in the same shell, gives them variables (SC2154) and takes theirs (SC2034); {@code A && B || C}
     * is wanted as it reads there (SC2015); {@code $} in single quotes is for another shell (SC2016); what names and sends one file only
     * reads it (SC2094); whole megabytes are exact enough (SC2017); tr's newline twice stands for two separators (SC2020).
     */
    private static final String OF_FRAGMENTS = "SC2154,SC2034,SC2015,SC2016,SC2017,SC2020,SC2094";

    @Test
    void shellcheckFindsNothingInTheScriptsThatRunOnHosts() throws Exception {
        List<String> scripts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "resources"))) {
            files.filter(file -> file.toString().endsWith(".sh"))
                    .map(Path::toString)
                    .forEach(scripts::add);
        }
        assertThat(scripts).hasSizeGreaterThan(10);

        assertThat(shellcheck(List.of("-s", "sh", "-e", OF_FRAGMENTS), scripts)).isEmpty();
    }

    @Test
    void shellcheckFindsNothingInTheScriptsOfTheBuild() throws Exception {
        assertThat(shellcheck(List.of(), List.of(".ci/run", ".ci/bare", "native/build.sh")))
                .isEmpty();
    }

    private static String shellcheck(List<String> options, List<String> files) throws Exception {
        Needs.programs("shellcheck");
        List<String> command = new ArrayList<>(List.of("shellcheck", "--format=gcc"));
        command.addAll(options);
        command.addAll(files);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isLessThan(2);
        return out;
    }
}
