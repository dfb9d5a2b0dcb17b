package io.oneha.observe;

import static io.oneha.observe.FakeZone.url;
import static io.oneha.observe.FakeZone.zone;
import static io.oneha.zone.ServerState.FOLLOWER;
import static io.oneha.zone.ServerState.LEADER;

import io.oneha.inventory.DeploySettings;
import io.oneha.inventory.FrontEnd;
import io.oneha.inventory.Inventory;
import io.oneha.inventory.Vip;
import io.oneha.zone.Zone;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;

/** A fake zone of three, its clock, and targets to look at it. */
abstract class ObserverFixture {
    static final Duration DEADLINE = Duration.ofMillis(150);
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC);
    static final Zone THREE = zone(0, "OpenNebula", "n1a1", "n1a2", "n1a3");

    final FakeZone fake = new FakeZone();
    final AtomicLong nanos = new AtomicLong(1);

    void healthy() {
        fake.at(url("n1a1")).raft(0, LEADER, 1, 263).tells(THREE);
        fake.at(url("n1a2")).raft(1, FOLLOWER, 1, 263).tells(THREE);
        fake.at(url("n1a3")).raft(2, FOLLOWER, 1, 263).tells(THREE);
    }

    Observer observer(Target target) {
        return new Observer(fake, target, DEADLINE, CLOCK, nanos::get, Map::of, endpoint -> Via.DIRECT);
    }

    static Target endpoint(String... hosts) {
        List<String> endpoints = new ArrayList<>();
        for (String host : hosts) {
            endpoints.add(url(host));
        }
        return new Target("test", endpoints, Optional.empty(), Optional.empty());
    }

    static Target inventory(FrontEnd... frontEnds) {
        return new Target("inventory.yml", List.of(), Optional.of(inventoryOf(frontEnds)), Optional.empty());
    }

    static Inventory inventoryOf(FrontEnd... frontEnds) {
        return new Inventory(
                "inventory.yml",
                "frontend",
                List.of(frontEnds),
                Optional.of(new Vip("10.2.50.86", 24)),
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

    static FrontEnd frontEnd(String name, String address) {
        return frontEnd(name, address, url(address));
    }

    static FrontEnd frontEnd(String name, String address, String endpoint) {
        return new FrontEnd(
                name,
                address,
                endpoint,
                Optional.of("eth0"),
                new FrontEnd.SshSettings(
                        Optional.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(), false),
                Map.of());
    }

    static List<String> names(Snapshot snapshot) {
        return snapshot.servers().stream().map(ServerView::name).toList();
    }
}
