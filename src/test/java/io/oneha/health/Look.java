package io.oneha.health;

import io.oneha.inventory.DeploySettings;
import io.oneha.inventory.FrontEnd;
import io.oneha.inventory.Inventory;
import io.oneha.inventory.Vip;
import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.observe.Target;
import io.oneha.observe.Via;
import io.oneha.observe.VipView;
import io.oneha.observe.host.HostView;
import io.oneha.zone.FailureKind;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.ServerState;
import io.oneha.zone.SystemSettings;
import io.oneha.zone.Zone;
import io.oneha.zone.ZoneServer;
import io.oneha.zone.ZoneState;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A snapshot as a test writes it: one line a server, {@code NAME STATE TERM INDEX COMMIT} or {@code NAME FAILURE}, ids in
 * order from 0; {@code id=N} is the server's own belief, {@code at=HOST} an endpoint shared with others. A line that starts
 * with {@code +} is a front-end of the inventory that is not in the zone.
 */
final class Look {
    static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

    private final List<String> lines;
    private Duration after = Duration.ZERO;
    private ZoneState state = ZoneState.ENABLED;
    private Optional<SystemSettings> settings = Optional.empty();
    private Optional<List<String>> holders = Optional.empty();
    private List<String> unseen = List.of();
    private final Map<String, AHost> hosts = new LinkedHashMap<>();
    private Optional<Vip> vip = Optional.empty();
    private Optional<Reply<Zone>> noZone = Optional.empty();
    private boolean inventory;
    private String notInInventory = "";

    private Look(List<String> lines) {
        this.lines = lines;
        this.inventory = lines.stream().anyMatch(line -> line.startsWith("+"));
    }

    static Look at(String... lines) {
        return new Look(List.of(lines));
    }

    /** Lines separated by {@code |}. */
    static Look table(String lines) {
        List<String> parts = new ArrayList<>();
        for (String part : lines.split("\\|", -1)) {
            if (!part.isBlank()) {
                parts.add(part.trim());
            }
        }
        return new Look(parts);
    }

    Look after(double seconds) {
        after = Duration.ofMillis(Math.round(seconds * 1000));
        return this;
    }

    Look disabled() {
        state = ZoneState.DISABLED;
        return this;
    }

    Look settings(long retention, String backend) {
        settings = Optional.of(new SystemSettings(
                BigInteger.valueOf(retention), Duration.ofSeconds(5), Duration.ofMillis(500), backend));
        return this;
    }

    Look holders(String... names) {
        holders = Optional.of(List.of(names));
        return this;
    }

    /** Hosts that cannot be looked at. */
    Look unseen(String... names) {
        unseen = List.of(names);
        return this;
    }

    /** What SSH tells of a server's host. */
    Look host(String name, AHost host) {
        hosts.put(name, host);
        return this;
    }

    /** A virtual address whose holders are those of the hosts whose NICs have it. */
    Look vip(String cidr) {
        vip = Vip.parse(cidr);
        return this;
    }

    Look withInventoryBut(String name) {
        inventory = true;
        notInInventory = name;
        return this;
    }

    Look noZone(FailureKind kind, String text) {
        noZone = Optional.of(new Reply.Failure<>(kind, text, Duration.ofMillis(3)));
        return this;
    }

    Snapshot snapshot() {
        List<ServerView> views = new ArrayList<>();
        List<ZoneServer> pool = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String line : lines) {
            boolean member = !line.startsWith("+") && !line.startsWith("solo ");
            String[] words = (line.startsWith("+") ? line.substring(1).trim() : line).split(" +");
            ServerView view = view(words, member ? pool.size() : -1, member);
            views.add(view);
            if (member) {
                pool.add(view.server());
            } else {
                missing.add(view.name());
            }
        }
        Reply<Zone> zone = noZone.orElseGet(() -> new Reply.Answer<>(
                new Zone(0, "OpenNebula", state, List.of(), List.copyOf(pool)), Duration.ofMillis(3)));
        return new Snapshot(
                START.plus(after),
                new Target(
                        "test", List.of(), inventory ? Optional.of(anInventory()) : Optional.empty(), Optional.empty()),
                zone,
                List.copyOf(views),
                settings,
                Optional.empty(),
                vip(views),
                List.copyOf(missing),
                Duration.ofSeconds(1));
    }

    private Optional<VipView> vip(List<ServerView> views) {
        return vip.map(address -> VipView.of(address, Optional.of("eth0"), views, START.plus(after)))
                .or(() -> holders.map(names -> new VipView(
                        "10.2.50.86/24", Optional.of("eth0"), Optional.of(names), unseen, Optional.empty())));
    }

    private ServerView view(String[] words, int id, boolean member) {
        String name = words[0];
        String host = option(words, "at").orElse(name);
        String endpoint = "http://" + host + ":2633/RPC2";
        boolean listed = inventory && !name.equals(notInInventory);
        ZoneServer server = new ZoneServer(id, name, endpoint, Optional.empty());
        HostView seen = hosts.containsKey(name) ? hosts.get(name).view(START.plus(after)) : HostView.NOT_ASKED;
        return new ServerView(server, member, listed, endpoint, reply(words, id)).with(Via.DIRECT, seen);
    }

    private static Reply<RaftStatus> reply(String[] words, int id) {
        for (FailureKind kind : FailureKind.values()) {
            if (kind.name().equalsIgnoreCase(words[1])) {
                String text = kind == FailureKind.AUTHENTICATION
                        ? "[one.zone.raftstatus] User couldn't be authenticated, aborting call."
                        : words[1] + " indeed";
                return new Reply.Failure<>(kind, text, Duration.ofMillis(5));
            }
        }
        ServerState state = ServerState.valueOf(words[1].toUpperCase(Locale.ROOT));
        int own = option(words, "id").map(Integer::parseInt).orElse(state == ServerState.SOLO ? -1 : id);
        return new Reply.Answer<>(
                new RaftStatus(
                        own,
                        state,
                        Long.parseLong(words[2]),
                        -1,
                        new BigInteger(words[4]),
                        new BigInteger(words[3]),
                        Long.parseLong(words[2]),
                        BigInteger.ONE.negate()),
                Duration.ofMillis(5));
    }

    private static Optional<String> option(String[] words, String name) {
        for (String word : words) {
            if (word.startsWith(name + "=")) {
                return Optional.of(word.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }

    private static Inventory anInventory() {
        FrontEnd.SshSettings ssh = new FrontEnd.SshSettings(
                Optional.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(), false);
        FrontEnd frontEnd = new FrontEnd("n1a1", "n1a1", "http://n1a1:2633/RPC2", Optional.empty(), ssh, Map.of());
        return new Inventory(
                "inventory.yml",
                "frontend",
                List.of(frontEnd),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                new Inventory.Database("MariaDB", "opennebula", "oneadmin", Optional.empty()),
                new Inventory.Hooks("raft/vip.sh", "raft/vip.sh"),
                List.of(),
                false,
                Optional.empty(),
                DeploySettings.NONE);
    }

    /** A history of looks, one after the other. */
    static History history(Look... looks) {
        History history = History.EMPTY;
        for (Look look : looks) {
            history = history.add(look.snapshot());
        }
        return history;
    }
}
