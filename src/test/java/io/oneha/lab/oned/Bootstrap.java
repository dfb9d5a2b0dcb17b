package io.oneha.lab.oned;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;

/**
 * Makes the tables of a zone in an empty database: those of the recorded dump, brought back to what oned has after its first
 * start, with oneadmin as one_auth has it.
 */
final class Bootstrap {
    private static final String DUMP = "/recordings/host/opennebula.sql.gz";
    private static final String ZONE = "<ZONE><ID>0</ID><NAME>OpenNebula</NAME><STATE>0</STATE><TEMPLATE>"
            + "<ENDPOINT><![CDATA[http://localhost:2633/RPC2]]></ENDPOINT>"
            + "<ENDPOINT_GRPC><![CDATA[localhost:2634]]></ENDPOINT_GRPC></TEMPLATE><SERVER_POOL></SERVER_POOL></ZONE>";

    private Bootstrap() {}

    /** Whether there are no tables yet, or none that oned would call a zone's. */
    static boolean isWanted(MariaDb db) {
        return db.first(
                        "SELECT table_name FROM information_schema.tables"
                                + " WHERE table_schema = DATABASE() AND table_name = 'local_db_versioning'",
                        row -> row.getString(1))
                .isEmpty();
    }

    /** @param session {@code user:password} of one_auth */
    static void run(MariaDb db, String session) {
        statements().forEach(sql -> db.execute(sql).ifPresent(error -> {
            throw new IllegalStateException(error);
        }));
        db.update("DELETE FROM logdb");
        db.update("DELETE FROM system_attributes WHERE name = 'RAFT_STATE'");
        db.update("UPDATE zone_pool SET body = ?", ZONE);
        db.update("DELETE FROM user_pool WHERE name = 'viewer'");
        String password = UserPool.digest("SHA-256", session.substring(session.indexOf(':') + 1));
        db.update(
                "UPDATE user_pool SET body = REGEXP_REPLACE(body, '<PASSWORD>.*</PASSWORD>', ?) WHERE oid = 0",
                "<PASSWORD><![CDATA[" + password + "]]></PASSWORD>");
    }

    /**
     * The key, and the logins of the services, all with one password and never over those that are there. Source:
     * src/um/UserPool.cc, src/template/OpenNebulaTemplate.cc.
     */
    static void writeCredentials(Path folder) throws IOException {
        String password = UserPool.digest("SHA-256", UUID.randomUUID().toString());
        Path key = folder.resolve("one_key");
        if (!Files.exists(key)) {
            write(key, password);
        }
        for (String service : List.of("sunstone", "onegate", "oneflow", "oneform", "oneks")) {
            Path file = folder.resolve(service + "_auth");
            if (Files.exists(file)) {
                throw new StartException("Password file " + file + " already exists but OpenNebula is boostraping the"
                        + " database. Check your database configuration in oned.conf.");
            }
            write(file, "serveradmin:" + password);
        }
    }

    private static void write(Path file, String line) throws IOException {
        Files.writeString(file, line + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /** The recorded dump, statement by statement. */
    static List<String> statements() {
        try (InputStream file = Bootstrap.class.getResourceAsStream(DUMP);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
            List<String> statements = new ArrayList<>();
            StringBuilder statement = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // The comments are for other versions of the server, and for what a client has set.
                if (line.startsWith("/*") || line.startsWith("LOCK") || line.startsWith("UNLOCK") || line.isEmpty()) {
                    continue;
                }
                statement.append(line).append('\n');
                if (line.endsWith(";")) {
                    statements.add(statement.toString());
                    statement.setLength(0);
                }
            }
            return statements;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
