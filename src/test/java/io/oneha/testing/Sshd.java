package io.oneha.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real OpenSSH server on a free loopback port, with a host key of the type asked for and one user key let in. */
public final class Sshd implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/sshd");

    private final Path folder;
    private final int port;
    private final Process process;

    private Sshd(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** Whether this machine can run one: sshd is installed and we are root, as its privilege separation wants. */
    public static boolean isPossible() {
        return Files.isExecutable(PROGRAM) && "root".equals(System.getProperty("user.name"));
    }

    /** Starts one in an empty folder; key types are ssh-keygen's: ed25519, ecdsa, rsa. */
    public static Sshd start(Path folder, String hostKeyType, String userKeyType) throws Exception {
        Files.createDirectories(Path.of("/run/sshd"));
        keygen(folder.resolve("host_key"), hostKeyType);
        keygen(folder.resolve("user_key"), userKeyType);
        Files.copy(folder.resolve("user_key.pub"), folder.resolve("authorized_keys"));
        Files.setPosixFilePermissions(folder.resolve("authorized_keys"), PosixFilePermissions.fromString("rw-------"));
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String hostKey = Files.readString(folder.resolve("host_key.pub"));
        Files.writeString(folder.resolve("known_hosts"), "[127.0.0.1]:" + port + " " + hostKey);
        Files.writeString(
                folder.resolve("sshd_config"),
                String.join(
                        "\n",
                        "ListenAddress 127.0.0.1:" + port,
                        "HostKey " + folder.resolve("host_key"),
                        "AuthorizedKeysFile " + folder.resolve("authorized_keys"),
                        "PidFile none",
                        "StrictModes no",
                        "UsePAM no",
                        "PermitRootLogin yes",
                        "PasswordAuthentication no",
                        ""));
        Process process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "-D",
                        "-e",
                        "-f",
                        folder.resolve("sshd_config").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sshd.log").toFile())
                .start();
        Sshd sshd = new Sshd(folder, port, process);
        sshd.awaitListening();
        return sshd;
    }

    private static void keygen(Path file, String type) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of("ssh-keygen", "-q", "-N", "", "-t", type, "-f", file.toString()))
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("ssh-keygen failed");
        }
    }

    private void awaitListening() throws Exception {
        for (int attempt = 0; attempt < 200; attempt++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException e) {
                if (!process.isAlive()) {
                    break;
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        close();
        throw new IOException("sshd did not start: " + Files.readString(folder.resolve("sshd.log")));
    }

    /** Its port on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** The private key that it lets in as root. */
    public Path userKey() {
        return folder.resolve("user_key");
    }

    /** A known_hosts file that holds its key. */
    public Path knownHosts() {
        return folder.resolve("known_hosts");
    }

    @Override
    public void close() {
        process.destroy();
    }
}
