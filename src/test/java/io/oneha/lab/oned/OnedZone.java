package io.oneha.lab.oned;

import io.oneha.demo.sim.ZoneBody;
import io.oneha.testing.MariaDbServer;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/** Servers of a zone, each with a database that was restored from one backup, none of them started. */
final class OnedZone {
    /** More than a loaded machine needs for an election. */
    private static final long PATIENCE_SECONDS = 30;

    /** Two or three heartbeats of {@link OnedProcess#configure}. */
    private static final long STEADY_MILLIS = 400;

    final List<OnedProcess> servers = new ArrayList<>();

    private long term;

    private OnedZone() {}

    /**
     * @param databases where each server's database is
     * @param pool how many of the servers are in the zone
     */
    static OnedZone create(Path folder, List<MariaDbServer> databases, int pool) throws Exception {
        OnedZone zone = new OnedZone();
        for (int i = 0; i < databases.size(); i++) {
            String address = "127.0.0." + (i + 1);
            OnedProcess server =
                    new OnedProcess(folder.resolve("n" + i), databases.get(i), "one_" + i, address, freePort(address));
            server.configure(i);
            zone.servers.add(server);
        }
        for (OnedProcess server : zone.servers) {
            zone.restore(server, pool);
        }
        return zone;
    }

    /** Puts the recorded backup into a server's database, with this zone's first servers in it. */
    private void restore(OnedProcess server, int pool) throws SQLException {
        String name = server.databaseName();
        server.database().execute("DROP DATABASE IF EXISTS " + name, "CREATE DATABASE " + name);
        try (Connection connection = server.database().connect(name);
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : Bootstrap.statements()) {
                statement.execute(sql);
            }
            List<String> endpoints =
                    servers.stream().limit(pool).map(OnedProcess::endpoint).toList();
            List<String> names =
                    IntStream.range(0, pool).mapToObj(i -> "server-" + i).toList();
            statement.execute(SqlChange.of(ZoneBody.of("http://10.90.0.100:2633/RPC2", names, endpoints))
                    .sql());
        }
    }

    /** Gives a server that is off what another one's database holds now. */
    void copyDatabase(OnedProcess from, OnedProcess to) throws SQLException {
        String copy = to.databaseName() + ".";
        to.database().execute("DROP DATABASE " + to.databaseName(), "CREATE DATABASE " + to.databaseName());
        try (Connection connection = from.database().connect(from.databaseName());
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet names = statement.executeQuery("SHOW TABLES")) {
                while (names.next()) {
                    tables.add(names.getString(1));
                }
            }
            for (String table : tables) {
                statement.execute("CREATE TABLE " + copy + table + " LIKE " + table);
                statement.execute("INSERT INTO " + copy + table + " SELECT * FROM " + table);
            }
        }
    }

    private static int freePort(String address) throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            return free.getLocalPort();
        }
    }

    OnedProcess server(int number) {
        return servers.get(number);
    }

    void startAll() throws IOException {
        for (OnedProcess server : servers) {
            server.start();
        }
    }

    /**
     * Waits until one server leads, the other running ones follow it, and they still do some heartbeats later: on a busy machine the
     * first leader may be deposed at once by a server that was as quick.
     */
    OnedProcess leader() throws Exception {
        AtomicReference<OnedProcess> leads = new AtomicReference<>();
        await("one leader, the rest followers", () -> {
            Optional<OnedProcess> first = leaderNow();
            long firstTerm = term;
            if (first.isEmpty()) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(STEADY_MILLIS);
            leads.set(first.get());
            return leaderNow().equals(first) && term == firstTerm;
        });
        return leads.get();
    }

    private Optional<OnedProcess> leaderNow() {
        List<OnedProcess> leaders = new ArrayList<>();
        Set<Long> terms = new HashSet<>();
        for (OnedProcess server : servers) {
            Optional<RaftStatus> raft = server.raft();
            if (server.isRunning() && raft.isEmpty()) {
                return Optional.empty();
            }
            raft.map(RaftStatus::term).ifPresent(terms::add);
            if (raft.filter(status -> status.state() == ServerState.LEADER).isPresent()) {
                leaders.add(server);
            } else if (raft.filter(status -> status.state() != ServerState.FOLLOWER)
                    .isPresent()) {
                return Optional.empty();
            }
        }
        term = terms.stream().findFirst().orElse(0L);
        return leaders.size() == 1 && terms.size() == 1 ? Optional.of(leaders.get(0)) : Optional.empty();
    }

    /** The term in which {@link #leader} saw it lead. */
    long term() {
        return term;
    }

    List<OnedProcess> others(OnedProcess one) {
        return servers.stream().filter(server -> server != one).toList();
    }

    void await(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.call()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not so in time: " + what + "\n" + servers);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** One value of a server's database. */
    static String value(OnedProcess server, String sql) {
        try (Connection connection = server.database().connect(server.databaseName());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(row.getMetaData().getColumnCount()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends every process at once. */
    void end() throws InterruptedException {
        for (OnedProcess server : servers) {
            server.kill();
        }
    }
}
