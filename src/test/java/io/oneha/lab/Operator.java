package io.oneha.lab;

import io.oneha.testing.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The machine of whoever runs the program: files are this machine's own, so that the program and the tests see the same paths;
 * network and names are the lab's. Its home is a folder of the lab with {@code .ssh} in it.
 */
public final class Operator {
    private static final Duration LIMIT = Duration.ofSeconds(120);

    private final Namespace namespace;
    private final Path home;
    private final Path keys;

    Operator(Namespace namespace, Path home, Path keys) {
        this.namespace = namespace;
        this.home = home;
        this.keys = keys;
    }

    /** Its home. {@code .ssh/known_hosts} knows every machine; {@code .ssh/config} names it and the ed25519 key. */
    public Path home() {
        return home;
    }

    /** From now on its {@code .ssh} is in the account's home too, where ssh looks, and so does the program, whatever HOME says. */
    public void hasItsSettingsWhereSshLooks() {
        String account = System.getProperty("user.home");
        Program.Result mounted = tries(
                List.of("mount", "-t", "overlay", "-o", "ro,lowerdir=" + home + ":" + account, "lab-home", account));
        if (mounted.exitCode() != 0) {
            throw new IllegalStateException(mounted.err());
        }
    }

    public Path knownHosts() {
        return home.resolve(".ssh/known_hosts");
    }

    /** A private key that every machine lets in, by type: ed25519, ecdsa, rsa, or encrypted (ed25519 with {@link Lab#PASSPHRASE}). */
    public Path key(String type) {
        return keys.resolve("id_" + type);
    }

    /** Runs the program under test to its end, without a terminal. */
    public Program.Result run(List<String> arguments, Map<String, String> environment) {
        return run(arguments, environment, "");
    }

    /** The same with standard input. */
    public Program.Result run(List<String> arguments, Map<String, String> environment, String input) {
        return Run.of(commandLine(arguments), environment(environment), input, LIMIT);
    }

    /** The program's command line in here, for tests that start it themselves, in {@link #environment}. */
    public List<String> commandLine(List<String> arguments) {
        return namespace.inside(Program.commandLine(arguments));
    }

    /** The environment of a run. */
    public Map<String, String> environment(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(Namespace.environment());
        all.put("HOME", home.toString());
        all.putAll(more);
        return all;
    }

    /** Runs another program of this machine in here. */
    public Program.Result tries(List<String> command) {
        return Run.of(namespace.inside(command), environment(Map.of()), "", LIMIT);
    }

    /** OpenSSH's own client, with the home's settings and one of the keys: what it prints for a command on a machine. */
    public Program.Result ssh(String key, String user, String host, String command) {
        return tries(sshCommand(key, user, host, command));
    }

    /** Its command line. */
    public List<String> sshCommand(String key, String user, String host, String command) {
        List<String> all =
                new ArrayList<>(List.of("ssh", "-F", home.resolve(".ssh/config").toString()));
        all.addAll(List.of("-o", "BatchMode=yes", "-o", "ConnectTimeout=5", "-o", "IdentitiesOnly=yes"));
        all.addAll(List.of("-i", key(key).toString(), "-l", user, host, command));
        return all;
    }

    /** Replaces a file in its home; only its owner may read it. */
    public Path writes(String path, String text) {
        try {
            Path file = home.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
