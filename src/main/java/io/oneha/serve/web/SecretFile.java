package io.oneha.serve.web;

import io.oneha.app.session.CommandException;
import io.oneha.app.session.ExitCode;
import io.oneha.base.FileErrors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/** Files that a server's protection is read from. */
final class SecretFile {
    private static final int LARGEST = 1 << 20;

    private SecretFile() {}

    /** The text of a file that everybody may read. */
    static String text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw failed(file, "it is larger than 1 MiB; name another file");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw failed(file, "it cannot be read: " + FileErrors.reason(e));
        }
    }

    /**
     * The text of a file that is a secret. Its group may read it, for that is how a service that is not its owner gets it.
     *
     * @throws CommandException it cannot be read, or everybody can read it
     */
    static String secret(Path file) {
        try {
            if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
                throw failed(file, "everybody can read this secret; run `chmod o-r " + file + "`");
            }
        } catch (IOException e) {
            throw failed(file, "it cannot be read: " + FileErrors.reason(e));
        } catch (UnsupportedOperationException e) {
            // A file system without permissions has none to look at.
        }
        return text(file);
    }

    static CommandException failed(Path file, String why) {
        return new CommandException(ExitCode.INPUT, file + ": " + why);
    }
}
