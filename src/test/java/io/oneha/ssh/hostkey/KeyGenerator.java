package io.oneha.ssh.hostkey;

import io.oneha.testing.Needs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The machine's ssh-keygen. */
final class KeyGenerator {
    private static final Path PROGRAM = Path.of("/usr/bin/ssh-keygen");

    private final Path folder;

    KeyGenerator(Path folder) {
        Needs.programs("ssh-keygen");
        this.folder = folder;
    }

    /** A public key in a file: {@code type base64 comment}. */
    record PublicKey(Path file, String type, byte[] blob) {
        static PublicKey read(Path file) throws IOException {
            String[] words = Files.readString(file).split(" ");
            return new PublicKey(file, words[0], Base64.getDecoder().decode(words[1].strip()));
        }

        String text() {
            return type + " " + Base64.getEncoder().encodeToString(blob);
        }
    }

    /** A new key; {@code kind} is such as {@code ed25519} or {@code ecdsa-384}. */
    PublicKey key(String name, String kind) throws IOException, InterruptedException {
        String[] parts = kind.split("-");
        List<String> arguments = new ArrayList<>(List.of("-q", "-N", "", "-C", name, "-t", parts[0]));
        if (parts.length > 1) {
            arguments.addAll(List.of("-b", parts[1]));
        }
        arguments.addAll(List.of("-f", folder.resolve(name).toString()));
        run(arguments.toArray(String[]::new));
        return PublicKey.read(folder.resolve(name + ".pub"));
    }

    /** A certificate for a key, signed by the authority of this name. */
    PublicKey certificate(PublicKey key, String authority, String... options) throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of("-q", "-s", folder.resolve(authority).toString(), "-I", "test"));
        arguments.addAll(List.of(options));
        arguments.add(key.file().toString());
        run(arguments.toArray(String[]::new));
        return PublicKey.read(Path.of(key.file().toString().replaceFirst("\\.pub$", "-cert.pub")));
    }

    /** Runs it; returns what it prints. */
    String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(folder, "keygen", ".out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("not done in time: " + command);
        }
        return Files.readString(output);
    }
}
