package io.oneha.steps.site;

import io.oneha.onedconf.ConfEditor;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The database account of an oned.conf, section DB. Its text form has no password.
 *
 * @param user USER
 * @param password PASSWD
 * @param database DB_NAME
 * @param server SERVER
 * @param port PORT; 0 for the default
 */
public record Account(String user, String password, String database, String server, String port) {
    private static final String SECTION = "DB";

    /** In bytes. The client reads its options in pieces of about 4000 bytes, and takes each for a line. */
    private static final int LONGEST = 1000;

    /** That of a front-end. */
    public static Account on(RootShell shell) {
        return of(new ConfFile(shell, ConfFile.ONED).read(), shell.name());
    }

    /**
     * As oned reads it; defaults are oned's own (src/nebula/NebulaTemplate.cc).
     *
     * @param host whose oned.conf it is, for messages
     */
    public static Account of(ConfEditor conf, String host) {
        String backend = conf.value(SECTION, "BACKEND").orElse("sqlite");
        if (!backend.equalsIgnoreCase("mysql")) {
            throw new StepException(
                    host + ": oned.conf has the database backend " + backend + ", which cannot be replicated",
                    "move it to MariaDB first: `onedb sqlite2mysql`, then BACKEND = \"mysql\" in oned.conf");
        }
        return new Account(
                value(conf, "USER", "oneadmin", host),
                value(conf, "PASSWD", "oneadmin", host),
                value(conf, "DB_NAME", "opennebula", host),
                value(conf, "SERVER", "localhost", host),
                value(conf, "PORT", "0", host));
    }

    private static String value(ConfEditor conf, String key, String preset, String host) {
        String value = conf.value(SECTION, key).orElse(preset);
        if (value.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw new StepException(
                    host + ": oned.conf has a value in its section DB that is longer than " + LONGEST + " bytes: "
                            + key,
                    "give it a shorter one, as it is in the database, too");
        }
        return value;
    }

    /** The client's options, as a file for {@code --defaults-file}. Source: MariaDB, "Configuring MariaDB with Option Files". */
    public String options() {
        return "[client]\nloose-connect-timeout=5\nloose-skip-ssl-verify-server-cert\n" + option("host", server)
                + option("user", user) + option("password", password) + (port.equals("0") ? "" : option("port", port));
    }

    /** A line end in a value would begin another option, and some options have the client load a library, as root. */
    private static String option(String name, String value) {
        String escaped = value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
        return name + "=\"" + escaped + "\"\n";
    }

    /** A script that works on the database as this account. */
    public Script given(Script script) {
        return script.with("options", options()).with("database", database);
    }

    /**
     * What makes database and account, and makes them right where they are there. Source: OpenNebula, "MySQL/MariaDB Setup", and
     * one-deploy's role database, which lets the account in from everywhere.
     */
    public String sql() {
        StringBuilder text = new StringBuilder("CREATE DATABASE IF NOT EXISTS " + identifier(database)
                + " CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;\n");
        // In a GRANT an underscore stands for any character.
        String granted = identifier(database.replace("_", "\\_"));
        for (String from : List.of("localhost", "%")) {
            String account = literal(user) + "@" + literal(from);
            String by = " IDENTIFIED BY " + literal(password) + ";\n";
            text.append("CREATE USER IF NOT EXISTS ").append(account).append(by);
            text.append("ALTER USER ").append(account).append(by);
            text.append("GRANT ALL PRIVILEGES ON " + granted + ".* TO " + account + ";\n");
        }
        return text + "SET GLOBAL TRANSACTION ISOLATION LEVEL READ COMMITTED;\n";
    }

    /** The account's name as SQL has it, without where it comes from. */
    public String quotedUser() {
        return literal(user);
    }

    private static String identifier(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    private static String literal(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    @Override
    public String toString() {
        return user + "@" + server + "/" + database;
    }
}
