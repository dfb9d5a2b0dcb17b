package io.oneha.observe.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.oneha.testing.Needs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A MariaDB of its own, on a free port of 127.0.0.1, with an empty root password. */
final class RealMariaDb implements AutoCloseable {
    private final Path folder;
    private final Process server;
    private final int port;

    RealMariaDb(Path folder) throws IOException, InterruptedException {
        Needs.root("mariadbd", "mariadb-install-db", "mariadb");
        this.folder = folder;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        int made = new ProcessBuilder(
                        "mariadb-install-db",
                        "--no-defaults",
                        "--user=root",
                        "--skip-test-db",
                        "--auth-root-authentication-method=normal",
                        "--datadir=" + folder.resolve("data"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("install.log").toFile())
                .start()
                .waitFor();
        if (made != 0) {
            throw new IllegalStateException("mariadb-install-db failed");
        }
        server = new ProcessBuilder(
                        "mariadbd",
                        "--no-defaults",
                        "--user=root",
                        "--bind-address=127.0.0.1",
                        "--port=" + port,
                        "--datadir=" + folder.resolve("data"),
                        "--socket=" + folder.resolve("socket"),
                        "--pid-file=" + folder.resolve("pid"),
                        "--skip-name-resolve")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile())
                .start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!sql("SELECT 1")) {
            if (System.nanoTime() > deadline || !server.isAlive()) {
                close();
                throw new IllegalStateException("mariadbd does not answer");
            }
        }
    }

    int port() {
        return port;
    }

    boolean sql(String text) throws IOException, InterruptedException {
        Process client = new ProcessBuilder(
                        List.of("mariadb", "--no-defaults", "-uroot", "--socket=" + folder.resolve("socket")))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("client.log").toFile())
                .start();
        try (var in = client.getOutputStream()) {
            in.write(text.getBytes(UTF_8));
        } catch (IOException gone) {
            // the client could not connect and is away; its status says so
        }
        return client.waitFor() == 0;
    }

    @Override
    public void close() {
        server.destroyForcibly();
        try {
            server.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
