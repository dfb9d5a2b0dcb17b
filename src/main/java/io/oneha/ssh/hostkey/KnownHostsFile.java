package io.oneha.ssh.hostkey;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Adds keys to a known_hosts file. */
public final class KnownHostsFile {
    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    /** A name with one of these would be read back as something else. Source: OpenSSH 10, sshconnect.c. */
    private static final String UNFIT = "@?*#[]|'\"\\,!";

    private KnownHostsFile() {}

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
                ? Optional.of(KnownHosts.entry(host, port, isAlias) + " " + keyType + " "
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
