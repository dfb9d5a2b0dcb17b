package io.oneha.plan;

import io.oneha.inventory.Inventory;
import io.oneha.inventory.InventoryReader;
import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostFacts.OnedConf;
import io.oneha.observe.host.HostFacts.ServiceState;
import io.oneha.observe.host.RunMark;
import io.oneha.testing.BareFacts;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What a scene's hosts tell. */
final class SceneFacts {
    private SceneFacts() {}

    static HostFacts of(String name, Optional<Integer> serverId, boolean runs, long rows) {
        HostFacts empty = BareFacts.of(name);
        boolean installed = serverId.isPresent();
        return new HostFacts(
                name,
                "root",
                true,
                List.of(),
                List.of(),
                installed ? Map.of("opennebula", runs ? ServiceState.ACTIVE : ServiceState.INACTIVE) : Map.of(),
                serverId.map(id -> new OnedConf(
                        Optional.of("STANDALONE"),
                        OptionalInt.of(0),
                        OptionalInt.of(id),
                        Optional.empty(),
                        Map.of(),
                        Optional.of(new HostFacts.Hook("raft/vip.sh", "leader eth0 198.51.100.100/24"))
                                .filter(hook -> id >= 0),
                        Optional.of(new HostFacts.Hook("raft/vip.sh", "follower eth0 198.51.100.100/24"))
                                .filter(hook -> id >= 0))),
                Optional.empty(),
                installed ? Optional.of("7.4.0-1") : Optional.empty(),
                empty.os(),
                Optional.of(Duration.ZERO),
                Duration.ZERO,
                List.of(),
                List.of(),
                Map.of(),
                installed ? Map.of("/var/lib/one/.one/one_auth", "ab12") : Map.of(),
                Map.of(),
                Map.of(),
                rows == 0
                        ? Optional.empty()
                        : Optional.of(new HostFacts.Database(
                                true, "", OptionalLong.of(1), OptionalLong.of(rows), OptionalLong.of(rows))),
                List.of(),
                List.of(),
                Optional.empty(),
                false);
    }

    static HostFacts with(HostFacts facts, Map<String, String> authSums, Optional<HostFacts.Database> database) {
        return with(facts, facts.services(), facts.privileged(), facts.unseen(), facts.peers(), authSums, database);
    }

    static HostFacts with(HostFacts facts, boolean privileged, List<String> unseen, List<HostFacts.Peer> peers) {
        return with(facts, facts.services(), privileged, unseen, peers, facts.authSums(), facts.database());
    }

    /** With a database whose server does not run, or that lets nobody in. */
    static HostFacts withoutDatabase(HostFacts facts, String error) {
        OptionalLong none = OptionalLong.empty();
        return with(facts, facts.authSums(), Optional.of(new HostFacts.Database(false, error, none, none, none)));
    }

    /** Without a word of systemd's about units. */
    static HostFacts withoutUnits(HostFacts facts, String why) {
        return with(
                facts, Map.of(), facts.privileged(), List.of(why), facts.peers(), facts.authSums(), facts.database());
    }

    /** With these units running too. */
    static HostFacts running(HostFacts facts, String... units) {
        Map<String, ServiceState> services = new TreeMap<>(facts.services());
        for (String unit : units) {
            services.put(unit, ServiceState.ACTIVE);
        }
        return with(
                facts, services, facts.privileged(), facts.unseen(), facts.peers(), facts.authSums(), facts.database());
    }

    private static HostFacts with(
            HostFacts facts,
            Map<String, ServiceState> services,
            boolean privileged,
            List<String> unseen,
            List<HostFacts.Peer> peers,
            Map<String, String> authSums,
            Optional<HostFacts.Database> database) {
        return with(facts, services, privileged, unseen, peers, authSums, database, facts.run());
    }

    static HostFacts marked(HostFacts facts, String run) {
        RunMark mark = new RunMark(
                run,
                "erika",
                "jump",
                7,
                Instant.EPOCH,
                "/home/erika/r.jsonl",
                RunMark.State.HELD,
                List.of(),
                List.of(),
                Optional.of(Duration.ofMinutes(5)));
        return marked(facts, mark);
    }

    static HostFacts marked(HostFacts facts, RunMark mark) {
        return with(
                facts,
                facts.services(),
                facts.privileged(),
                facts.unseen(),
                facts.peers(),
                facts.authSums(),
                facts.database(),
                Optional.of(mark));
    }

    private static HostFacts with(
            HostFacts facts,
            Map<String, ServiceState> services,
            boolean privileged,
            List<String> unseen,
            List<HostFacts.Peer> peers,
            Map<String, String> authSums,
            Optional<HostFacts.Database> database,
            Optional<RunMark> mark) {
        return with(facts, services, privileged, unseen, peers, authSums, database, mark, facts.oned());
    }

    /** With FEDERATION/MODE in its oned.conf. */
    static HostFacts inFederation(HostFacts facts, Optional<String> mode) {
        return with(
                facts,
                facts.services(),
                facts.privileged(),
                facts.unseen(),
                facts.peers(),
                facts.authSums(),
                facts.database(),
                facts.run(),
                facts.oned()
                        .map(conf -> new OnedConf(
                                mode,
                                conf.zoneId(),
                                conf.serverId(),
                                conf.database(),
                                conf.raft(),
                                conf.leaderHook(),
                                conf.followerHook())));
    }

    private static HostFacts with(
            HostFacts facts,
            Map<String, ServiceState> services,
            boolean privileged,
            List<String> unseen,
            List<HostFacts.Peer> peers,
            Map<String, String> authSums,
            Optional<HostFacts.Database> database,
            Optional<RunMark> mark,
            Optional<OnedConf> oned) {
        return new HostFacts(
                facts.hostname(),
                facts.user(),
                privileged,
                unseen,
                facts.addresses(),
                services,
                oned,
                facts.monitorAddress(),
                facts.packageVersion(),
                facts.os(),
                facts.clockOffset(),
                facts.clockError(),
                facts.disks(),
                facts.datastores(),
                facts.configSums(),
                authSums,
                facts.sshSums(),
                facts.driverSums(),
                database,
                facts.elections(),
                peers,
                mark,
                facts.onedHangs());
    }

    /** With this attribute of RAFT in its oned.conf, and no other. */
    static HostFacts raft(HostFacts facts, String name, String value) {
        OnedConf now = facts.oned().orElseThrow();
        OnedConf conf = new OnedConf(
                now.mode(),
                now.zoneId(),
                now.serverId(),
                now.database(),
                Map.of(name, value),
                now.leaderHook(),
                now.followerHook());
        return new HostFacts(
                facts.hostname(),
                facts.user(),
                facts.privileged(),
                facts.unseen(),
                facts.addresses(),
                facts.services(),
                Optional.of(conf),
                facts.monitorAddress(),
                facts.packageVersion(),
                facts.os(),
                facts.clockOffset(),
                facts.clockError(),
                facts.disks(),
                facts.datastores(),
                facts.configSums(),
                facts.authSums(),
                facts.sshSums(),
                facts.driverSums(),
                facts.database(),
                facts.elections(),
                facts.peers(),
                facts.run(),
                facts.onedHangs());
    }

    /** An inventory of these front-ends, with the virtual address or without, and more lines among the variables of their group. */
    static Inventory inventory(List<String> wanted, boolean vip, String more) {
        StringBuilder yaml = new StringBuilder("frontend:\n  vars:\n    ansible_user: root\n    one_pass: pass\n");
        if (vip) {
            yaml.append("    one_vip: 198.51.100.100\n    one_vip_cidr: 24\n    one_vip_if: eth0\n");
        }
        yaml.append(more).append("  hosts:\n");
        for (int i = 0; i < wanted.size(); i++) {
            yaml.append("    ")
                    .append(wanted.get(i))
                    .append(": { ansible_host: 198.51.100.")
                    .append(11 + i)
                    .append(" }\n");
        }
        return InventoryReader.read(
                "inventory.yml",
                new ByteArrayInputStream(yaml.toString().getBytes(StandardCharsets.UTF_8)),
                Optional::empty);
    }
}
