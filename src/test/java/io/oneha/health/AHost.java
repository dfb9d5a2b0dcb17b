package io.oneha.health;

import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostFacts.Database;
import io.oneha.observe.host.HostFacts.DatabaseConf;
import io.oneha.observe.host.HostFacts.Datastore;
import io.oneha.observe.host.HostFacts.Disk;
import io.oneha.observe.host.HostFacts.Hook;
import io.oneha.observe.host.HostFacts.OnedConf;
import io.oneha.observe.host.HostFacts.OperatingSystem;
import io.oneha.observe.host.HostFacts.ServiceState;
import io.oneha.observe.host.HostFailure;
import io.oneha.observe.host.HostView;
import io.oneha.observe.host.NicAddress;
import io.oneha.observe.host.RunMark;
import io.oneha.ssh.SshException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A front-end's host as a test writes it: a healthy one, and then what is different, as words {@code KEY=VALUE}. */
final class AHost {
    static final String VIP = "10.2.50.86/24";

    private static final DateTimeFormatter LOG_TIME =
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ENGLISH);
    private static final long GIB = 1L << 30;
    private static final List<String> CONF = List.of(
            "id",
            "mode",
            "zone",
            "backend",
            "dbserver",
            "dbport",
            "dbuser",
            "hook",
            "command",
            "followerhook",
            "limit");

    private final String name;
    private final Map<String, ServiceState> services = new TreeMap<>();
    private final List<NicAddress> addresses = new ArrayList<>();
    private final Map<String, String> config = new TreeMap<>();
    private final Map<String, String> auth = new TreeMap<>();
    private final Map<String, String> keys = new TreeMap<>();
    private final Map<String, String> drivers = new TreeMap<>();
    private final Map<String, Disk> disks = new LinkedHashMap<>();
    private final Map<Integer, Datastore> stores = new TreeMap<>();
    private final Map<String, String> conf = new TreeMap<>();
    private final Map<String, String> values = new TreeMap<>();
    private Optional<Database> database =
            Optional.of(new Database(true, "", OptionalLong.of(1), OptionalLong.of(9), OptionalLong.of(9)));

    private Optional<RunMark> mark = Optional.empty();

    private AHost(String name, int id, boolean leader) {
        this.name = name;
        ServiceState role = leader ? ServiceState.ACTIVE : ServiceState.INACTIVE;
        for (String unit : List.of("-flow", "-gate", "-hem", "-showback.timer")) {
            services.put("opennebula" + unit, role);
        }
        for (String unit : List.of("opennebula", "opennebula-fireedge", "opennebula-novnc", "mariadb")) {
            services.put(unit, ServiceState.ACTIVE);
        }
        addresses.add(new NicAddress("eth0", "10.2.50." + (11 + id), 24));
        if (leader) {
            addresses.add(new NicAddress("eth0", "10.2.50.86", 24));
        }
        for (String file : List.of("az_driver.conf", "oneflow-server.conf", "monitord.conf", "auth/ldap_auth.conf")) {
            config.put("/etc/one/" + file, "same");
        }
        config.put("/etc/one/oned.conf", "of " + name);
        for (String file : List.of("one_auth", "sunstone_auth", "one_key", "fireedge_key")) {
            auth.put("/var/lib/one/.one/" + file, "same");
        }
        for (String file : List.of("id_rsa", "authorized_keys", "config")) {
            keys.put("/var/lib/one/.ssh/" + file, "same");
        }
        keys.put("/var/lib/one/.ssh/known_hosts", "of " + name);
        for (String driver : List.of("etc/vmm/kvm/kvmrc", "tm/shared", "vmm/kvm")) {
            drivers.put("/var/lib/one/remotes/" + driver, "same");
        }
        disks.put("/var/lib/mysql", new Disk("/var/lib/mysql", "/", 100 * GIB, 50 * GIB));
        stores.put(0, new Datastore(0, "/var/lib/one/datastores/0", "/dev/vda1", "ext4", false));
        stores.put(1, new Datastore(1, "/var/lib/one/datastores/1", "nfs1:/one", "nfs4", true));
        conf.put("id", Integer.toString(id));
        values.putAll(Map.of("version", "7.4.0-1", "os", "debian", "monitor", "10.2.50.86", "clock", "40"));
    }

    static AHost follower(String name, int id) {
        return new AHost(name, id, false);
    }

    static AHost leader(String name, int id) {
        return new AHost(name, id, true);
    }

    /** Changes it, by words. {@code none} takes something away. */
    AHost with(String... words) {
        for (String word : words) {
            int equals = word.indexOf('=');
            set(word.substring(0, equals), word.substring(equals + 1));
        }
        return this;
    }

    private void set(String key, String value) {
        String rest = key.substring(key.indexOf(':') + 1);
        switch (key.contains(":") ? key.substring(0, key.indexOf(':')) : key) {
            case "unit" -> put(services, rest, value, ServiceState.valueOf(upper(value, "OTHER")));
            case "file" -> put(config, "/etc/one/" + rest, value, value);
            case "auth" -> put(auth, "/var/lib/one/.one/" + rest, value, value);
            case "key" -> put(keys, "/var/lib/one/.ssh/" + rest, value, value);
            case "driver" -> put(drivers, "/var/lib/one/remotes/" + rest, value, value);
            case "disk" -> disk(rest, value.split("/"));
            case "store" -> store(Integer.parseInt(rest), value);
            case "vip" -> vip(value);
            case "db" -> database(value);
            case "package" -> noPackage();
            case "works" -> mark = mark.map(known -> known.with(Optional.of(work(value.split("/")))));
            case "run" -> mark = Optional.of(mark(value.split("/")));
            default -> put(CONF.contains(key) ? conf : values, key, value, value);
        }
    }

    private static <K, V> void put(Map<K, V> map, K key, String word, V value) {
        if (word.equals("none")) {
            map.remove(key);
        } else {
            map.put(key, value);
        }
    }

    private static String upper(String value, String none) {
        return value.equals("none") ? none : value.toUpperCase(Locale.ROOT);
    }

    private void disk(String path, String[] sizes) {
        disks.put(
                path,
                new Disk(
                        path,
                        sizes.length > 2 ? "/" + sizes[sizes.length - 1] : "/",
                        Math.round(Double.parseDouble(sizes[0]) * GIB),
                        Math.round(Double.parseDouble(sizes[1]) * GIB)));
    }

    private void store(int id, String value) {
        String[] parts = value.split(",");
        String path = "/var/lib/one/datastores/" + id;
        Datastore store = value.equals("closed")
                ? new Datastore(id, path, "", "", false)
                : value.equals("none") ? null : new Datastore(id, path, parts[1], parts[0], true);
        put(stores, id, value, store);
    }

    private void vip(String value) {
        addresses.removeIf(nic -> nic.address().equals("10.2.50.86"));
        if (!value.equals("none")) {
            String[] parts = value.split("[@/]");
            addresses.add(new NicAddress(parts[0], parts[1], Integer.parseInt(parts[2])));
        }
    }

    private void database(String value) {
        OptionalLong none = OptionalLong.empty();
        database = switch (value) {
            case "unseen" -> Optional.empty();
            case "empty" -> Optional.of(new Database(true, "", none, none, OptionalLong.of(0)));
            case "5" -> Optional.of(new Database(true, "", OptionalLong.of(1), OptionalLong.of(5), OptionalLong.of(5)));
            default -> Optional.of(new Database(false, value.replace('_', ' '), none, none, none));
        };
    }

    /** {@code STATE/QUIET SECONDS/SERVER THAT WAITS TO BE STARTED}, and {@code /none} where no journal outlives it. */
    private static RunMark mark(String[] parts) {
        return new RunMark(
                "20261128-120000-aaaa",
                "erika",
                "jump",
                7,
                Instant.EPOCH,
                parts.length > 3 ? RunMark.PASSING : "/home/erika/r.jsonl",
                RunMark.State.valueOf(parts[0].toUpperCase(Locale.ROOT)),
                List.of("n1a3"),
                parts[2].equals("-") ? List.of() : List.of(parts[2]),
                Optional.of(Duration.ofSeconds(Long.parseLong(parts[1]))));
    }

    /** {@code SERVER/FOR SO MANY SECONDS}. */
    private static RunMark.Work work(String[] parts) {
        return new RunMark.Work(parts[0], Look.START.minusSeconds(Long.parseLong(parts[1])));
    }

    private void noPackage() {
        services.clear();
        config.clear();
        values.remove("version");
        values.put("conf", "unseen");
        database = Optional.empty();
    }

    /** What SSH tells at a time: {@code age=SECONDS} old, and {@code ssh=failed} when the last try did not work. */
    HostView view(Instant now) {
        Instant at = now.minusMillis(Math.round(Double.parseDouble(values.getOrDefault("age", "1")) * 1000));
        Optional<HostFailure> failure = Optional.ofNullable(values.get("ssh"))
                .map(word -> new HostFailure(
                        word.equals("hostkey") ? SshException.Kind.HOST_KEY : SshException.Kind.SILENT,
                        name + ": no answer",
                        at.plusMillis(500)));
        return new HostView(
                true,
                Optional.of(new HostView.Seen<>(List.copyOf(addresses), at)),
                Optional.of(new HostView.Seen<>(facts(at), at)),
                failure,
                Duration.ofMillis(80));
    }

    /** {@code changed=SECONDS}: its oned.log tells of a new role so long ago. */
    private List<String> elections(Instant at) {
        return Optional.ofNullable(values.get("changed")).stream()
                .map(seconds ->
                        LOG_TIME.format(at.minusSeconds(Long.parseLong(seconds)).atOffset(ZoneOffset.UTC))
                                + " [Z0][RCM][I]: oned is now the leader of the zone")
                .toList();
    }

    private HostFacts facts(Instant at) {
        boolean plain = values.containsKey("plain");
        return new HostFacts(
                name,
                "root",
                !plain,
                plain
                        ? List.of("oned.conf: sudo asks for a password")
                        : Optional.ofNullable(values.get("unseen")).stream()
                                .map(line -> line.replace('_', ' '))
                                .toList(),
                List.copyOf(addresses),
                Map.copyOf(services),
                values.containsKey("conf") ? Optional.empty() : Optional.of(oned()),
                Optional.ofNullable(values.get("monitor")),
                Optional.ofNullable(values.get("version")),
                new OperatingSystem(values.get("os"), "12", "an OS"),
                Optional.ofNullable(values.get("clock")).map(ms -> Duration.ofMillis(Long.parseLong(ms))),
                Duration.ofMillis(Long.parseLong(values.getOrDefault("error", "20"))),
                List.copyOf(disks.values()),
                List.copyOf(stores.values()),
                Map.copyOf(config),
                Map.copyOf(auth),
                Map.copyOf(keys),
                Map.copyOf(drivers),
                database,
                elections(at),
                List.of(),
                mark,
                values.containsKey("hangs"));
    }

    private OnedConf oned() {
        DatabaseConf db = new DatabaseConf(
                conf.getOrDefault("backend", "mysql"),
                conf.getOrDefault("dbserver", "localhost"),
                Integer.parseInt(conf.getOrDefault("dbport", "0")),
                conf.getOrDefault("dbuser", "oneadmin"),
                "opennebula");
        String id = conf.get("id");
        return new OnedConf(
                Optional.of(conf.getOrDefault("mode", "STANDALONE")),
                OptionalInt.of(Integer.parseInt(conf.getOrDefault("zone", "0"))),
                id == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(id)),
                Optional.of(db),
                Map.of("LIMIT_PURGE", conf.getOrDefault("limit", "100000")),
                hook("hook", "leader"),
                hook("followerhook", "follower"));
    }

    /** {@code hook=NIC@CIDR}, with {@code ;} between several; {@code unset} for a host without. */
    private Optional<Hook> hook(String key, String action) {
        String value = conf.getOrDefault(key, "eth0@" + VIP);
        return value.equals("unset")
                ? Optional.empty()
                : Optional.of(new Hook(
                        conf.getOrDefault("command", "raft/vip.sh"),
                        action + " " + value.replace('@', ' ').replace(';', ' ')));
    }
}
