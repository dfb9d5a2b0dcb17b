package io.oneha.ssh.key;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** A file that ssh_config or the inventory names as an identity. */
final class KeyFile {
    private static final int LARGEST = 1 << 20;
    private static final String BEGIN = "-----BEGIN ";
    private static final String DASHES = "-----";

    private KeyFile() {}

    /** What such a file can be: a private key that is there to be used, one that wants a passphrase, or only a public key. */
    sealed interface Content permits SigningKey, OpenSshKey, PublicOnly {
        /** The public key as it travels. */
        byte[] blob();
    }

    /** Only a public key; an agent may have the private one. */
    record PublicOnly(byte[] blob) implements Content {}

    /**
     * Reads one.
     *
     * @throws java.nio.file.NoSuchFileException there is none
     * @throws IOException it cannot be used; the message says why and goes on after the file's name
     */
    static Content read(Path file) throws IOException {
        String text = text(file);
        int begin = text.indexOf(BEGIN);
        if (begin < 0) {
            return new PublicOnly(
                    PublicKeys.ofLine(text).orElseThrow(() -> new IOException("it is not a private key")));
        }
        refuseWhenOthersCanRead(file);
        int labelEnd = text.indexOf(DASHES, begin + BEGIN.length());
        int end = labelEnd < 0 ? -1 : text.indexOf("-----END ", labelEnd + DASHES.length());
        if (end < 0) {
            throw new IOException("it is truncated");
        }
        String label = text.substring(begin + BEGIN.length(), labelEnd);
        String body = text.substring(labelEnd + DASHES.length(), end);
        if (label.equals("ENCRYPTED PRIVATE KEY") || body.contains("ENCRYPTED")) {
            throw new IOException(
                    "oneha reads encrypted keys in OpenSSH's format only; ssh-keygen -p -f " + file + " rewrites it");
        }
        byte[] bytes = decoded(body);
        if (!label.equals(OpenSshKey.LABEL)) {
            return PemKey.parse(label, bytes, beside(file, ".pub"));
        }
        OpenSshKey key = OpenSshKey.parse(bytes);
        return key.encrypted() ? key : key.open();
    }

    /** The public key in the file of the same name with this ending, when there is one. */
    static Optional<byte[]> beside(Path file, String ending) {
        try {
            return PublicKeys.ofLine(text(file.resolveSibling(file.getFileName() + ending)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String text(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("it is not a private key");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("it is not a private key");
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (AccessDeniedException e) {
            throw new IOException("it may not be read", e);
        }
    }

    private static byte[] decoded(String body) throws IOException {
        try {
            return Base64.getDecoder().decode(body.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw new IOException("it is not a valid key", e);
        }
    }

    /** As OpenSSH does: our own file that others can read is no secret. Source: OpenSSH, authfile.c, sshkey_perm_ok. */
    private static void refuseWhenOthersCanRead(Path file) throws IOException {
        int mode;
        Object owner;
        Object us;
        try {
            mode = (Integer) Files.getAttribute(file, "unix:mode");
            owner = Files.getAttribute(file, "unix:uid");
            us = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return;
        }
        if (owner.equals(us) && (mode & 0077) != 0) {
            throw new IOException("others can read it; chmod 600 " + file + " makes it a secret again");
        }
    }
}
