package io.oneha.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NeedsTest {
    @Test
    void noTestLeavesItselfOutByAnotherWay() throws IOException {
        Pattern other = Pattern.compile("\\bAssumptions\\b|@(Enabled|Disabled)(If|On|For)|assume(True|False|That)\\(");
        List<Path> sources;
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
            sources = files.filter(file ->
                            file.toString().endsWith(".java") && !file.endsWith(Path.of("testing", "NeedsTest.java")))
                    .toList();
        }
        assertThat(sources).hasSizeGreaterThan(100);
        assertThat(sources.stream().filter(file -> other.matcher(text(file)).find()))
                .isEmpty();
    }

    @Test
    void aMissingProgramIsToldWithItsPackage() {
        assertThatThrownBy(() -> Needs.missing(true, program -> program.equals("sh"), "sh", "sshd"))
                .isInstanceOfSatisfying(Missing.class, missing -> {
                    assertThat(missing.root()).isTrue();
                    assertThat(missing.packageOf()).isEqualTo(Map.of("sshd", "openssh-server"));
                    assertThat(missing).hasMessage("needs root and sshd");
                });
        assertThatCode(() -> Needs.missing(false, program -> true, "sh", "sshd"))
                .doesNotThrowAnyException();
    }

    @Test
    void aProgramWithoutAKnownPackageIsAnErrorAlsoWhereItIsInstalled() {
        assertThatThrownBy(() -> Needs.programs("ls")).isInstanceOf(IllegalArgumentException.class);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
