package io.oneha.ssh.hostkey;

import io.oneha.ssh.hostkey.KnownLine.Marker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The known_hosts files as OpenSSH reads them, and adds to them. Where it differs it is stricter: a key that is revoked for a host without a
 * port is revoked on every port. Sources: sshd(8), SSH_KNOWN_HOSTS FILE FORMAT; OpenSSH 9.2, hostfile.c and sshconnect.c
 * (check_host_key).
 */
public final class KnownHosts {
    private static final int DEFAULT_PORT = 22;
    private static final long MAX_BYTES = 64 << 20;
    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    /** A name with one of these would be read back as something else. Source: OpenSSH 10, sshconnect.c. */
    private static final String UNFIT = "@?*#[]|'\"\\,!";

    private final List<KnownLine> lines;
    private final List<String> notes;

    private KnownHosts(List<KnownLine> lines, List<String> notes) {
        this.lines = List.copyOf(lines);
        this.notes = List.copyOf(notes);
    }

    /** What the files say, in this order; one that does not exist says nothing. */
    public static KnownHosts read(List<Path> files) {
        List<KnownLine> lines = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Path file : files) {
            try {
                read(file, lines, notes);
            } catch (NoSuchFileException e) {
                // There need not be one.
            } catch (IOException e) {
                notes.add(file + ": cannot be read");
            }
        }
        return new KnownHosts(lines, notes);
    }

    private static void read(Path file, List<KnownLine> lines, List<String> notes) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            notes.add(file + ": larger than " + MAX_BYTES + " bytes, not read");
            return;
        }
        int number = 0;
        for (String text : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n")) {
            number++;
            if (KnownLine.isComment(text)) {
                continue;
            }
            Optional<KnownLine> line = KnownLine.parse(file, number, text);
            line.ifPresent(lines::add);
            if (line.isEmpty()) {
                notes.add(file + ":" + number + ": not a line of known_hosts");
            }
        }
    }

    /** One line for each file and each line that could not be read. */
    public List<String> notes() {
        return notes;
    }

    /**
     * What the files say about the key that a host showed. A certificate is known when an authority for the host signed it and
     * it holds for the host now; its signature is checked here. Where it does not count, its plain key does, as for OpenSSH.
     *
     * @param name the host's name or its HostKeyAlias
     * @param port sshd's port; of no meaning for an alias
     * @param isAlias whether {@code name} is a HostKeyAlias
     * @param keyBlob the key as it travels, a plain one or a certificate
     * @param now for the certificate's time
     */
    public KeyVerdict check(String name, int port, boolean isAlias, byte[] keyBlob, Instant now) {
        String host = name.toLowerCase(Locale.ROOT);
        Optional<HostCertificate> certificate = HostCertificate.parse(keyBlob);
        byte[] plain = certificate.map(HostCertificate::plainBlob).orElse(keyBlob);
        List<KnownLine> exact = about(entry(host, port, isAlias));
        List<KnownLine> withoutPort = isAlias || port == DEFAULT_PORT ? List.of() : about(host);

        Optional<KnownLine> revoked =
                revoked(exact, plain, certificate).or(() -> revoked(withoutPort, plain, certificate));
        if (revoked.isPresent()) {
            return new KeyVerdict.Revoked(revoked.get().file(), revoked.get().number());
        }
        boolean isVouched = certificate.filter(c -> c.isValid(host, now)).isPresent();
        if (isVouched && (isSigned(exact, certificate.get()) || isSigned(withoutPort, certificate.get()))) {
            return new KeyVerdict.Known();
        }
        if (hasKey(exact, plain)) {
            return new KeyVerdict.Known();
        }
        Optional<KnownLine> other =
                exact.stream().filter(line -> line.marker() == Marker.NONE).findFirst();
        if (other.isPresent()) {
            return new KeyVerdict.Changed(
                    other.get().file(), other.get().number(), other.get().keyType());
        }
        return hasKey(withoutPort, plain) ? new KeyVerdict.Known() : new KeyVerdict.Unknown();
    }

    /**
     * The types of the keys that are known for a host, in the files' order. A client asks for these first, so that a host with
     * several keys shows one that is known.
     */
    public List<String> keyTypes(String name, int port, boolean isAlias) {
        return aboutAnyPort(name, port, isAlias).stream()
                .filter(line -> line.marker() == Marker.NONE)
                .map(KnownLine::keyType)
                .distinct()
                .toList();
    }

    /** Whether an authority is known for a host, so that a client asks for certificates first. */
    public boolean hasAuthority(String name, int port, boolean isAlias) {
        return aboutAnyPort(name, port, isAlias).stream().anyMatch(line -> line.marker() == Marker.AUTHORITY);
    }

    private List<KnownLine> aboutAnyPort(String name, int port, boolean isAlias) {
        String host = name.toLowerCase(Locale.ROOT);
        List<KnownLine> exact = about(entry(host, port, isAlias));
        return exact.isEmpty() && !isAlias ? about(host) : exact;
    }

    private List<KnownLine> about(String entry) {
        return lines.stream().filter(line -> line.hosts().test(entry)).toList();
    }

    /** The name as known_hosts has it. Source: sshd(8), SSH_KNOWN_HOSTS FILE FORMAT. */
    public static String entry(String host, int port, boolean isAlias) {
        return isAlias || port == DEFAULT_PORT ? host : "[" + host + "]:" + port;
    }

    private static Optional<KnownLine> revoked(
            List<KnownLine> about, byte[] plain, Optional<HostCertificate> certificate) {
        return about.stream()
                .filter(line -> line.marker() == Marker.REVOKED)
                .filter(line -> line.hasKey(plain)
                        || certificate.filter(c -> line.hasKey(c.authority())).isPresent())
                .findFirst();
    }

    private static boolean isSigned(List<KnownLine> about, HostCertificate certificate) {
        return about.stream()
                .anyMatch(line -> line.marker() == Marker.AUTHORITY && line.hasKey(certificate.authority()));
    }

    private static boolean hasKey(List<KnownLine> about, byte[] key) {
        return about.stream().anyMatch(line -> line.marker() == Marker.NONE && line.hasKey(key));
    }

    /**
     * The line for a host's key, without an end of line; empty when a name like this cannot be written down.
     *
     * @param name the host's name or its HostKeyAlias
     * @param port sshd's port; of no meaning for an alias
     * @param isAlias whether {@code name} is a HostKeyAlias
     * @param keyType the plain key's type
     * @param keyBlob the plain key as it travels
     */
    public static Optional<String> line(String name, int port, boolean isAlias, String keyType, byte[] keyBlob) {
        String host = name.toLowerCase(Locale.ROOT);
        boolean isFit = !host.isEmpty() && host.chars().allMatch(c -> c > ' ' && c != 0x7f && UNFIT.indexOf(c) < 0);
        return isFit
                ? Optional.of(entry(host, port, isAlias) + " " + keyType + " "
                        + Base64.getEncoder().encodeToString(keyBlob))
                : Optional.empty();
    }

    /**
     * Adds a line at the end of a file. A missing folder and a missing file are made, for their owner only.
     *
     * @throws IOException the file cannot be written
     */
    public static synchronized void add(Path file, String line) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(folder, OWNERS_FOLDER);
        }
        try {
            Files.createFile(file, OWNERS_FILE);
        } catch (FileAlreadyExistsException e) {
            // it is added to
        }
        byte[] text = ((endsInsideALine(file) ? "\n" : "") + line + "\n").getBytes(StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.APPEND)) {
            // one write, so that lines of other programs do not get mixed with it
            ByteBuffer bytes = ByteBuffer.wrap(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    private static boolean endsInsideALine(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            long size = channel.size();
            return size > 0 && channel.read(last, size - 1) == 1 && last.get(0) != '\n';
        }
    }
}
