package io.oneha.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.BuiltPackages;
import io.oneha.testing.Needs;
import io.oneha.testing.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code native/release.sh} lays out. The jar is a stand-in here: this build made none. */
class ReleaseNativeIT {
    private static final List<String> WANTED = List.of(
            "NOTES.md",
            "SHA256SUMS",
            "oneha-VERSION-1.x86_64.rpm",
            "oneha-VERSION-linux-amd64",
            "oneha-VERSION-linux-amd64.sbom.json",
            "oneha-VERSION.jar",
            "oneha-VERSION.sbom.json",
            "oneha_VERSION_amd64.deb");

    @TempDir
    Path folder;

    @Test
    void aReleaseIsTheWholeSetWithItsChecksumsAndNotes() throws Exception {
        Needs.programs("bash");
        Path target = BuiltPackages.deb().getParent();
        Path parts = Files.createDirectories(folder.resolve("parts"));
        Files.writeString(parts.resolve("oneha.jar"), "jar");
        Files.writeString(parts.resolve("jar-sbom.json"), "{}");
        Path release = folder.resolve("release");
        runs("native/assemble.sh", target.toString(), parts.toString(), release.toString());

        String version =
                Program.run(List.of("--version"), Map.of(), "").out().strip().substring("oneha ".length());
        try (Stream<Path> all = Files.list(release)) {
            assertThat(all.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(WANTED.stream()
                            .map(name -> name.replace("VERSION", version))
                            .toList());
        }
        assertThat(release.resolve("oneha-" + version + "-linux-amd64"))
                .isExecutable()
                .hasSameBinaryContentAs(target.resolve("oneha"));
        assertThat(release.resolve("NOTES.md")).content().startsWith("### ").doesNotContain("\n## ");
        assertThat(runs("bash", "-c", "cd '" + release + "' && sha256sum -c SHA256SUMS")
                        .lines())
                .hasSize(WANTED.size() - 1)
                .allMatch(line -> line.endsWith(": OK"));
    }

    private static String runs(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(out).isZero();
        return out;
    }
}
