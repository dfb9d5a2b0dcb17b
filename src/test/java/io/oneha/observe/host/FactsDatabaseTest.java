package io.oneha.observe.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.observe.host.HostFacts.Database;
import io.oneha.observe.host.HostFacts.Disk;
import io.oneha.testing.Needs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script and a real MariaDB, asked with the account of oned.conf. */
class FactsDatabaseTest {
    private static final String PASSWORD = "p\"a's\\\\w;o#r d\\n\nx=[1],%s$HOME`id`é";

    @TempDir
    Path folder;

    @Test
    void logdbIsMeasuredWithAnyPassword() throws Exception {
        try (RealMariaDb database = new RealMariaDb(Files.createDirectory(folder.resolve("db")))) {
            database.sql("CREATE DATABASE opennebula; USE opennebula;"
                    + "CREATE TABLE logdb (log_index BIGINT UNSIGNED PRIMARY KEY, applied TINYINT);"
                    + "CREATE USER 'oneadmin'@'127.0.0.1' IDENTIFIED BY '"
                    + PASSWORD.replace("\\", "\\\\").replace("'", "\\'") + "';"
                    + "GRANT ALL ON opennebula.* TO 'oneadmin'@'127.0.0.1';");
            FakeHost host = host(database.port(), PASSWORD);

            assertThat(host.facts().database())
                    .contains(new Database(true, "", none(), none(), java.util.OptionalLong.of(0)));

            database.sql("USE opennebula; INSERT INTO logdb SELECT seq, 1 FROM seq_5_to_3000");
            HostFacts facts = host.facts();
            assertThat(facts.unseen()).noneMatch(line -> line.contains("database"));
            assertThat(facts.database()).contains(Samples.database(5, 3000, 2996));
            assertThat(facts.disks())
                    .extracting(Disk::path)
                    .contains(folder.resolve("db/data").toString());

            Database refused = host(database.port(), "wrong").facts().database().orElseThrow();
            assertThat(refused.reachable()).isFalse();
            assertThat(refused.error()).startsWith("ERROR 1045 (28000): Access denied for user 'oneadmin'@");

            database.sql("DROP TABLE opennebula.logdb");
            assertThat(host.facts().database().orElseThrow().error()).contains("opennebula.logdb' doesn't exist");
        }
    }

    @Test
    void aDatabaseThatIsDownSaysSoAndOneThatHangsDelaysNothingElse() throws IOException {
        Needs.programs("mariadb");
        int port;
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            port = silent.getLocalPort();
            long start = System.nanoTime();
            Database hung = host(port, "x").facts().database().orElseThrow();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
            assertThat(hung.reachable()).isFalse();
            assertThat(hung.error()).isNotEmpty();
        }
        Database down = host(port, "x").facts().database().orElseThrow();
        assertThat(down.reachable()).isFalse();
        assertThat(down.error()).startsWith("ERROR 2002 (HY000): Can't connect to ");
    }

    @Test
    void sqliteIsThereOrNot() throws IOException {
        FakeHost host = new FakeHost(Files.createTempDirectory(folder, "host"));
        host.file("/etc/one/oned.conf", "DB = [ BACKEND = \"sqlite\",\n TIMEOUT = 2500 ]\n")
                .folder("/var/lib/one", "rwxr-x---");
        assertThat(host.facts().database().orElseThrow().error()).isEqualTo("/var/lib/one/one.db is missing or empty");

        host.file("/var/lib/one/one.db", "data");
        assertThat(host.facts().database().orElseThrow().reachable()).isTrue();
    }

    private FakeHost host(int port, String password) throws IOException {
        FakeHost host = new FakeHost(Files.createTempDirectory(folder, "host"));
        return host.file(
                "/etc/one/oned.conf",
                "DB = [ BACKEND = \"mysql\", SERVER = \"127.0.0.1\", PORT = " + port
                        + ", USER = \"oneadmin\",\n PASSWD = \"" + password.replace("\"", "\\\"")
                        + "\", DB_NAME = \"opennebula\" ]\n");
    }

    private static java.util.OptionalLong none() {
        return java.util.OptionalLong.empty();
    }
}
