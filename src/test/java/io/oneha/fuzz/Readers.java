package io.oneha.fuzz;

import io.oneha.inventory.InventoryException;
import io.oneha.inventory.InventoryOptions;
import io.oneha.inventory.InventoryReader;
import io.oneha.observe.host.Addresses;
import io.oneha.observe.host.FactsParser;
import io.oneha.observe.host.MalformedFactsException;
import io.oneha.observe.host.OnedConfReader;
import io.oneha.onedconf.ConfEditor;
import io.oneha.ssh.SshException;
import io.oneha.ssh.SshTarget;
import io.oneha.ssh.hostkey.KnownHosts;
import io.oneha.ssh.key.Identity;
import io.oneha.ssh.key.KeyFiles;
import io.oneha.ssh.route.RouteSettings;
import io.oneha.ssh.route.Routes;
import io.oneha.zone.MalformedAnswerException;
import io.oneha.zone.XmlRpcParser;
import io.oneha.zone.XmlRpcResponse;
import io.oneha.zone.ZoneXml;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All that reads what others wrote, with good inputs to begin from: fixtures, recordings of real servers, real keys. */
final class Readers {
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final int LARGEST = 20_000;
    private static final byte[] KEY = "no key of any kind".getBytes(StandardCharsets.UTF_8);

    private final Path folder;

    /** @param folder where files are put for what reads files only */
    Readers(Path folder) {
        this.folder = folder;
    }

    List<Reader> all() throws IOException {
        return List.of(
                new Reader("inventory", 10, InventoryException.class, files("inventories", "ansible"), this::inventory),
                new Reader("vault", 1, InventoryException.class, files("ansible/encrypted.yml"), Readers::vault),
                new Reader("extra variables", 4, InventoryException.class, extraVars(), Readers::extraVars),
                new Reader("XML-RPC", 20, MalformedAnswerException.class, answers(), Readers::answer),
                new Reader("facts", 10, MalformedFactsException.class, files("fuzz/facts"), Readers::facts),
                new Reader(
                        "addresses",
                        10,
                        MalformedFactsException.class,
                        files("recordings/host/ip-address.json"),
                        Addresses::parse),
                new Reader("oned.conf", 4, MalformedFactsException.class, confs(), Readers::conf),
                new Reader("edits of oned.conf", 4, IllegalArgumentException.class, confs(), Readers::edit),
                new Reader("keys", 10, IOException.class, keys(), this::key),
                new Reader("known_hosts", 10, Void.class, files("fuzz/known_hosts"), this::knownHosts),
                new Reader("ssh_config", 10, SshException.class, files("fuzz/ssh_config"), this::sshConfig));
    }

    private static List<byte[]> files(String... under) throws IOException {
        try (Stream<Path> all = Stream.of(under).map(RESOURCES::resolve).flatMap(Readers::walk)) {
            return all.filter(Files::isRegularFile)
                    .sorted()
                    .map(Readers::bytes)
                    .filter(bytes -> bytes.length <= LARGEST)
                    .toList();
        }
    }

    private static Stream<Path> walk(Path folder) {
        try {
            return Files.walk(folder);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<byte[]> answers() throws IOException {
        try (Stream<Path> all = Files.list(RESOURCES.resolve("recordings"))) {
            return all.filter(file -> file.toString().endsWith(".resp.xml"))
                    .sorted()
                    .map(Readers::bytes)
                    .filter(bytes -> bytes.length <= LARGEST)
                    .toList();
        }
    }

    private static List<byte[]> confs() throws IOException {
        String whole = Files.readString(RESOURCES.resolve("recordings/host/oned.conf"), StandardCharsets.ISO_8859_1);
        String small =
                "FEDERATION = [ MODE = \"STANDALONE\", ZONE_ID = 0, SERVER_ID = -1 ]\nDB = [ BACKEND = \"mysql\",\n"
                        + "    PASSWD = \"a\\\"b\" ] # DB = [\nPORT = 2633\nRAFT_LEADER_HOOK = [ COMMAND = \"raft/vip.sh\" ]\nE = [ # x\n]\n";
        return List.of(
                small.getBytes(StandardCharsets.UTF_8),
                whole.substring(0, Math.min(4_000, whole.length())).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static List<byte[]> keys() throws IOException {
        return files("fuzz").stream()
                .filter(bytes -> new String(bytes, StandardCharsets.ISO_8859_1).matches("(?s)-----BEGIN.*|ssh-.*"))
                .toList();
    }

    private static List<byte[]> extraVars() {
        return Stream.of("a=1 b='two words' c=\"x=y\" d={{ e f }}", "{\"ansible_port\": 22, \"x\": [1]}", "a\\=b=\\n c")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private void inventory(byte[] input) {
        InventoryReader.read("hosts", new ByteArrayInputStream(input), Optional::empty);
    }

    private static void vault(byte[] input) {
        InventoryReader.read(
                "hosts", new ByteArrayInputStream(input), () -> Optional.of("correct horse".toCharArray()));
    }

    private static void extraVars(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        byte[] inventory =
                "frontend: { hosts: { fe1: { ansible_user: \"{{ a }}{{ b }}\" } } }".getBytes(StandardCharsets.UTF_8);
        if (!text.startsWith("@")) {
            InventoryReader.read(
                    "hosts",
                    new ByteArrayInputStream(inventory),
                    new InventoryOptions(Optional.empty(), List.of(text)),
                    Optional::empty);
        }
    }

    /** An answer, and what is in it as each kind of document that oned answers with. */
    private static void answer(byte[] input) throws MalformedAnswerException {
        if (new XmlRpcParser().parse(input) instanceof XmlRpcResponse.TextValue value) {
            ZoneXml xml = new ZoneXml();
            document(value.text(), xml::raft);
            document(value.text(), xml::zone);
            document(value.text(), xml::pool);
            document(value.text(), xml::settings);
        }
    }

    private interface Document {
        Object read(String text) throws MalformedAnswerException;
    }

    private static void document(String text, Document document) {
        try {
            document.read(text);
        } catch (MalformedAnswerException e) {
            // Declared; the other kinds still have their turn.
        }
    }

    private static void facts(byte[] input) {
        FactsParser.parse(input, 100_000, 100_001);
    }

    private static void conf(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        OnedConfReader.read(text);
        OnedConfReader.monitorAddress(text);
    }

    private static void edit(byte[] input) {
        new ConfEditor(new String(input, StandardCharsets.ISO_8859_1))
                .with("FEDERATION", "SERVER_ID", "3")
                .with("E", "COMMAND", "it's \"new\" # ]")
                .with("PORT", "2634");
    }

    private void key(byte[] input) throws IOException {
        Path file = written("key", input);
        KeyFiles keys = new KeyFiles(note -> {});
        for (Identity identity : keys.identities(file, Readers::secret)) {
            identity.description();
            identity.blob();
        }
        keys.publicKey(file);
    }

    private static <T> T secret(java.util.function.Function<io.oneha.ssh.Questions, T> asked) {
        throw new IllegalStateException("nothing is signed, so nothing is asked");
    }

    private void knownHosts(byte[] input) throws IOException {
        KnownHosts known = KnownHosts.read(List.of(written("known_hosts", input)));
        known.notes();
        for (String host : List.of("h1", "h2", "a.example.org")) {
            known.check(host, 22, false, KEY, Instant.EPOCH);
        }
    }

    private void sshConfig(byte[] input) throws IOException {
        Files.createDirectories(folder.resolve(".ssh"));
        written(".ssh/config", input);
        RouteSettings world = new RouteSettings(Map.of(), folder, "operator", 1000, "desk.example.org", folder);
        Routes routes = new Routes(world);
        for (String host : List.of("n1a1", "h1")) {
            try {
                routes.to(SshTarget.of(host, host));
            } catch (SshException e) {
                // Declared; the other host still has its turn.
            }
        }
    }

    private Path written(String name, byte[] input) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return Files.write(file, input);
    }
}
