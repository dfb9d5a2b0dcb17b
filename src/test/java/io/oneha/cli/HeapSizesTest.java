package io.oneha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The sizes of the heap that the binary works with are those that its build was told. */
class HeapSizesTest {
    @Test
    void theBuildAndTheCollectorHaveTheSameSizes() throws IOException {
        List<String> build = found("pom.xml", "-R:Max(?:Heap|New)Size=(\\d+)m");
        List<String> collector = found("src/main/java/io/oneha/cli/HeapSizes.java", "unsigned\\((\\d+)L << 20\\)");

        assertThat(build).hasSize(2);
        assertThat(collector).containsExactlyInAnyOrderElementsOf(build);
    }

    private static List<String> found(String file, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(Path.of(file)))
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }
}
