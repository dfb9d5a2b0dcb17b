package io.oneha.plan;

import io.oneha.health.Health;
import io.oneha.inventory.FrontEnd;
import io.oneha.inventory.Inventory;
import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.observe.Target;
import io.oneha.observe.Via;
import io.oneha.observe.VipView;
import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostView;
import io.oneha.observe.host.RunMark;
import io.oneha.steps.StepWorkers;
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
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** A zone and an inventory to plan for, told in sentences; judged by the real rules. */
final class Scene {
    static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Duration QUICK = Duration.ofMillis(2);

    private final List<String> wanted = new ArrayList<>();
    private final Map<String, ZoneServer> pool = new LinkedHashMap<>();
    private final Map<String, Reply<RaftStatus>> rafts = new LinkedHashMap<>();
    private final Map<String, HostView> hosts = new LinkedHashMap<>();
    private String more = "";
    private boolean vip = true;
    private long term = 3;
    private long index = 263;
    private String backend = "mysql";
    private ZoneState state = ZoneState.ENABLED;

    /** An inventory with these front-ends. */
    static Scene wants(String... names) {
        Scene scene = new Scene();
        for (String name : names) {
            scene.wanted.add(name);
            scene.fresh(name);
        }
        return scene;
    }

    /** With another line in the front-end group's variables. */
    Scene with(String line) {
        more += "    " + line + "\n";
        return this;
    }

    Scene withoutVip() {
        vip = false;
        return this;
    }

    /** A host with nothing on it. */
    Scene fresh(String name) {
        return seen(name, SceneFacts.of(name, Optional.empty(), false, 0));
    }

    /** A server of the zone that is well. */
    Scene runs(String name, ServerState role) {
        int id = pool.size();
        pool.put(name, server(id, name));
        raft(name, id, role);
        return seen(name, SceneFacts.of(name, Optional.of(id), true, index));
    }

    /** A front-end that runs without HA. */
    Scene runsSolo(String name) {
        raft(name, -1, ServerState.SOLO);
        return seen(name, SceneFacts.of(name, Optional.of(-1), true, 0));
    }

    /** In the pool, with nothing of it on the host yet. */
    Scene added(String name) {
        pool.put(name, server(pool.size(), name));
        return fresh(name);
    }

    /** In the pool, and its oned gives no answer although it was one that ran. */
    Scene isDown(String name) {
        int id = pool.size();
        pool.put(name, server(id, name));
        return seen(name, SceneFacts.of(name, Optional.of(id), false, index));
    }

    /** A host on which a zone's oned is stopped, and no other is known. */
    Scene isStopped(String name) {
        return seen(name, SceneFacts.of(name, Optional.of(0), false, index));
    }

    /** A host with a copy of a zone's database and no SERVER_ID of it: its join has stopped there. */
    Scene isStoppedCopy(String name) {
        return seen(name, SceneFacts.of(name, Optional.of(-1), false, index));
    }

    /** A host with the mark of a run that was killed. */
    Scene hasMark(String name, String run) {
        return seen(name, SceneFacts.marked(hosts.get(name).known().orElseThrow(), run));
    }

    /** A host with any mark. */
    Scene hasMark(String name, RunMark mark) {
        return seen(name, SceneFacts.marked(hosts.get(name).known().orElseThrow(), mark));
    }

    /** A host on which an oned without HA is stopped: its log has record 0 and no other. */
    Scene isStoppedSolo(String name) {
        HostFacts facts = SceneFacts.of(name, Optional.of(-1), false, 0);
        HostFacts.Database database =
                new HostFacts.Database(true, "", OptionalLong.of(0), OptionalLong.of(0), OptionalLong.of(1));
        return seen(name, SceneFacts.with(facts, facts.authSums(), Optional.of(database)));
    }

    /** The same with its database's server stopped as well. */
    Scene isAllStopped(String name, String... services) {
        HostFacts facts = hasLogins(name, services).hosts.get(name).known().orElseThrow();
        HostFacts.Database database = new HostFacts.Database(
                false,
                "ERROR 2002 (HY000): Can't connect to local server through socket",
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty());
        return seen(name, SceneFacts.with(facts, facts.authSums(), Optional.of(database)));
    }

    /** A host without a zone's database, whose oned made these logins of services once. */
    Scene hasLogins(String name, String... services) {
        Map<String, String> sums = new LinkedHashMap<>();
        for (String service : services) {
            sums.put("/var/lib/one/.one/" + service + "_auth", "ab12");
        }
        return seen(name, SceneFacts.with(SceneFacts.of(name, Optional.of(-1), false, 0), sums, Optional.empty()));
    }

    Scene unseen(String name) {
        hosts.put(name, HostView.PENDING);
        return this;
    }

    Scene withoutSudo(String name) {
        HostFacts facts = hosts.get(name).known().orElseThrow();
        return seen(name, SceneFacts.with(facts, false, List.of(name + ": sudo asks for a password"), facts.peers()));
    }

    /** These units run on the host too. */
    Scene running(String name, String... units) {
        return looks(name, facts -> SceneFacts.running(facts, units));
    }

    /** The host shows something else. */
    Scene looks(String name, UnaryOperator<HostFacts> change) {
        return seen(name, change.apply(hosts.get(name).known().orElseThrow()));
    }

    /** Its oned gives no answer, for this reason. */
    Scene fails(String name, FailureKind kind) {
        rafts.put(name, new Reply.Failure<>(kind, "it says no", QUICK));
        return this;
    }

    Scene isDisabled() {
        state = ZoneState.DISABLED;
        return this;
    }

    Scene onSqlite() {
        backend = "sqlite";
        return this;
    }

    /** Time has passed: terms and indexes are higher. */
    Scene later() {
        term += 4;
        index += 1000;
        for (String name : List.copyOf(rafts.keySet())) {
            rafts.get(name).value().ifPresent(raft -> raft(name, raft.serverId(), raft.state()));
        }
        return this;
    }

    /** The host reaches these others by name. */
    Scene reaches(String name, String... others) {
        HostFacts facts = hosts.get(name).known().orElseThrow();
        List<HostFacts.Peer> peers = new ArrayList<>();
        for (String other : others) {
            peers.add(new HostFacts.Peer(other, Optional.of("198.51.100.9"), true, true));
        }
        return seen(name, SceneFacts.with(facts, facts.privileged(), facts.unseen(), peers));
    }

    Decision decides(Intent intent) {
        return decides(new ChangeRequest(intent, false, false));
    }

    Decision decides(ChangeRequest request) {
        return Planner.decide(request, observed());
    }

    PlanInput observed() {
        Inventory inventory = SceneFacts.inventory(wanted, vip, more);
        List<ServerView> views = new ArrayList<>();
        pool.forEach((name, server) -> views.add(view(server, true, wanted.contains(name))));
        for (FrontEnd frontEnd : inventory.frontEnds()) {
            if (!pool.containsKey(frontEnd.name())) {
                views.add(view(server(-1, frontEnd.name()), false, true));
            }
        }
        boolean answered =
                rafts.values().stream().anyMatch(reply -> reply.value().isPresent());
        Reply<Zone> zone = answered
                ? new Reply.Answer<>(new Zone(0, "OpenNebula", state, List.of(), List.copyOf(pool.values())), QUICK)
                : new Reply.Failure<>(FailureKind.REFUSED, "connection refused", QUICK);
        Optional<String> leader = rafts.entrySet().stream()
                .filter(entry -> entry.getValue()
                        .value()
                        .filter(raft -> raft.state() == ServerState.LEADER)
                        .isPresent())
                .map(Map.Entry::getKey)
                .findFirst();
        Snapshot snapshot = new Snapshot(
                NOW,
                new Target("inventory.yml", List.of(), Optional.of(inventory), Optional.empty()),
                zone,
                views,
                Optional.of(new SystemSettings(
                        BigInteger.valueOf(250_000), Duration.ofSeconds(5), Duration.ofMillis(500), backend)),
                Optional.of("7.4.0"),
                leader.map(name -> new VipView("198.51.100.100/24", Optional.of("eth0"), Optional.of(List.of(name)))),
                List.of(),
                Duration.ofSeconds(1));
        return new PlanInput(inventory, snapshot, Health.judge(snapshot), StepWorkers::describe);
    }

    private ServerView view(ZoneServer server, boolean inPool, boolean inInventory) {
        Reply<RaftStatus> raft = rafts.getOrDefault(
                server.name(), new Reply.Failure<>(FailureKind.REFUSED, "connection refused", QUICK));
        return new ServerView(server, inPool, inInventory, server.endpoint(), raft)
                .with(Via.DIRECT, hosts.getOrDefault(server.name(), HostView.NOT_ASKED));
    }

    private void raft(String name, int id, ServerState role) {
        BigInteger at = BigInteger.valueOf(role == ServerState.SOLO ? -1 : index);
        rafts.put(
                name,
                new Reply.Answer<>(
                        new RaftStatus(
                                id, role, term, -1, BigInteger.valueOf(index), at, term, BigInteger.ONE.negate()),
                        QUICK));
    }

    Scene seen(String name, HostFacts facts) {
        hosts.put(
                name,
                new HostView(
                        true,
                        Optional.of(new HostView.Seen<>(facts.addresses(), NOW)),
                        Optional.of(new HostView.Seen<>(facts, NOW)),
                        Optional.empty(),
                        QUICK));
        return this;
    }

    private static ZoneServer server(int id, String name) {
        return new ZoneServer(id, name, "http://" + name + ":2633/RPC2", Optional.empty());
    }
}
