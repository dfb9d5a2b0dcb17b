package io.oneha.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An inventory that cannot be used is one line with file, line, what is wrong and what to do, and exit code 65. */
class InventoriesIT {
    private static final Path MAY_BE_LOOKED_AT = Path.of("ha-without-vip.yml");

    static List<Path> bad() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src", "test", "resources", "inventories", "bad"))) {
            return files.filter(file -> !file.endsWith(MAY_BE_LOOKED_AT))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("bad")
    void aBadInventoryIsOneLine(Path inventory) throws Exception {
        Program.Result result = Program.run(List.of("status", "-i", inventory.toString()));

        assertThat(result.err())
                .hasLineCount(1)
                .startsWith("oneha: " + inventory)
                .contains("; ");
        assertThat(result.err()).doesNotContain("Exception");
        assertThat(result.out()).isEmpty();
        assertThat(result.exitCode()).isEqualTo(65);
    }

    @Test
    void severalFrontEndsWithoutAVirtualAddressMayBeLookedAt() throws Exception {
        Path inventory = Path.of("src/test/resources/inventories/bad").resolve(MAY_BE_LOOKED_AT);

        Program.Result result = Program.run(List.of("status", "-v", "-i", inventory.toString()));

        assertThat(result.err())
                .contains("nothing can be changed by this inventory: ")
                .contains("no credentials");
        assertThat(result.exitCode()).isEqualTo(77);
    }

    @Test
    void standardInputIsReadAndNamedByItsDash() throws Exception {
        String text = Files.readString(bad().get(0));

        Program.Result result = Program.run(List.of("status", "-i", "-"), Map.of(), text);

        assertThat(result.err()).hasLineCount(1).startsWith("oneha: -");
        assertThat(result.exitCode()).isEqualTo(65);
    }

    @Test
    void aFileThatIsNotThereIsOneLine() throws Exception {
        Program.Result result = Program.run(List.of("check", "-i", "no/such/inventory.yml"));

        assertThat(result.err()).isEqualTo("oneha: no/such/inventory.yml: there is no such file; check the path\n");
        assertThat(result.exitCode()).isEqualTo(65);
    }
}
