package io.oneha.ssh.key;

import io.oneha.base.Text;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Key files, and the keys whose passphrase the operator gave: each is asked for once while the program runs. */
public final class KeyFiles {
    private static final int TRIES = 3;

    private final Map<String, SigningKey> opened = new ConcurrentHashMap<>();
    private final Set<String> givenUp = ConcurrentHashMap.newKeySet();
    private final Consumer<String> narrator;

    /**
     * @param narrator is told in one line which file cannot be used and why
     */
    public KeyFiles(Consumer<String> narrator) {
        this.narrator = narrator;
    }

    /**
     * The identities that a file stands for: its key, and before it the certificate for that key beside it. Empty when the
     * file does not exist, cannot be used, or is only a public key.
     */
    public List<Identity> identities(Path file, Asking asking) {
        return read(file)
                .filter(content -> !(content instanceof KeyFile.PublicOnly))
                .map(content -> {
                    Identity key = new OfFile(this, file, content.blob(), content, asking);
                    Optional<Identity> certificate = KeyFile.beside(file, "-cert.pub")
                            .filter(blob -> PublicKeys.type(blob).contains("-cert-v01@"))
                            .map(blob -> new OfFile(this, file, blob, content, asking));
                    return certificate.map(first -> List.of(first, key)).orElse(List.of(key));
                })
                .orElse(List.of());
    }

    /** The public key of a file, also of one whose private half cannot be used; empty when that is not known. */
    public Optional<byte[]> publicKey(Path file) {
        try {
            return Optional.of(KeyFile.read(file).blob());
        } catch (IOException e) {
            return KeyFile.beside(file, ".pub");
        }
    }

    private Optional<KeyFile.Content> read(Path file) {
        try {
            return Optional.of(KeyFile.read(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            narrator.accept("key file " + Text.message(file + ": " + e.getMessage()));
            return Optional.empty();
        } catch (RuntimeException e) {
            // What a parser stumbles over says nothing to whoever owns the file.
            narrator.accept("key file " + Text.message(file + ": it is damaged"));
            return Optional.empty();
        }
    }

    private SigningKey key(Path file, KeyFile.Content content, Asking asking) throws IOException {
        if (content instanceof SigningKey open) {
            return open;
        }
        OpenSshKey locked = (OpenSshKey) content;
        String id = Base64.getEncoder().encodeToString(locked.blob());
        if (!opened.containsKey(id) && !givenUp.contains(id)) {
            asking.ask(questions -> {
                for (int i = 0; i < TRIES && !opened.containsKey(id) && !givenUp.contains(id); i++) {
                    Optional<char[]> passphrase = questions.passphrase(file.toString());
                    passphrase.flatMap(chars -> opened(file, locked, chars)).ifPresent(key -> opened.put(id, key));
                    if (passphrase.isEmpty() || i == TRIES - 1 && !opened.containsKey(id)) {
                        givenUp.add(id);
                    }
                }
                return id;
            });
        }
        SigningKey known = opened.get(id);
        if (known == null) {
            throw new IOException("it is encrypted and its passphrase was not given");
        }
        return known;
    }

    private Optional<SigningKey> opened(Path file, OpenSshKey locked, char[] passphrase) {
        try {
            return locked.open(passphrase);
        } catch (IOException e) {
            narrator.accept("key file " + Text.message(file + ": " + e.getMessage()));
            return Optional.empty();
        } finally {
            Arrays.fill(passphrase, '\0');
        }
    }

    private record OfFile(KeyFiles files, Path file, byte[] blob, KeyFile.Content content, Asking asking)
            implements Identity {
        @Override
        public String description() {
            String path = file.toString();
            String home = System.getProperty("user.home", "");
            boolean atHome = home.length() > 1 && path.startsWith(home + "/");
            String shown = atHome ? "~" + path.substring(home.length()) : path;
            return Text.message(shown) + (PublicKeys.type(blob).contains("-cert-v01@") ? " (certificate)" : "");
        }

        @Override
        public byte[] sign(String algorithm, byte[] data) throws IOException {
            return files.key(file, content, asking).sign(algorithm, data);
        }
    }
}
