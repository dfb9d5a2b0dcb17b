package io.oneha.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real OpenSSH server on a free loopback port with the host keys, the users' keys and the lines of sshd_config that a test
 * wants; nobody is let in before a key is allowed.
 */
public final class SshServer implements AutoCloseable {
    private static final String SET_ENV = "SetEnv ";
    private static final Path PROGRAM = Path.of("/usr/sbin/sshd");

    private final Path folder;
    private final int port;
    private final List<String> hostKeyTypes;
    private final List<String> config;
    private Process process;

    private SshServer(Path folder, int port, List<String> hostKeyTypes, List<String> config) {
        this.folder = folder;
        this.port = port;
        this.hostKeyTypes = hostKeyTypes;
        this.config = config;
    }

    /**
     * Leaves the test out where this machine cannot run one: sshd's privilege separation wants root.
     *
     * @param more programs that the test takes beside it
     */
    public static void needs(String... more) {
        Needs.root(
                Stream.concat(Stream.of("sshd", "ssh-keygen"), Stream.of(more)).toArray(String[]::new));
    }

    /**
     * Starts one.
     *
     * @param folder for its files; made when it is missing
     * @param hostKeyTypes ssh-keygen's: ed25519, ecdsa, rsa, or with bits as in ecdsa-521
     * @param config further lines of sshd_config, which come first and so win
     */
    public static SshServer start(Path folder, List<String> hostKeyTypes, String... config) throws Exception {
        Files.createDirectories(Path.of("/run/sshd"));
        Files.createDirectories(folder);
        for (String type : hostKeyTypes) {
            keygen(folder.resolve("host_" + type), type, "");
        }
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Files.writeString(folder.resolve("authorized_keys"), "");
        SshServer server = new SshServer(folder, port, hostKeyTypes, List.of(config));
        server.start();
        return server;
    }

    /** A key pair in a file; types as for {@link #start}. */
    public static Path keygen(Path file, String type, String passphrase, String... more) throws Exception {
        Needs.programs("ssh-keygen");
        List<String> command =
                new ArrayList<>(List.of("ssh-keygen", "-q", "-C", "", "-N", passphrase, "-f", file.toString()));
        String[] parts = type.split("-");
        command.addAll(List.of("-t", parts[0]));
        if (parts.length > 1) {
            command.addAll(List.of("-b", parts[1]));
        }
        command.addAll(List.of(more));
        run(command);
        return file;
    }

    /** Runs a program to its end, which must be a good one; what it prints. */
    public static String run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
        return output;
    }

    private void start() throws Exception {
        List<String> lines = new ArrayList<>();
        // another home than root's, for bash reads its .bashrc before each command, and there may be much in it
        lines.add("SetEnv HOME=" + folder + " " + String.join(" ", environment()));
        config.stream().filter(line -> !line.startsWith(SET_ENV)).forEach(lines::add);
        lines.add("ListenAddress 127.0.0.1:" + port);
        hostKeyTypes.forEach(type -> lines.add("HostKey " + folder.resolve("host_" + type)));
        lines.add("AuthorizedKeysFile " + folder.resolve("authorized_keys"));
        lines.addAll(List.of("PidFile none", "StrictModes no", "UsePAM no", "PermitRootLogin yes", "LogLevel VERBOSE"));
        lines.add("PasswordAuthentication no");
        Files.write(folder.resolve("sshd_config"), lines);
        process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "-D",
                        "-e",
                        "-f",
                        folder.resolve("sshd_config").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("sshd.log").toFile()))
                .start();
        for (int attempt = 0; attempt < 200; attempt++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException e) {
                if (!process.isAlive()) {
                    break;
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        close();
        throw new IOException("sshd did not start: " + log());
    }

    private List<String> environment() {
        return config.stream()
                .filter(line -> line.startsWith(SET_ENV))
                .map(line -> line.substring(SET_ENV.length()))
                .toList();
    }

    /** Starts it again on the same port, perhaps with another host key. */
    public void restart() throws Exception {
        close();
        process.waitFor();
        start();
    }

    /** Lets in whoever has this key, as any user. */
    public SshServer allow(Path publicKey) throws IOException {
        Path file = folder.resolve("authorized_keys");
        Files.writeString(file, Files.readString(file) + Files.readString(publicKey));
        return this;
    }

    /** Its port on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** Its host key of this type. */
    public Path hostKey(String type) {
        return folder.resolve("host_" + type);
    }

    /** What known_hosts says of its key of this type. */
    public String knownHostsLine(String type) throws IOException {
        return "[127.0.0.1]:" + port + " " + Files.readString(folder.resolve("host_" + type + ".pub"));
    }

    /** What it has logged. */
    public String log() {
        try {
            return Files.readString(folder.resolve("sshd.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many logins it has accepted. */
    public long logins() {
        return log().lines()
                .filter(line -> line.startsWith("Accepted publickey "))
                .count();
    }

    /** The processes that serve a connection each. */
    public List<ProcessHandle> sessions() {
        return process.toHandle().children().toList();
    }

    @Override
    public void close() {
        sessions().forEach(ProcessHandle::destroyForcibly);
        process.destroy();
    }
}
