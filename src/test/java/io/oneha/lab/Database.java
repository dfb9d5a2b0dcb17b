package io.oneha.lab;

import io.oneha.testing.Recordings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;

/** What a front-end's MariaDB holds when it starts, as SQL. */
final class Database {
    private Database() {}

    /** The zone's empty database, and its owner, let in from everywhere, as the documentation wants it. */
    static String accounts() {
        StringBuilder sql = new StringBuilder("CREATE DATABASE " + Lab.DATABASE
                + " CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;\n"
                + "DELETE FROM mysql.global_priv WHERE User = '';\n"
                + "FLUSH PRIVILEGES;\n");
        for (String host : List.of("localhost", "%")) {
            String user = "'oneadmin'@'" + host + "'";
            sql.append("CREATE USER ").append(user).append(" IDENTIFIED BY '" + Lab.DATABASE_PASSWORD + "';\n");
            sql.append("GRANT ALL PRIVILEGES ON " + Lab.DATABASE + ".* TO ")
                    .append(user)
                    .append(";\n");
        }
        return sql.toString();
    }

    /** The recorded zone, with the lab's front-ends for its servers. */
    static String zone(LabPlan plan) throws IOException {
        StringBuilder pool = new StringBuilder("<SERVER_POOL>");
        for (int i = 1; i <= plan.members(); i++) {
            String name = Addresses.frontendName(i);
            pool.append("<SERVER>").append(element("ENDPOINT", "http://" + name + ":2633/RPC2"));
            pool.append(element("ENDPOINT_GRPC", "")).append(element("ID", String.valueOf(i - 1)));
            pool.append(element("NAME", name)).append("</SERVER>");
        }
        pool.append("</SERVER_POOL>");
        String vip = plan.vipAddress().contains(":") ? "[" + plan.vipAddress() + "]" : plan.vipAddress();
        return "USE " + Lab.DATABASE + ";\n"
                + recorded()
                        .replaceFirst("<SERVER_POOL>.*</SERVER_POOL>", pool.toString())
                        .replaceFirst("http://10\\.90\\.0\\.100:2633", "http://" + vip + ":2633");
    }

    private static String element(String name, String value) {
        return "<" + name + "><![CDATA[" + value + "]]></" + name + ">";
    }

    /** The dump without its comments and locks, which are for a client and not for a database that is being made. */
    private static String recorded() throws IOException {
        var file = Recordings.folder().resolve("host/opennebula.sql.gz");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new java.util.zip.GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("/*") && !line.contains("LOCK TABLES") && !line.isEmpty())
                    .collect(Collectors.joining("\n", "", "\n"));
        }
    }
}
