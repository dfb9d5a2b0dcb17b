package io.oneha.demo.host;

import io.oneha.demo.raft.RecordLog;
import io.oneha.demo.sim.Database;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * What oneha's facts script prints on a simulated host: this is the one place that knows its answer, lines {@code TAG VALUE}
 * between a first and a last one.
 */
final class FactsText {
    /** The first line, which the script prints itself; with another format it has another number. */
    static final String BEGIN = "oneha-facts 1";

    private static final int PREFIX = 24;
    private static final long DISK = 64L << 20;
    private static final long FREE = 40L << 20;
    private static final long HARDLY_ANY = DISK / 64;
    /** What the script lets through of each section; the other keys stay on the host. */
    private static final Map<String, Set<String>> SHOWN = Map.of(
            "DB", Set.of("BACKEND", "SERVER", "PORT", "USER", "DB_NAME"),
            "FEDERATION", Set.of("MODE", "ZONE_ID", "SERVER_ID"),
            "NETWORK", Set.of("MONITOR_ADDRESS"));

    private final SimHost machine;
    private final ZonedDateTime now;
    private final StringBuilder text = new StringBuilder(8192);

    /** @param now what the host's clock shows */
    FactsText(SimHost machine, ZonedDateTime now) {
        this.machine = machine;
        this.now = now;
    }

    /**
     * The answer.
     *
     * @param all every host of the zone
     * @param peers names of the hosts to be tried from this one
     */
    String of(List<SimHost> all, List<String> peers) {
        text.append(BEGIN).append('\n');
        line("clock", seconds());
        line("hostname", machine.name());
        line("login", "0 root");
        line("os", "PRETTY_NAME=\"Debian GNU/Linux 13 (trixie)\"");
        line("os", "VERSION_ID=\"13\"");
        line("os", "ID=debian");
        line("address", addresses(machine));
        disk("/var/lib/one");
        files();
        units();
        if (machine.isFrontEnd()) {
            line("package", "7.4.0-1");
        }
        disk("/var/tmp");
        disk("/var/lib/mysql");
        if (machine.files().hasConfig()) {
            database();
        }
        List<String> mark = machine.setup.lock.mark();
        if (!mark.isEmpty() && !mark.contains("state ended")) {
            // A run on the demo ends with it, so whoever has the mark is alive.
            line("run", "quiet 0");
        }
        mark.forEach(text -> line("run", text));
        machine.log.lines(at -> now.minus(machine.since(at), ChronoUnit.MILLIS)).forEach(entry -> line("log", entry));
        // Storage of its own, mounted by every front-end.
        datastore(0, false);
        datastore(1, true);
        datastore(2, false);
        peers.forEach(peer -> peer(peer, all));
        line("end", seconds());
        return text.toString();
    }

    /** What {@code ip -j address show} prints, the addresses' scopes and lifetimes left out. */
    static String addresses(SimHost machine) {
        StringJoiner own = new StringJoiner(",");
        own.add(address(machine.address, PREFIX));
        machine.held.forEach(vip -> own.add(address(vip.address(), vip.prefix())));
        return "[" + nic(1, "lo", address("127.0.0.1", 8)) + "," + nic(2, "eth0", own.toString()) + "]";
    }

    private static String nic(int index, String name, String addresses) {
        return "{\"ifindex\":" + index + ",\"ifname\":\"" + name + "\",\"operstate\":\"UP\",\"addr_info\":[" + addresses
                + "]}";
    }

    private static String address(String local, int prefix) {
        return "{\"family\":\"inet\",\"local\":\"" + local + "\",\"prefixlen\":" + prefix + "}";
    }

    private void line(String tag, String value) {
        text.append(tag).append(' ').append(value).append('\n');
    }

    private String seconds() {
        Instant instant = now.toInstant();
        return instant.getEpochSecond() + "." + String.format("%09d", instant.getNano());
    }

    /** As {@code df -P -k} has it: everything lies on one file system. */
    private void disk(String path) {
        long free = machine.full ? HARDLY_ANY : FREE;
        long percent = (DISK - free) * 100 / DISK;
        line("disk", path + "\t/dev/vda1 " + DISK + " " + (DISK - free) + " " + free + " " + percent + "% /");
    }

    private void files() {
        List<SimConfigFiles.Section> oned = machine.onedConf();
        List<SimConfigFiles.Section> monitord = machine.monitordConf();
        Map<String, byte[]> files = new TreeMap<>(machine.files().config(oned, monitord));
        files.putAll(machine.files().auth());
        files.putAll(machine.files().ssh());
        files.forEach((path, content) -> line("sum", sha256(content) + "  " + path));
        if (!machine.files().hasConfig()) {
            return;
        }
        oned.forEach(section -> line("oned.conf", shown(section).toString()));
        line("backend", "mysql");
        monitord.forEach(section -> line("monitord.conf", shown(section).toString()));
    }

    private static SimConfigFiles.Section shown(SimConfigFiles.Section section) {
        Set<String> keys = SHOWN.getOrDefault(section.name(), section.values().keySet());
        Map<String, String> values = new LinkedHashMap<>(section.values());
        values.keySet().retainAll(keys);
        return new SimConfigFiles.Section(section.name(), values);
    }

    private void units() {
        machine.units().states().forEach((unit, state) -> {
            line("unit", "Id=" + unit + ".service");
            line("unit", "LoadState=loaded");
            line("unit", "ActiveState=" + state);
            boolean enabled = !unit.equals(SimUnits.ONED) || machine.setup.enabled;
            line("unit", "UnitFileState=" + (enabled ? "enabled" : "disabled"));
            line("unit", "");
        });
    }

    private void database() {
        Database database = machine.server().database();
        if (!database.isWritable()) {
            line("client", "1");
            line(
                    "database",
                    "ERROR 2002 (HY000): Can't connect to local server through socket '/run/mysqld/mysqld.sock' (2)");
        } else if (!machine.setup.tables) {
            line("client", "1");
            line("database", "ERROR 1146 (42S02) at line 2: Table 'opennebula.logdb' doesn't exist");
        } else {
            RecordLog log = database.raft().log();
            line("client", "0");
            line("database", log.firstIndex() + "\t" + log.lastIndex() + "\t" + machine.name() + "\t/var/lib/mysql/");
            line("database", Long.toString(log.lastIndex() - log.firstIndex() + 1));
        }
    }

    private void datastore(int id, boolean images) {
        String path = "/var/lib/one/datastores/" + id;
        line("datastore", id + "\t" + (images ? 1 : 0) + "\t" + path + "\tnfs1:/one/datastores/" + id + "\tnfs4");
    }

    private void peer(String name, List<SimHost> all) {
        line("peer", name);
        all.stream().filter(other -> other.name().equals(name)).findFirst().ifPresent(other -> {
            line("peer", name + " address " + other.address);
            if (machine.connects(other) && other.isReachable()) {
                line("peer", name + " port 22");
            }
            if (machine.connects(other) && other.server().isListening()) {
                line("peer", name + " port 2633");
            }
        });
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
