package io.oneha.observe;

import static io.oneha.observe.FakeZone.url;
import static io.oneha.observe.FakeZone.zone;
import static io.oneha.zone.ServerState.CANDIDATE;
import static io.oneha.zone.ServerState.FOLLOWER;
import static io.oneha.zone.ServerState.LEADER;
import static io.oneha.zone.ServerState.SOLO;
import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.zone.FailureKind;
import io.oneha.zone.Zone;
import io.oneha.zone.ZoneServer;
import io.oneha.zone.ZoneState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which servers a look asks and shows: aliases, inventories, solo and federated zones. */
class WhichServersTest extends ObserverFixture {
    @Test
    void anAliasOfAServerIsNoServerOfItsOwn() {
        healthy();
        fake.at(url("10.2.50.86")).raft(0, LEADER, 1, 263).tells(THREE).pool(THREE);
        Observer observer = observer(endpoint("10.2.50.86"));
        assertThat(names(observer.observe())).containsExactly("n1a1", "n1a2", "n1a3");
        fake.calls.clear();
        assertThat(names(observer.observe())).containsExactly("n1a1", "n1a2", "n1a3");
        assertThat(fake.calls).containsExactlyInAnyOrder("raftstatus n1a1", "raftstatus n1a2", "raftstatus n1a3");
    }

    @Test
    void anAliasSpeaksForAServerThatCannotBeReachedByItsOwnName() {
        healthy();
        for (String host : List.of("n1a1", "n1a2", "n1a3")) {
            fake.at(url(host)).fails(FailureKind.UNRESOLVED, "unknown host " + host);
        }
        fake.at("http://localhost:2633/RPC2")
                .raft(0, LEADER, 1, 263)
                .tells(THREE)
                .pool(THREE);
        Observer observer = observer(endpoint("localhost"));
        for (int look = 0; look < 3; look++) {
            Snapshot snapshot = observer.observe();
            assertThat(names(snapshot)).containsExactly("n1a1", "n1a2", "n1a3");
            ServerView first = snapshot.servers().get(0);
            assertThat(first.asked()).isEqualTo("http://localhost:2633/RPC2");
            assertThat(first.raft().value()).isPresent();
            assertThat(snapshot.servers().get(1).raft().failure()).isPresent();
        }
    }

    @Test
    void anAliasDoesNotSpeakForAServerThatRefuses() {
        healthy();
        fake.at(url("n1a1")).fails(FailureKind.REFUSED, "connection refused");
        fake.at(url("10.2.50.86")).raft(0, FOLLOWER, 1, 263).tells(THREE).pool(THREE);
        Snapshot snapshot = observer(endpoint("10.2.50.86")).observe();
        assertThat(snapshot.servers().get(0).raft().failure()).isPresent();
    }

    @Test
    void serversOfTheInventoryAreAskedWhereTheInventorySaysAndOnlyThere() {
        fake.at(url("10.2.50.10")).raft(0, LEADER, 1, 263).tells(THREE);
        fake.at(url("10.2.50.11")).raft(1, FOLLOWER, 1, 263).tells(THREE);
        fake.at(url("10.2.50.12")).raft(2, FOLLOWER, 1, 263).tells(THREE);
        Snapshot snapshot = observer(inventory(
                        frontEnd("n1a1", "10.2.50.10"), frontEnd("n1a2", "10.2.50.11"), frontEnd("n1a3", "10.2.50.12")))
                .observe();
        assertThat(names(snapshot)).containsExactly("n1a1", "n1a2", "n1a3");
        assertThat(snapshot.servers())
                .allMatch(view -> view.inPool() && view.inInventory())
                .extracting(ServerView::asked)
                .containsExactly(url("10.2.50.10"), url("10.2.50.11"), url("10.2.50.12"));
        assertThat(snapshot.missing()).isEmpty();
        assertThat(fake.calls).noneMatch(call -> call.contains("n1a")).doesNotHaveDuplicates();
        assertThat(snapshot.vip()).contains(new VipView("10.2.50.86/24", Optional.of("eth0"), Optional.empty()));
    }

    @Test
    void aServerIsAskedAtThePortThatThePoolHasUnlessTheInventoryNamesAnEndpoint() {
        Zone zone = new Zone(
                0,
                "OpenNebula",
                ZoneState.ENABLED,
                List.of(),
                List.of(
                        new ZoneServer(0, "n1a1", "http://n1a1/RPC2", Optional.empty()),
                        new ZoneServer(1, "n1a2", "http://n1a2:2634/RPC2", Optional.empty()),
                        new ZoneServer(2, "n1a3", "http://n1a3:2635/RPC2", Optional.empty())));
        fake.at("http://10.2.50.10:80/RPC2").raft(0, LEADER, 1, 3).tells(zone);
        fake.at("http://10.2.50.11:2634/RPC2").raft(1, FOLLOWER, 1, 3).tells(zone);
        fake.at("http://10.2.50.12:12635/RPC2").raft(2, FOLLOWER, 1, 3).tells(zone);
        Observer observer = observer(inventory(
                frontEnd("n1a1", "10.2.50.10"),
                frontEnd("n1a2", "10.2.50.11"),
                frontEnd("n1a3", "10.2.50.12", "http://10.2.50.12:12635/RPC2")));
        List<String> asked =
                List.of("http://10.2.50.10/RPC2", "http://10.2.50.11:2634/RPC2", "http://10.2.50.12:12635/RPC2");
        assertThat(observer.observe().servers()).extracting(ServerView::asked).isEqualTo(asked);
        fake.calls.clear();
        assertThat(observer.observe().servers())
                .allMatch(view -> view.raft().value().isPresent())
                .extracting(ServerView::asked)
                .isEqualTo(asked);
        assertThat(fake.calls).filteredOn(call -> call.startsWith("raftstatus")).hasSize(3);
    }

    @Test
    void aServerNamedOtherwiseIsMatchedByItsEndpointsHost() {
        Zone zone = new Zone(
                0,
                "OpenNebula",
                ZoneState.ENABLED,
                List.of(),
                List.of(new ZoneServer(0, "server-0", "http://N1A1:2633/RPC2", Optional.empty())));
        fake.at("http://127.0.0.1:12633/RPC2").raft(0, LEADER, 1, 3).tells(zone).pool(zone);
        Snapshot snapshot = observer(inventory(frontEnd("n1a1", "10.2.50.10", "http://127.0.0.1:12633/RPC2")))
                .observe();
        assertThat(names(snapshot)).containsExactly("server-0");
        assertThat(snapshot.servers().get(0).asked()).isEqualTo("http://127.0.0.1:12633/RPC2");
        assertThat(snapshot.missing()).isEmpty();
        assertThat(fake.calls).noneMatch(call -> call.endsWith("N1A1"));
    }

    @Test
    void serversThatShareAHostUnderDifferentPortsStayApart() {
        List<ZoneServer> pool = List.of(
                new ZoneServer(0, "a", "http://127.0.0.1:1001/RPC2", Optional.empty()),
                new ZoneServer(1, "b", "http://127.0.0.1:1002/RPC2", Optional.empty()));
        Zone zone = new Zone(0, "demo", ZoneState.ENABLED, List.of(), pool);
        fake.at("http://127.0.0.1:1001/RPC2").raft(0, LEADER, 1, 3).tells(zone);
        fake.at("http://127.0.0.1:1002/RPC2").raft(1, FOLLOWER, 1, 3).tells(zone);
        Snapshot snapshot = observer(inventory(frontEnd("x", "127.0.0.1", "http://127.0.0.1:1001/RPC2")))
                .observe();
        assertThat(snapshot.servers())
                .extracting(ServerView::asked)
                .containsExactly("http://127.0.0.1:1001/RPC2", "http://127.0.0.1:1002/RPC2");
    }

    @Test
    void frontEndsThatAreNotInTheZoneComeLast() {
        healthy();
        fake.at(url("n1a9")).raft(3, CANDIDATE, 39, 263).tells(THREE);
        Snapshot snapshot = observer(inventory(frontEnd("n1a9", "n1a9"), frontEnd("n1a1", "n1a1")))
                .observe();
        assertThat(names(snapshot)).containsExactly("n1a1", "n1a2", "n1a3", "n1a9");
        ServerView ghost = snapshot.servers().get(3);
        assertThat(ghost.inPool()).isFalse();
        assertThat(ghost.inInventory()).isTrue();
        assertThat(ghost.server().id()).isEqualTo(-1);
        assertThat(snapshot.missing()).containsExactly("n1a9");
        assertThat(snapshot.servers().get(1).inInventory()).isFalse();
    }

    @Test
    void aRemovedServerThatRunsOnIsShownAlsoWithoutInventory() {
        healthy();
        Zone old = zone(0, "OpenNebula", "n1a1", "n1a2", "n1a3", "n1a4");
        fake.at(url("n1a4")).raft(3, CANDIDATE, 39, 260).tells(old);
        Snapshot snapshot = observer(endpoint("n1a4")).observe();
        assertThat(names(snapshot)).containsExactly("n1a1", "n1a2", "n1a3", "n1a4");
        assertThat(snapshot.servers().get(3).inPool()).isFalse();
    }

    @Test
    void aSoloServerIsShownAsItWasAsked() {
        fake.at(url("one.example")).raft(-1, SOLO, 0, 0).tells(zone(0, "OpenNebula"));
        Snapshot snapshot = observer(endpoint("one.example")).observe();
        assertThat(names(snapshot)).containsExactly("one.example");
        assertThat(snapshot.servers().get(0).inPool()).isFalse();
        assertThat(snapshot.servers().get(0).server().id()).isEqualTo(-1);
        assertThat(snapshot.settings()).isPresent();
        assertThat(fake.calls).doesNotContain("zonepool one.example");
    }

    @Test
    void aSoloFrontEndOfAnInventoryIsShownWithTheOthers() {
        fake.at(url("10.2.50.10")).raft(-1, SOLO, 0, 0).tells(zone(0, "OpenNebula"));
        fake.at(url("10.2.50.11")).fails(FailureKind.REFUSED, "connection refused");
        Snapshot snapshot = observer(inventory(frontEnd("n1a1", "10.2.50.10"), frontEnd("n1a2", "10.2.50.11")))
                .observe();
        assertThat(names(snapshot)).containsExactly("n1a1", "n1a2");
        assertThat(snapshot.missing()).containsExactly("n1a1", "n1a2");
    }

    @Test
    void aFederationSlavesOwnZoneIsFoundAndRemembered() {
        Zone master = zone(0, "Master", "m1", "m2", "m3");
        Zone slave = zone(101, "Slave", "s1", "s2");
        for (String host : List.of("s1", "s2")) {
            fake.at(url(host)).tells(master).tells(slave).pool(master, slave);
        }
        fake.at(url("s1")).raft(0, LEADER, 4, 8);
        fake.at(url("s2")).raft(1, FOLLOWER, 4, 8);
        Observer observer = observer(endpoint("s1"));
        Snapshot snapshot = observer.observe();
        assertThat(snapshot.zone().value()).contains(slave);
        assertThat(names(snapshot)).containsExactly("s1", "s2");
        assertThat(fake.calls).noneMatch(call -> call.contains("m1"));
        fake.calls.clear();
        assertThat(names(observer.observe())).containsExactly("s1", "s2");
        assertThat(fake.calls).containsExactlyInAnyOrder("raftstatus s1", "raftstatus s2");
    }

    @Test
    void aFederationSlaveBehindAVipIsFoundByTheZonesEndpoint() {
        Zone master = zone(0, "Master", "m1", "m2", "m3");
        Zone slave = FakeZone.publishedAt(zone(101, "Slave", "s1"), "http://10.9.9.9:2633/RPC2");
        fake.at(url("10.9.9.9"))
                .raft(0, LEADER, 4, 8)
                .tells(master)
                .tells(slave)
                .pool(master, slave);
        fake.at(url("s1")).raft(0, LEADER, 4, 8).tells(slave);
        assertThat(names(observer(endpoint("10.9.9.9")).observe())).containsExactly("s1");
    }

    @Test
    void aSlaveOfAMasterWithoutHaIsFoundToo() {
        Zone master = zone(0, "Master");
        Zone slave = zone(101, "Slave", "s1");
        fake.at(url("s1")).raft(0, LEADER, 4, 8).tells(master).tells(slave).pool(master, slave);
        assertThat(observer(endpoint("s1")).observe().zone().value()).contains(slave);
    }

    @Test
    void aZoneWantedByNameIsResolvedOnce() {
        healthy();
        Zone other = zone(101, "Other", "n1a1", "n1a2", "n1a3");
        for (String host : List.of("n1a1", "n1a2", "n1a3")) {
            fake.at(url(host)).tells(other).pool(THREE, other);
        }
        Observer observer = observer(new Target("test", List.of(url("n1a1")), Optional.empty(), Optional.of("Other")));
        assertThat(observer.observe().zone().value()).contains(other);
        observer.observe();
        assertThat(fake.count("zonepool n1a1")).isEqualTo(1);
    }

    @Test
    void aZoneThatDoesNotExistIsSaid() {
        healthy();
        fake.at(url("n1a1")).pool(THREE);
        Snapshot snapshot = observer(new Target("test", List.of(url("n1a1")), Optional.empty(), Optional.of("Nope")))
                .observe();
        assertThat(snapshot.zone().failure().orElseThrow().text())
                .isEqualTo("no zone is named Nope; there is OpenNebula");
        assertThat(names(snapshot)).containsExactly("n1a1");
    }
}
