package io.oneha.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.cli.TestCommandLine;
import io.oneha.testing.BuiltPackages;
import io.oneha.testing.Needs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.CommandSpec;

/** The packages as their distributions' own programs read them. */
class PackagesNativeIT {
    private static final Path PACKAGING = Path.of("src", "packaging");
    /** Where each family of distributions looks for it, or what only one of them has. */
    private static final String OWN =
            "usr/share/(lintian|licenses|zsh)/.*|usr/share/doc/oneha/(copyright|changelog.gz)";

    @TempDir
    Path folder;

    @Test
    void lintianFindsNothing() throws Exception {
        Needs.programs("lintian");
        Said said = said("lintian", "--tag-display-limit", "0", "--fail-on", "error,warning", deb());
        assertThat(said.out().lines().filter(line -> line.matches("[EW]: .*"))).isEmpty();
        assertThat(said.code()).as(said.out()).isZero();
    }

    @Test
    void rpmlintFindsNothing() throws Exception {
        Needs.programs("rpmlint");
        Said said = said("rpmlint", "-c", PACKAGING.resolve("rpm/rpmlint.toml").toString(), rpm());
        assertThat(said.out()).contains("0 errors, 0 warnings");
        assertThat(said.code()).as(said.out()).isZero();
    }

    @Test
    void bothInstallTheSame() throws Exception {
        Needs.programs("dpkg-deb", "rpm");
        Set<String> ofDeb = files(said("dpkg-deb", "--fsys-tarfile", deb(), "|", "tar", "-t"));
        Set<String> ofRpm = files(said("rpm", "-qlp", rpm()));
        assertThat(ofDeb).contains("usr/bin/oneha").isEqualTo(ofRpm);
        assertThat(said("rpm", "-qp", "--requires", "--scripts", rpm()).out().lines())
                .as("one static file needs nothing")
                .allMatch(line -> line.startsWith("rpmlib("));
    }

    @Test
    void eachCommandHasAPageThatGroffReadsWithoutAWord() throws Exception {
        Needs.programs("dpkg-deb", "groff");
        said("dpkg-deb", "-x", deb(), folder.toString());
        List<String> pages = pages(new TestCommandLine().spec(), "").toList();
        assertThat(pages).contains("oneha", "oneha-status", "oneha-scale-up");
        Path manual = folder.resolve("usr/share/man/man1");
        try (Stream<Path> all = Files.list(manual)) {
            assertThat(all.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            pages.stream().map(page -> page + ".1.gz").toList());
        }
        for (String page : pages) {
            Said said = said(
                    "zcat", manual.resolve(page + ".1.gz").toString(), "|", "groff", "-man", "-Tutf8", "-ww", "-z");
            assertThat(said.out()).as(page).isEmpty();
        }
    }

    private static Stream<String> pages(CommandSpec spec, String prefix) {
        String name = prefix + spec.name();
        return Stream.concat(
                Stream.of(name),
                spec.subcommands().values().stream()
                        .map(line -> line.getCommandSpec())
                        .distinct()
                        .flatMap(below -> pages(below, name + "-")));
    }

    private static Set<String> files(Said said) {
        assertThat(said.code()).as(said.out()).isZero();
        return said.out()
                .lines()
                .map(line -> line.replaceFirst("^\\.?/", ""))
                .filter(file ->
                        !file.endsWith("/") && !file.matches(OWN) && !file.matches("usr/share/doc/oneha(/examples)?"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String deb() throws IOException {
        return BuiltPackages.deb().toString();
    }

    private static String rpm() throws IOException {
        return BuiltPackages.rpm().toString();
    }

    private record Said(int code, String out) {}

    /** Words by themselves, but for pipes. */
    private static Said said(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", "-o", "pipefail", "-c"));
        command.add(Stream.of(words)
                .map(word -> word.equals("|") ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" ")));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Said(process.exitValue(), out);
    }
}
