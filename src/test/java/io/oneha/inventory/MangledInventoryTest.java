package io.oneha.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes: an inventory, or one line that says what is wrong; and soon. */
class MangledInventoryTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int REPLACEMENTS = 3;

    static List<Path> fixtures() throws IOException {
        try (Stream<Path> reference = Files.walk(Inventories.REFERENCE);
                Stream<Path> ansible = Files.walk(Inventories.ANSIBLE)) {
            return Stream.concat(reference, ansible)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    /** Reads it without a vault password, and lets pass only the one way to fail. */
    private static void survive(byte[] bytes) {
        survive(bytes, Optional.empty());
    }

    private static void survive(byte[] bytes, Optional<char[]> password) {
        try {
            Inventory inventory = InventoryReader.read("hosts.yml", new ByteArrayInputStream(bytes), () -> password);
            assertThat(inventory.frontEnds()).isNotEmpty();
            assertThat(inventory.toString()).isNotEmpty();
            Stream.of(inventory.onePass(), inventory.database().password())
                    .flatMap(Optional::stream)
                    .forEach(Secret::value);
        } catch (InventoryException e) {
            assertThat(e.getMessage())
                    .startsWith("hosts.yml")
                    .contains("; ")
                    .doesNotContain("\n", "Exception", "snakeyaml");
            assertThat(e.getCause()).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void aFileThatEndsAnywhereIsNoSurprise(Path fixture) {
        byte[] whole = Inventories.bytes(fixture);
        assertTimeoutPreemptively(LIMIT, () -> {
            for (int length = 0; length <= whole.length; length++) {
                survive(Arrays.copyOf(whole, length));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void aFileWithAnyByteReplacedIsNoSurprise(Path fixture) {
        byte[] whole = Inventories.bytes(fixture);
        byte[] likely = "\0\t\n\r \"'#%&*,-:<>?@[]`{|}!~$0aZ\u007f\u0080\u00ff".getBytes(StandardCharsets.ISO_8859_1);
        Random random = new Random(fixture.getFileName().toString().hashCode());
        assertTimeoutPreemptively(LIMIT, () -> {
            for (int at = 0; at < whole.length; at++) {
                for (int round = 0; round < REPLACEMENTS; round++) {
                    byte[] mangled = whole.clone();
                    mangled[at] = likely[random.nextInt(likely.length)];
                    survive(mangled);
                }
            }
        });
    }

    static Stream<Arguments> bombs() {
        String repeated = "x".repeat(1000);
        StringBuilder laughs = new StringBuilder("frontend: { hosts: { a: } }\na0: &a0 { children: { z: } }\n");
        StringBuilder lists = new StringBuilder("frontend: { hosts: { a: } }\nl0: &l0 [x, x]\n");
        for (int i = 1; i < 60; i++) {
            laughs.append("a%d: &a%d { children: { p%d: *a%d, q%d: *a%d } }\n".formatted(i, i, i, i - 1, i, i - 1));
            lists.append("l%d: &l%d [*l%d, *l%d]\n".formatted(i, i, i - 1, i - 1));
        }
        StringBuilder merges = new StringBuilder("m0: &m0 {");
        for (int i = 0; i < 2000; i++) {
            merges.append("k").append(i).append(": 1, ");
        }
        merges.append("}\n");
        for (int i = 1; i < 2000; i++) {
            merges.append("m%d: &m%d { <<: *m%d }\n".formatted(i, i, i - 1));
        }
        return Stream.of(
                Arguments.of("brackets", "[".repeat(1_000_000)),
                Arguments.of("braces", "{a: ".repeat(500_000)),
                Arguments.of("json brackets", "{\"a\":" + "[".repeat(1_000_000)),
                Arguments.of("json braces", "{\"a\":".repeat(500_000)),
                Arguments.of("dashes", "- ".repeat(500_000)),
                Arguments.of("question marks", "? ".repeat(500_000)),
                Arguments.of("indentation", deepening(2000)),
                Arguments.of("one line of 4 MB", "a: " + "x".repeat(Source.MAX_BYTES - 3)),
                Arguments.of("one key of 4 MB", "x".repeat(Source.MAX_BYTES - 1) + ":"),
                Arguments.of("one comment of 4 MB", "#" + "x".repeat(Source.MAX_BYTES - 1)),
                Arguments.of("one quote of 4 MB", "a: \"" + "x ".repeat(Source.MAX_BYTES / 2 - 3)),
                Arguments.of("one block of 4 MB", "a: |\n" + " x\n".repeat(Source.MAX_BYTES / 3 - 3)),
                Arguments.of("blank lines", "\n".repeat(Source.MAX_BYTES)),
                Arguments.of("spaces", " ".repeat(Source.MAX_BYTES)),
                Arguments.of("items", "a: [" + "1,".repeat(1_900_000)),
                Arguments.of("keys", numbered("k%d: 1\n", 300_000)),
                Arguments.of(
                        "groups in a list", "{" + numbered("\"g%d\": {\"children\": [\"h\"]},", 100_000) + "\"x\":{}}"),
                Arguments.of("anchors", numbered("a%d: &a%<d 1\n", 150_000)),
                Arguments.of("laughs of groups", laughs.toString()),
                Arguments.of("laughs of lists", lists.toString()),
                Arguments.of("merges", merges.toString()),
                Arguments.of("a tag directive each", "%TAG !e! tag:x\n".repeat(100_000)),
                Arguments.of(
                        "a chain of groups",
                        "{" + numbered("\"g%d\": {\"children\": [\"g%d\"]},", 1_900) + "\"x\":{}}"),
                Arguments.of(
                        "many hosts of one name", "frontend: { hosts: {" + numbered("'h%d[0:99]': ,", 5_000) + "} }"),
                Arguments.of("a wide range", "frontend: { hosts: { '" + "[0:9]".repeat(200_000) + "': } }"),
                Arguments.of("documents", "---\n".repeat(500_000)),
                Arguments.of("colons", (repeated + ": ").repeat(3_000)));
    }

    private static String deepening(int levels) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < levels; i++) {
            text.append(" ".repeat(i)).append("a:\n");
        }
        return text.toString();
    }

    private static String numbered(String format, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count && text.length() < Source.MAX_BYTES - 200; i++) {
            text.append(format.formatted(i, i + 1));
        }
        return text.toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void aBombIsReadOrRefusedInBoundedTime(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertTimeoutPreemptively(LIMIT, () -> survive(bytes));
    }

    @Test
    void aMangledVaultIsNoSurprise() {
        byte[] value = Inventories.bytes(Inventories.REFERENCE.resolve("ranges-and-vault.yml"));
        byte[] file = Inventories.bytes(Inventories.ANSIBLE.resolve("encrypted.yml"));
        Optional<char[]> password = Optional.of(Inventories.PASSWORD.toCharArray());
        Random random = new Random(2);
        assertTimeoutPreemptively(LIMIT, () -> {
            for (int round = 0; round < 200; round++) {
                byte[] mangled = (round % 2 == 0 ? value : file).clone();
                mangled[random.nextInt(mangled.length)] ^= (byte) (1 << random.nextInt(7));
                survive(mangled, password);
            }
        });
    }

    @Test
    void moreThanTheLimitIsRefusedUnread() {
        byte[] line = "x".repeat(5 << 20).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Inventories.parse(line))
                .isInstanceOf(InventoryException.class)
                .hasMessage("hosts.yml: larger than 4 MiB; is this the inventory?");
    }

    @Test
    void randomBytesAreNoSurprise() {
        Random random = new Random(1);
        assertTimeoutPreemptively(LIMIT, () -> {
            for (int round = 0; round < 3_000; round++) {
                byte[] bytes = new byte[random.nextInt(200)];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte)
                            (random.nextInt(8) == 0
                                    ? random.nextInt(256)
                                    : "\n :-[]{}\"'&*!|>a1<%".charAt(random.nextInt(19)));
                }
                survive(bytes);
            }
        });
    }
}
