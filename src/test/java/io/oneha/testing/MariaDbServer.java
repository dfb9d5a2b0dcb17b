package io.oneha.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real MariaDB server on a free loopback port, its data in a folder of the test's; the user oneadmin may everything. */
public final class MariaDbServer implements AutoCloseable {
    /** Password of the user {@value}. */
    public static final String USER = "oneadmin";

    private static final Path PROGRAM = Path.of("/usr/sbin/mariadbd");
    private static final Path INSTALLER = Path.of("/usr/bin/mariadb-install-db");
    private static final int TRIES = 400;

    private final Path folder;
    private final int port;
    private final Process process;

    private MariaDbServer(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** Leaves the test out where this machine cannot run one. */
    public static void needs() {
        Needs.programs("mariadbd", "mariadb-install-db");
    }

    /** Makes what a server's first start wants; takes seconds, so that tests do it once and start copies. */
    public static Path install(Path folder) throws Exception {
        Path data = folder.resolve("data");
        Files.createDirectories(data);
        List<String> install = new ArrayList<>(List.of(INSTALLER.toString(), "--no-defaults", "--datadir=" + data));
        install.addAll(List.of("--skip-test-db", "--auth-root-authentication-method=normal", "--user=" + user()));
        install.add("--innodb-log-file-size=8M");
        run(install, folder.resolve("install.log"));
        return data;
    }

    /** Starts one on a copy of what {@link #install} made. */
    public static MariaDbServer start(Path folder, Path installed) throws Exception {
        Files.createDirectories(folder);
        Path data = folder.resolve("data");
        run(List.of("cp", "-a", installed.toString(), data.toString()), folder.resolve("copy.log"));
        return start(folder);
    }

    private static MariaDbServer start(Path folder) throws Exception {
        Path data = folder.resolve("data");
        Files.writeString(
                folder.resolve("init.sql"),
                "CREATE USER '" + USER + "'@'%' IDENTIFIED BY '" + USER + "';\nGRANT ALL ON *.* TO '" + USER
                        + "'@'%';\n");
        int port = freePort();
        Process process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "--no-defaults",
                        "--datadir=" + data,
                        "--user=" + user(),
                        "--bind-address=127.0.0.1",
                        "--port=" + port,
                        "--socket=" + folder.resolve("s"),
                        "--pid-file=" + folder.resolve("pid"),
                        "--init-file=" + folder.resolve("init.sql"),
                        "--skip-name-resolve",
                        "--innodb-log-file-size=8M",
                        "--innodb-buffer-pool-size=16M",
                        // What a test writes need not survive a power cut.
                        "--innodb-flush-log-at-trx-commit=0",
                        "--innodb-flush-method=nosync",
                        "--performance-schema=OFF")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("mariadbd.log").toFile())
                .start();
        MariaDbServer server = new MariaDbServer(folder, port, process);
        server.awaitStart();
        return server;
    }

    /** Its port on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** Executes statements without a database. */
    public void execute(String... statements) throws SQLException {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** A connection to a database of its. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port + "/" + database, USER, USER);
    }

    /** Ends it as SIGKILL does, and waits until it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void awaitStart() throws Exception {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try (Connection connection = connect("")) {
                if (connection.isValid(1)) {
                    return;
                }
            } catch (SQLException e) {
                if (!process.isAlive()) {
                    break;
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        close();
        throw new IOException("mariadbd did not start: " + Files.readString(folder.resolve("mariadbd.log")));
    }

    private static void run(List<String> command, Path log) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(command.get(0) + ": " + Files.readString(log));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static String user() {
        return System.getProperty("user.name");
    }
}
