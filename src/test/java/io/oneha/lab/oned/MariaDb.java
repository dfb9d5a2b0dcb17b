package io.oneha.lab.oned;

import io.oneha.demo.raft.StorageException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.mariadb.jdbc.Driver;

/** The connection to the database. It is made anew when it broke; while that fails, the database counts as dead. One thread uses it. */
final class MariaDb implements AutoCloseable {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int ANSWER_MILLIS = 10_000;
    /** How soon a dead database is looked at again. */
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Settings.Database settings;
    private Optional<Connection> connection = Optional.empty();
    private boolean up = true;
    private long lastTry;

    /** Reads a row. */
    @FunctionalInterface
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    @FunctionalInterface
    private interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    /** @throws StorageException it cannot be reached */
    MariaDb(Settings.Database settings) {
        this.settings = settings;
        try {
            connect();
        } catch (SQLException e) {
            throw new StorageException(e.getMessage(), e);
        }
    }

    /** Whether it answered when it was last asked, or does so now. */
    boolean isUp() {
        if (!up && System.nanoTime() - lastTry > RETRY_NANOS) {
            try {
                connect();
            } catch (SQLException e) {
                lastTry = System.nanoTime();
            }
        }
        return up;
    }

    /** Asks it for a sign of life. */
    boolean answers() {
        try {
            return first("SELECT 1", row -> row.getInt(1)).isPresent();
        } catch (StorageException e) {
            return false;
        }
    }

    /** The first row of a query; a column that is null counts as no row. */
    <T> Optional<T> first(String sql, Row<T> row, Object... parameters) {
        return run(
                sql,
                statement -> {
                    try (ResultSet rows = statement.executeQuery()) {
                        if (!rows.next() || rows.getObject(1) == null) {
                            return Optional.empty();
                        }
                        return Optional.of(row.of(rows));
                    }
                },
                parameters);
    }

    /** Executes a statement and tells how many rows it changed. */
    int update(String sql, Object... parameters) {
        return run(sql, PreparedStatement::executeUpdate, parameters);
    }

    /**
     * Executes SQL that came from elsewhere, and tells what the database says against it.
     *
     * @throws StorageException the database is gone
     */
    Optional<String> execute(String sql) {
        try (java.sql.Statement statement = connected().createStatement()) {
            // No escape syntax of JDBC in what oned wrote.
            statement.setEscapeProcessing(false);
            statement.executeUpdate(sql);
            return Optional.empty();
        } catch (SQLException e) {
            if (isConnectionLost(e)) {
                throw lost(e);
            }
            return Optional.of(e.getMessage());
        }
    }

    @Override
    public void close() {
        connection.ifPresent(open -> {
            try {
                open.close();
            } catch (SQLException ignored) {
                // It is of no use any more either way.
            }
        });
        connection = Optional.empty();
    }

    private <T> T run(String sql, Work<T> work, Object... parameters) {
        for (boolean again = connection.isPresent(); ; again = false) {
            try (PreparedStatement statement = connected().prepareStatement(sql)) {
                for (int i = 0; i < parameters.length; i++) {
                    statement.setObject(i + 1, parameters[i]);
                }
                return work.with(statement);
            } catch (SQLException e) {
                if (!isConnectionLost(e)) {
                    throw new IllegalStateException(e.getMessage() + ": " + sql, e);
                }
                StorageException lost = lost(e);
                if (!again) {
                    throw lost;
                }
            }
        }
    }

    private Connection connected() throws SQLException {
        if (connection.isEmpty()) {
            if (!up && System.nanoTime() - lastTry <= RETRY_NANOS) {
                throw new SQLException("not connected", "08003");
            }
            connect();
        }
        return connection.orElseThrow();
    }

    private void connect() throws SQLException {
        lastTry = System.nanoTime();
        Properties properties = new Properties();
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password());
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_MILLIS));
        properties.setProperty("socketTimeout", Integer.toString(ANSWER_MILLIS));
        String url = "jdbc:mariadb://" + settings.server() + ":" + settings.port() + "/" + settings.name();
        Connection open = new Driver().connect(url, properties);
        connection = Optional.of(open);
        up = true;
    }

    private StorageException lost(SQLException e) {
        up = false;
        close();
        return new StorageException(e.getMessage(), e);
    }

    private static boolean isConnectionLost(SQLException e) {
        String state = e.getSQLState();
        // 08: no connection; 70100: the server is being shut down.
        return state == null || state.startsWith("08") || state.equals("70100");
    }
}
