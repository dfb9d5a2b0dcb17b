package io.oneha.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the jar beside the program, and what the last step of a package (src/build/Finish.java) makes. */
class PackageJvmIT {
    private static final Map<String, String> TEXTS = Map.of(
            "LICENSE", "Apache License",
            "NOTICE", "lanterna",
            "LGPL-3.0.txt", "GNU LESSER GENERAL PUBLIC LICENSE",
            "GPL-3.0.txt", "GNU GENERAL PUBLIC LICENSE");

    @TempDir
    Path folder;

    @Test
    void theLicencesAreInTheJarAndBesideIt() throws Exception {
        try (JarFile jar = new JarFile(Path.of("target", "oneha.jar").toFile())) {
            for (Map.Entry<String, String> text : TEXTS.entrySet()) {
                ZipEntry entry = jar.getEntry("META-INF/" + text.getKey());
                assertThat(new String(jar.getInputStream(entry).readAllBytes())).contains(text.getValue());
                assertThat(Path.of("target", text.getKey())).content().contains(text.getValue());
            }
        }
    }

    @Test
    void itsEntriesHaveOneOrderAndOneTime() throws Exception {
        try (JarFile jar = new JarFile(Path.of("target", "oneha.jar").toFile())) {
            List<String> names = jar.stream().map(ZipEntry::getName).toList();

            assertThat(names).startsWith("META-INF/", "META-INF/MANIFEST.MF");
            assertThat(names.subList(2, names.size())).isSortedAccordingTo(Comparator.naturalOrder());
            assertThat(jar.stream().map(ZipEntry::getTimeLocal).distinct()).hasSize(1);
        }
    }

    @Test
    void theKeysThatQuarkusCountsAnewInEachBuildMakeNoDifference() throws Exception {
        List<byte[]> made = new ArrayList<>();
        for (boolean otherwise : new boolean[] {false, true}) {
            Path jar = folder.resolve("oneha.jar");
            Files.write(jar, withKeys(otherwise));
            finish("jar");
            made.add(Files.readAllBytes(jar));
        }
        assertThat(made.get(0)).isEqualTo(made.get(1));
    }

    /** The jar's recorded classes alone, with their own keys or with others of the same length. */
    private static byte[] withKeys(boolean otherwise) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int keys = 0;
        try (JarFile jar = new JarFile(Path.of("target", "oneha.jar").toFile());
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry(JarFile.MANIFEST_NAME));
            for (ZipEntry entry : jar.stream()
                    .filter(entry -> entry.getName().startsWith("io/quarkus/runner/recorded/"))
                    .toList()) {
                String text = new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1);
                Matcher key = Pattern.compile("(?<=proxykey)[1-9][0-9]").matcher(text);
                keys += (int) key.results().count();
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write((otherwise
                                ? key.replaceAll(number -> String.valueOf(109 - Integer.parseInt(number.group())))
                                : text)
                        .getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(keys).as("keys that can be told apart").isPositive();
        return bytes.toByteArray();
    }

    @Test
    void theBillOfMaterialsListsTheRuntimeOfEitherKind() throws Exception {
        Path bill = folder.resolve("oneha-sbom.json");
        Files.copy(Path.of("target", "oneha.jar"), folder.resolve("oneha.jar"));
        Files.writeString(bill, "{\n  \"components\" : [\n    { \"name\" : \"sshj\" }\n  ]\n}\n");
        assertThat(finish("jar")).isEmpty();
        assertThat(names(bill)).containsExactly("Java SE runtime", "sshj");
        finish("jar");
        assertThat(names(bill)).as("a second time").hasSize(2);

        Files.writeString(folder.resolve("oneha"), "\0 inflate 1.3.1 Copyright 1995-2024 Mark Adler \0");
        Files.writeString(bill, "{\n  \"components\" : [\n    { \"name\" : \"sshj\" }\n  ]\n}\n");
        finish("native");
        assertThat(names(bill)).contains("GraalVM Substrate VM", "OpenJDK class library", "zlib", "sshj");
        assertThat(names(bill).contains("musl"))
                .as("where the linker has it")
                .isEqualTo(Files.isExecutable(Path.of("/lib/ld-musl-x86_64.so.1")));
        assertThat(Files.readString(bill)).contains("1.3.1");
    }

    @Test
    void aMissingBillOfMaterialsIsTold() throws Exception {
        Files.copy(Path.of("target", "oneha.jar"), folder.resolve("oneha.jar"));

        assertThat(finish("jar")).contains("No bill of materials").contains("without -o");
    }

    @Test
    void aCallLeavesNothingInTheFolderForTemporaryFiles() throws Exception {
        Process call = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-UsePerfData",
                        "-Djava.io.tmpdir=" + folder,
                        "-jar",
                        Path.of("target", "oneha.jar").toString(),
                        "status",
                        "--no-ssh",
                        "-e",
                        "http://127.0.0.1:1/RPC2")
                .redirectErrorStream(true)
                .start();
        call.outputWriter().close();
        assertThat(new String(call.getInputStream().readAllBytes())).contains("oneha: ");
        assertThat(call.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(folder).isEmptyDirectory();
    }

    private static List<String> names(Path bill) throws Exception {
        List<String> names = new ArrayList<>();
        for (JsonNode component : new ObjectMapper().readTree(bill.toFile()).get("components")) {
            names.add(component.get("name").asText());
        }
        return names;
    }

    private String finish(String kind) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "src/build/Finish.java",
                        folder.toString(),
                        kind,
                        "2026-11-24T00:00:00Z")
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(out).isZero();
        return out;
    }
}
