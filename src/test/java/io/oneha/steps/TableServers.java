package io.oneha.steps;

import io.oneha.observe.tables.TableComparison;
import io.oneha.observe.tables.TableLook;
import io.oneha.observe.tables.TableMeasure;
import io.oneha.testing.MariaDbServer;
import io.oneha.testing.Needs;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Two hosts, n1a1 that leads and n1a2 that follows, whose oned.conf names databases of one real MariaDB. */
final class TableServers implements AutoCloseable {
    static final String LEADER = "one_leader";
    static final String FOLLOWER = "one_follower";

    final RootedHost leader;
    final RootedHost follower;
    private final MariaDbServer server;

    TableServers(Path folder) throws Exception {
        Needs.mountNamespaces("mariadb", "mariadbd", "mariadb-install-db");
        server = MariaDbServer.start(folder.resolve("server"), MariaDbServer.install(folder));
        leader = host("n1a1", LEADER);
        follower = host("n1a2", FOLLOWER);
    }

    private RootedHost host(String name, String database) {
        RootedHost host = new RootedHost(name);
        // The client reads its options from /dev/stdin.
        host.shell("mount -t proc proc /proc");
        return host.file("/etc/one/oned.conf", conf("127.0.0.1", database));
    }

    /** The oned.conf of a host whose database is on a server and has that name. */
    String conf(String at, String database) {
        return "DB = [ BACKEND = \"mysql\", SERVER = \"" + at + "\", PORT = " + server.port() + ", USER = \""
                + MariaDbServer.USER + "\", PASSWD = \"" + MariaDbServer.USER + "\", DB_NAME = \"" + database
                + "\" ]\n";
    }

    void execute(String... statements) throws SQLException {
        server.execute(statements);
    }

    /** Executes statements in both databases, which are made anew first. */
    void starts(String... statements) throws SQLException {
        for (String database : List.of(LEADER, FOLLOWER)) {
            server.execute("DROP DATABASE IF EXISTS " + database, "CREATE DATABASE " + database);
        }
        both("CREATE TABLE logdb (log_index BIGINT UNSIGNED PRIMARY KEY, timestamp INT, applied TINYINT)");
        both(statements);
    }

    /** Executes statements in both databases. */
    void both(String... statements) throws SQLException {
        for (String database : List.of(LEADER, FOLLOWER)) {
            in(database, statements);
        }
    }

    /** Executes statements in a database. */
    void in(String database, String... statements) throws SQLException {
        String[] all = new String[statements.length + 1];
        all[0] = "USE " + database;
        System.arraycopy(statements, 0, all, 1, statements.length);
        server.execute(all);
    }

    TableComparison compare(TableMeasure measure, Duration most, TableLook.Between between) {
        TableComparison comparison = new TableComparison(measure, "n1a1", List.of("n1a2"));
        new TableLook(Clock.systemUTC()).compare(comparison, Map.of("n1a1", leader, "n1a2", follower), most, between);
        return comparison;
    }

    @Override
    public void close() {
        leader.close();
        follower.close();
        server.close();
    }
}
