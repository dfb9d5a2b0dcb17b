import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * The last step of a package: licences beside what was built and in the jar, the jar's entries in one order and of one time, and
 * in the bill of materials what no Maven dependency stands for.
 *
 * <p>Started as {@code java src/build/Finish.java FOLDER jar|native TIME}, so that it takes nothing but the JDK.
 */
public final class Finish {
    private static final List<Path> NOTICES = List.of(Path.of("LICENSE"), Path.of("NOTICE"));
    private static final Path LICENSES = Path.of("licenses");
    private static final String RECORDED = "io/quarkus/runner/recorded/";
    private static final Pattern KEY = Pattern.compile("proxykey[0-9]+");
    private static final String UNKNOWN = "unknown";
    private static final String COMPONENTS = "\"components\" : [";

    private Finish() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path target = Path.of(arguments[0]);
        boolean isNative = arguments[1].equals("native");
        Map<String, byte[]> texts = licenceTexts();
        for (Map.Entry<String, byte[]> text : texts.entrySet()) {
            Files.write(target.resolve(text.getKey()), text.getValue());
        }
        if (!isNative) {
            rewrite(target.resolve("oneha.jar"), texts, Instant.parse(arguments[2]));
        }
        Path bill = target.resolve("oneha-sbom.json");
        if (Files.exists(bill)) {
            complete(bill, isNative ? ofTheBinary(target.resolve("oneha")) : List.of(ofTheJar()));
        } else {
            System.out.println("[WARNING] No bill of materials (target/oneha-sbom.json) was written: its plugin does not run offline."
                    + " Build without -o to have it.");
        }
    }

    private static Map<String, byte[]> licenceTexts() throws IOException {
        List<Path> files = new ArrayList<>(NOTICES);
        try (Stream<Path> list = Files.list(LICENSES)) {
            list.forEach(files::add);
        }
        Map<String, byte[]> texts = new TreeMap<>();
        for (Path file : files) {
            texts.put(file.getFileName().toString(), Files.readAllBytes(file));
        }
        return texts;
    }

    /** The same entries, by name, all of one time; the manifest stays first, where readers of a stream look for it. */
    private static void rewrite(Path jar, Map<String, byte[]> texts, Instant time) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        texts.forEach((name, text) -> entries.put("META-INF/" + name, text));
        renumber(entries);
        Path made = jar.resolveSibling(jar.getFileName() + ".part");
        LocalDateTime local = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        try (OutputStream file = Files.newOutputStream(made);
                ZipOutputStream out = new ZipOutputStream(file)) {
            byte[] manifest = entries.remove(JarFile.MANIFEST_NAME);
            write(out, "META-INF/", new byte[0], local);
            write(out, JarFile.MANIFEST_NAME, manifest, local);
            entries.remove("META-INF/");
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                write(out, entry.getKey(), entry.getValue(), local);
            }
        }
        Files.move(made, jar, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Quarkus' build steps run side by side and take the keys of what they record from one counter, so that the numbers differ
     * from build to build. Here they are given anew, in the order of the classes' names and of each class's constants.
     */
    private static void renumber(Map<String, byte[]> entries) throws IOException {
        Map<String, String> keys = new TreeMap<>();
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            if (entry.getKey().startsWith(RECORDED) && entry.getKey().endsWith(".class")) {
                entry.setValue(renumbered(entry.getValue(), keys));
            }
        }
    }

    /** A class file with other text constants (JVM specification, 4.4). */
    private static byte[] renumbered(byte[] type, Map<String, String> keys) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(type));
                DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(in.readNBytes(8));
            int count = in.readUnsignedShort();
            out.writeShort(count);
            for (int index = 1; index < count; index++) {
                int tag = in.readUnsignedByte();
                out.writeByte(tag);
                switch (tag) {
                    case 1 -> {
                        String text = in.readUTF();
                        boolean isKey = KEY.matcher(text).matches();
                        out.writeUTF(isKey ? keys.computeIfAbsent(text, old -> "proxykey" + (keys.size() + 1)) : text);
                    }
                    case 5, 6 -> {
                        out.write(in.readNBytes(8));
                        // These two kinds take two places.
                        index++;
                    }
                    case 15 -> out.write(in.readNBytes(3));
                    case 7, 8, 16, 19, 20 -> out.write(in.readNBytes(2));
                    default -> out.write(in.readNBytes(4));
                }
            }
            in.transferTo(out);
        }
        return bytes.toByteArray();
    }

    private static void write(ZipOutputStream out, String name, byte[] content, LocalDateTime time) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(time);
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }

    private record Component(String type, String name, String version, String licence, String scope, String description) {
        String json() {
            return ("""
                        {
                          "type" : "%s",
                          "bom-ref" : "oneha-runtime:%s",
                          "name" : "%s",
                          "version" : "%s",
                          "description" : "%s",
                          "scope" : "%s",
                          "licenses" : [ { "license" : { %s } } ]
                        }""")
                    .formatted(type, name.replace(' ', '-'), name, version, description, scope, licence);
        }
    }

    private static Component ofTheJar() {
        return new Component(
                "platform", "Java SE runtime", "17", named("the runtime's own"), "excluded", "17 or newer runs the jar, which does not contain it");
    }

    /** What the image builder links in beside the classes: looked for where it came from, and zlib in the binary itself. */
    private static List<Component> ofTheBinary(Path binary) throws IOException, InterruptedException {
        Map<String, String> release = release();
        String jdk = release.getOrDefault("JAVA_RUNTIME_VERSION", release.getOrDefault("JAVA_VERSION", "unknown"));
        List<Component> components = new ArrayList<>();
        components.add(new Component("library", "GraalVM Substrate VM", builder(binary), classpathException(), "required",
                "the binary's virtual machine and collector, and its C helpers liblibchelper and libjvm"));
        components.add(new Component("library", "OpenJDK class library", jdk, classpathException(), "required",
                "the JDK's classes, and libjava, libnet, libnio, libzip and libextnet linked statically"));
        components.add(new Component("library", "zlib", zlib(binary), "\"id\" : \"Zlib\"", "required", "linked statically by libzip"));
        musl().ifPresent(components::add);
        return components;
    }

    private static Map<String, String> release() throws IOException {
        Map<String, String> values = new TreeMap<>();
        Path file = Path.of(System.getenv().getOrDefault("GRAALVM_HOME", "/nonexistent"), "release");
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                String[] pair = line.split("=", 2);
                values.put(pair[0], pair.length > 1 ? pair[1].replace("\"", "") : "");
            }
        }
        return values;
    }

    private static String builder(Path binary) throws IOException {
        return within(binary, Pattern.compile("Substrate VM-?([0-9][0-9.+]*)|GraalVM [A-Z]* ?([0-9][0-9.+]*)"));
    }

    private static String zlib(Path binary) throws IOException {
        return within(binary, Pattern.compile("(?:de|in)flate ([0-9.]+) Copyright"));
    }

    /** The first group of the first match among the binary's bytes, read as Latin-1. */
    private static String within(Path binary, Pattern pattern) throws IOException {
        Matcher matcher = pattern.matcher(Files.readString(binary, StandardCharsets.ISO_8859_1));
        if (!matcher.find()) {
            return UNKNOWN;
        }
        return matcher.group(1) != null ? matcher.group(1) : matcher.group(matcher.groupCount());
    }

    /** A musl of the linker's own folder says its version when its loader is called; a glibc is not linked in. */
    private static Optional<Component> musl() throws IOException, InterruptedException {
        Path loader = Path.of("/lib/ld-musl-x86_64.so.1");
        if (!Files.isExecutable(loader)) {
            return Optional.empty();
        }
        Process process = new ProcessBuilder(loader.toString()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        Matcher version = Pattern.compile("Version ([0-9.]+)")
                .matcher(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        process.waitFor();
        return Optional.of(new Component("library", "musl", version.find() ? version.group(1) : UNKNOWN, "\"id\" : \"MIT\"",
                "required", "the C library, linked statically"));
    }

    private static String classpathException() {
        return "\"id\" : \"GPL-2.0-with-classpath-exception\"";
    }

    private static String named(String licence) {
        return "\"name\" : \"" + licence + "\"";
    }

    private static void complete(Path bill, List<Component> more) throws IOException {
        String text = Files.readString(bill);
        if (text.contains("oneha-runtime:")) {
            return;
        }
        int start = text.indexOf(COMPONENTS);
        if (start < 0) {
            throw new IOException(bill + ": no list of components");
        }
        StringBuilder added = new StringBuilder();
        more.forEach(component -> added.append("\n    ").append(component.json().replace("\n", "\n    ")).append(','));
        int after = start + COMPONENTS.length();
        Files.writeString(bill, text.substring(0, after) + added + text.substring(after));
    }
}
