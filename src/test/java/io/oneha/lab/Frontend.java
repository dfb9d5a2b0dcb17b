package io.oneha.lab;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A front-end: /etc/one, /var/lib/one, a database, oned and its services are its own. */
public final class Frontend extends Machine {
    private final Lab lab;

    Frontend(Lab lab, String name, List<Addresses.Cable> cables, Namespace namespace, Namespace network, Path folder) {
        super(name, cables, namespace, network, folder);
        this.lab = lab;
    }

    /** Nobody but the other front-ends and itself reaches its port 2633. */
    public void port2633IsBlocked() {
        String friends = lab.frontends().stream().map(Machine::address).collect(Collectors.joining(", "));
        String friends6 = lab.frontends().stream().map(Machine::address6).collect(Collectors.joining(", "));
        port2633IsOpen();
        nft(String.join(
                "\n",
                "table inet lab_oned {",
                " chain input {",
                "  type filter hook input priority 0;",
                "  tcp dport 2633 iifname lo accept",
                "  tcp dport 2633 ip saddr { " + friends + " } accept",
                "  tcp dport 2633 ip6 saddr { " + friends6 + " } accept",
                "  tcp dport 2633 drop",
                " }",
                "}"));
    }

    /** Nobody but itself reaches its port 2633. */
    public void port2633IsClosed() {
        port2633IsOpen();
        nft("table inet lab_oned { chain input { type filter hook input priority 0;"
                + " tcp dport 2633 iifname != lo drop; }; }");
    }

    /** Nobody but itself reaches its port 2633, and it reaches nobody else's: raft fails both ways, and SSH does not. */
    public void port2633IsCutOff() {
        port2633IsOpen();
        nft(String.join(
                "\n",
                "table inet lab_oned {",
                " chain input { type filter hook input priority 0; tcp dport 2633 iifname != lo drop; }",
                " chain output { type filter hook output priority 0; tcp dport 2633 oifname != lo drop; }",
                "}"));
    }

    public void port2633IsOpen() {
        forget("lab_oned");
    }

    /** Nothing goes between it and these others, both ways; the operator still reaches all of them. */
    public void isCutOffFrom(Frontend... others) {
        String them = Arrays.stream(others).map(Machine::address).collect(Collectors.joining(", "));
        String them6 = Arrays.stream(others).map(Machine::address6).collect(Collectors.joining(", "));
        forget("lab_partition");
        nft(String.join(
                "\n",
                "table inet lab_partition {",
                " chain input { type filter hook input priority 0;",
                "  ip saddr { " + them + " } drop; ip6 saddr { " + them6 + " } drop; }",
                " chain output { type filter hook output priority 0;",
                "  ip daddr { " + them + " } drop; ip6 daddr { " + them6 + " } drop; }",
                "}"));
    }

    /** Ends what {@link #isCutOffFrom} began. */
    public void isJoinedAgain() {
        forget("lab_partition");
    }

    private void nft(String rules) {
        runs("nft -f -", rules + "\n");
    }

    private void forget(String table) {
        tries("nft delete table inet " + table);
    }

    /** Runs SQL in its zone's database as root and gives the rows, columns separated by tabs. */
    public String sql(String statement) {
        return runs("mariadb --batch --skip-column-names " + Lab.DATABASE, statement);
    }

    /**
     * What its zone's database holds, a line a table: checksums of all that is the same on every server, and how many log
     * records there are. What a server has for itself, and the log's times, are left out.
     */
    public String rows() {
        String tables = sql("SELECT table_name FROM information_schema.tables WHERE table_schema = '" + Lab.DATABASE
                        + "' AND table_name NOT IN ('logdb', 'system_attributes') ORDER BY table_name")
                .strip()
                .replace("\n", ", ");
        return tables + "\n" + sql("CHECKSUM TABLE " + tables) + "logdb "
                + sql("SELECT COUNT(*), MAX(log_index) FROM logdb");
    }

    /** Whether its database is a zone's. */
    boolean hasTables() {
        return !sql("SELECT table_name FROM information_schema.tables WHERE table_schema = '" + Lab.DATABASE
                        + "' AND table_name = 'vm_pool'")
                .isEmpty();
    }

    /** Its database is as a fresh installation's: there, and with nothing in it. */
    void hasAnEmptyDatabase() {
        runs(
                "mariadb",
                "DROP DATABASE " + Lab.DATABASE + "; CREATE DATABASE " + Lab.DATABASE
                        + " CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;");
    }

    /** Its clock, as programs that ask date for it see it, is off by so many seconds. */
    public void clockIsOffBy(long seconds) {
        String offset = (seconds < 0 ? "" : "+") + seconds + " seconds";
        writes("/usr/local/bin/date", "#!/bin/sh\nexec /bin/date -d '" + offset + "' \"$@\"\n");
        runs("chmod 755 /usr/local/bin/date");
    }
}
