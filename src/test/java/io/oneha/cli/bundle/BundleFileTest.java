package io.oneha.cli.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

public class BundleFileTest {
    private final BundleFile bundle =
            new BundleFile(Redaction.of(List.of()), "oneha-bundle-x", Instant.parse("2026-11-24T10:00:00Z"));

    /** The texts of an archive by their names. */
    public static Map<String, String> read(byte[] archive) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                texts.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    @Test
    void itsManifestNamesEachFileWithItsSizeAndDigest() throws Exception {
        bundle.add("check.txt", "Nothing found.\n");
        bundle.add("runs/x.json", Map.of("run", "x"));
        bundle.leavesOut("runs", "the oldest 3 of 23");
        Map<String, String> texts = read(bundle.ended(Map.of("oneha", "1.2.3")));

        assertThat(texts)
                .containsOnlyKeys(
                        "oneha-bundle-x/check.txt", "oneha-bundle-x/manifest.json", "oneha-bundle-x/runs/x.json");
        JsonNode manifest = new ObjectMapper().readTree(texts.get("oneha-bundle-x/manifest.json"));
        assertThat(manifest.path("oneha").asText()).isEqualTo("1.2.3");
        assertThat(manifest.path("leftOut").path(0).path("why").asText()).isEqualTo("the oldest 3 of 23");
        assertThat(manifest.path("files")).hasSize(2).allSatisfy(file -> {
            byte[] text =
                    texts.get("oneha-bundle-x/" + file.path("name").asText()).getBytes(StandardCharsets.UTF_8);
            assertThat(file.path("bytes").asInt()).isEqualTo(text.length);
            assertThat(file.path("sha256").asText())
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(text)));
        });
    }

    @Test
    void itDoesNotGrowWithoutEndAndSaysWhatIsMissing() throws Exception {
        String large = "x".repeat(BundleFile.MOST_OF_ONE) + "end";
        int files = BundleFile.MOST / BundleFile.MOST_OF_ONE + 3;
        for (int i = 0; i < files; i++) {
            bundle.add("events-" + i + ".txt", large);
        }
        Map<String, String> texts = read(bundle.ended(Map.of()));

        assertThat(texts.values().stream().mapToInt(String::length).sum()).isLessThan(BundleFile.MOST + 100_000);
        assertThat(texts.get("oneha-bundle-x/events-0.txt"))
                .hasSize(BundleFile.MOST_OF_ONE)
                .endsWith("end");
        assertThat(texts.get("oneha-bundle-x/manifest.json"))
                .contains("its first 3 bytes: a file is kept up to 2 MB")
                .contains("\"what\":\"events-" + (files - 1) + ".txt\",\"why\":\"the archive would be over 20 MB\"");
    }
}
