package io.oneha.zone;

import io.oneha.base.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the credentials where OpenNebula's own tools have them: the file that ONE_AUTH names, else {@code ~/.one/one_auth},
 * with {@code user:password} in it. Source: OpenNebula, "Managing Users", Shell Environment.
 */
public final class CredentialsFile {
    private static final int MAX_BYTES = 64 * 1024;

    private CredentialsFile() {}

    /**
     * Looks for them.
     *
     * @param env the environment
     * @param home the user's home
     * @return empty where neither ONE_AUTH nor the file at home is there
     * @throws CredentialsException where there is a file, or should be one, and it cannot be used
     */
    public static Optional<Credentials> find(Map<String, String> env, Path home) throws CredentialsException {
        String named = env.getOrDefault("ONE_AUTH", "");
        if (!named.isEmpty()) {
            return Optional.of(read(path(named), " (named by ONE_AUTH)"));
        }
        Path atHome = home.resolve(".one").resolve("one_auth");
        return Files.exists(atHome) ? Optional.of(read(atHome, "")) : Optional.empty();
    }

    private static Path path(String named) throws CredentialsException {
        try {
            return Path.of(named);
        } catch (InvalidPathException e) {
            throw new CredentialsException("ONE_AUTH does not name a file");
        }
    }

    private static Credentials read(Path file, String why) throws CredentialsException {
        String subject = Text.clean(file.toString()) + why;
        return parse(content(file, subject), subject);
    }

    /**
     * What such a file holds.
     *
     * @param content the whole file
     * @param subject how the file is called in the exception's message
     * @throws CredentialsException when it is not one line of {@code user:password}
     */
    public static Credentials parse(String content, String subject) throws CredentialsException {
        String session = content.stripTrailing();
        if (session.isEmpty()) {
            throw new CredentialsException(subject + " is empty: it should hold user:password");
        }
        if (session.indexOf('\n') >= 0) {
            throw new CredentialsException(subject + " has more than one line: it should hold user:password");
        }
        if (session.indexOf(':') <= 0) {
            throw new CredentialsException(subject + " does not hold user:password");
        }
        return new Credentials(session);
    }

    private static String content(Path file, String subject) throws CredentialsException {
        if (!Files.exists(file)) {
            throw new CredentialsException(subject + " does not exist");
        }
        if (!Files.isRegularFile(file)) {
            throw new CredentialsException(subject + " is not a file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new CredentialsException(subject + " is too large to hold user:password");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CredentialsException(subject + " cannot be read");
        }
    }
}
