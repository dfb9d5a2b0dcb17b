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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes: an inventory, or one line that says what is wrong; and soon. */
class MangledInventoryTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int REPLACEMENTS = 2;

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

    private static Map<String, Supplier<String>> bombs() {
        Map<String, Supplier<String>> bombs = new LinkedHashMap<>();
        bombs.put("brackets", () -> "[".repeat(1_000_000));
        bombs.put("braces", () -> "{a: ".repeat(500_000));
        bombs.put("json brackets", () -> "{\"a\":" + "[".repeat(1_000_000));
        bombs.put("json braces", () -> "{\"a\":".repeat(500_000));
        bombs.put("dashes", () -> "- ".repeat(500_000));
        bombs.put("question marks", () -> "? ".repeat(500_000));
        bombs.put("indentation", () -> numbered(2000, i -> " ".repeat(i) + "a:\n"));
        bombs.put("one line of 4 MB", () -> "a: " + "x".repeat(Source.MAX_BYTES - 3));
        bombs.put("one key of 4 MB", () -> "x".repeat(Source.MAX_BYTES - 1) + ":");
        bombs.put("one comment of 4 MB", () -> "#" + "x".repeat(Source.MAX_BYTES - 1));
        bombs.put("one quote of 4 MB", () -> "a: \"" + "x ".repeat(Source.MAX_BYTES / 2 - 3));
        bombs.put("one block of 4 MB", () -> "a: |\n" + " x\n".repeat(Source.MAX_BYTES / 3 - 3));
        bombs.put("blank lines", () -> "\n".repeat(Source.MAX_BYTES));
        bombs.put("spaces", () -> " ".repeat(Source.MAX_BYTES));
        bombs.put("documents", () -> "---\n".repeat(500_000));
        bombs.put("colons", () -> ("x".repeat(1000) + ": ").repeat(3_000));
        bombs.put("tag directives", () -> "%TAG !e! tag:x\n".repeat(100_000));
        bombs.put("items", () -> "a: [" + "1,".repeat(1_900_000));
        bombs.put("keys", () -> numbered(300_000, i -> "k" + i + ": 1\n"));
        bombs.put("anchors", () -> numbered(150_000, i -> "a" + i + ": &a" + i + " 1\n"));
        bombs.put("lists of lists", () -> "a0: &a0 [x]\n" + doubling("[*a%d, *a%d]"));
        bombs.put(
                "groups of groups",
                () -> "a0: &a0 { children: { z: } }\n" + doubling("{ children: { p: *a%d, q: *a%d } }"));
        bombs.put(
                "merges",
                () -> "m0: &m0 {" + numbered(2000, i -> "k" + i + ": 1, ") + "}\n"
                        + numbered(2000, i -> "m" + (i + 1) + ": &m" + (i + 1) + " { <<: *m" + i + " }\n"));
        bombs.put(
                "groups", () -> "{" + numbered(100_000, i -> "\"g" + i + "\": {\"children\": [\"h\"]},") + "\"x\":{}}");
        bombs.put(
                "a chain of groups",
                () -> "{" + numbered(1_900, i -> "\"g" + i + "\": {\"children\": [\"g" + (i + 1) + "\"]},")
                        + "\"frontend\":{\"hosts\": [\"a\"], \"children\": [\"g0\"]}}");
        bombs.put("ranges", () -> "frontend: { hosts: {" + numbered(5_000, i -> "'h" + i + "[0:99]': ,") + "} }");
        bombs.put("a long name", () -> "{\"" + "x".repeat(1_000_000) + "\": 1}");
        bombs.put("a range", () -> "{\"frontend\": {\"hosts\": {\"" + "[0:9]".repeat(5_000) + "\": null}}}");
        return bombs;
    }

    static Set<String> bombNames() {
        return bombs().keySet();
    }

    private static String numbered(int count, IntFunction<String> part) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(part.apply(i));
        }
        return text.toString();
    }

    /** Sixty times twice the one before: more than anybody could count. */
    private static String doubling(String value) {
        return numbered(
                60, i -> "a" + (i + 1) + ": &a" + (i + 1) + " " + value.replace("%d", Integer.toString(i)) + "\n");
    }

    @ParameterizedTest
    @MethodSource("bombNames")
    void aBombIsReadOrRefusedInBoundedTime(String name) {
        byte[] bytes = bombs().get(name).get().getBytes(StandardCharsets.UTF_8);
        assertTimeoutPreemptively(LIMIT, () -> survive(bytes));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    brackets         | 1   | nested more than 64 levels deep; is this the inventory?
                    json brackets    | 1   | nested more than 64 levels deep; is this the inventory?
                    indentation      | 65  | nested more than 64 levels deep; is this the inventory?
                    items            | 1   | more than 500000 values; is this the inventory?
                    merges           | 249 | more than 500000 values; is this the inventory?
                    groups           | 1   | more than 2000 groups; is this the inventory?
                    groups of groups | 3   | more than 100000 mentions of groups and hosts; is this the inventory?
                    ranges           | 1   | more than 10000 hosts; is this the inventory?
                    a long name      | 0   | not valid JSON: a name or value is longer than it can be; write it again with ansible-inventory --list
                    a range          | 1   | "[0:9][0:9][0:9][0:9][0:9][0:9][0:9][0:9][0:9][0:9][0:9][0:9]…" stands for more than 10000 hosts; narrow the range
                    """)
    void theLimitThatWasMetIsSaid(String name, int line, String message) {
        String text = bombs().get(name).get();
        assertThatThrownBy(() -> Inventories.parse(text))
                .isInstanceOf(InventoryException.class)
                .hasMessage("hosts.yml" + (line > 0 ? ":" + line : "") + ": " + message);
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
