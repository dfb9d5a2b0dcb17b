package io.oneha.lab;

import java.util.List;

/** The accounts of a front-end's MariaDB, as the documentation wants them. */
final class Database {
    private Database() {}

    /** SQL that makes the zone's empty database and lets oneadmin in from everywhere. */
    static String accounts() {
        StringBuilder sql = new StringBuilder("CREATE DATABASE " + Lab.DATABASE
                + " CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;\n"
                + "DELETE FROM mysql.global_priv WHERE User = '';\n"
                + "FLUSH PRIVILEGES;\n");
        for (String host : List.of("localhost", "%")) {
            String user = "'oneadmin'@'" + host + "'";
            sql.append("CREATE USER ").append(user).append(" IDENTIFIED BY '" + Lab.DATABASE_PASSWORD + "';\n");
            sql.append("GRANT ALL PRIVILEGES ON " + Lab.DATABASE + ".* TO ").append(user).append(";\n");
        }
        return sql.toString();
    }
}
