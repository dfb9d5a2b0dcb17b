package io.oneha.observe;

import static io.oneha.observe.FakeZone.url;
import static io.oneha.observe.FakeZone.zone;
import static io.oneha.zone.ServerState.CANDIDATE;
import static io.oneha.zone.ServerState.FOLLOWER;
import static io.oneha.zone.ServerState.LEADER;
import static io.oneha.zone.ServerState.SOLO;
import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.inventory.FrontEnd;
import io.oneha.inventory.Inventory;
import io.oneha.inventory.Vip;
import io.oneha.zone.FailureKind;
import io.oneha.zone.Reply;
import io.oneha.zone.Zone;
import io.oneha.zone.ZoneServer;
import io.oneha.zone.ZoneState;
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
import org.junit.jupiter.api.Test;

class ObserverTest {
    private static final Duration DEADLINE = Duration.ofMillis(150);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC);
    private static final Zone THREE = zone(0, "OpenNebula", "n1a1", "n1a2", "n1a3");

    private final FakeZone fake = new FakeZone();
    private final AtomicLong nanos = new AtomicLong(1);

    private void healthy() {
        fake.at(url("n1a1")).raft(0, LEADER, 1, 263).tells(THREE);
        fake.at(url("n1a2")).raft(1, FOLLOWER, 1, 263).tells(THREE);
        fake.at(url("n1a3")).raft(2, FOLLOWER, 1, 263).tells(THREE);
    }

    private Observer observer(Target target) {
        return new Observer(fake, target, DEADLINE, CLOCK, nanos::get);
    }

    private static Target endpoint(String... hosts) {
        List<String> endpoints = new ArrayList<>();
        for (String host : hosts) {
            endpoints.add(url(host));
        }
        return new Target("test", endpoints, Optional.empty(), Optional.empty());
    }

    private static Target inventory(FrontEnd... frontEnds) {
        return new Target("inventory.yml", List.of(), Optional.of(inventoryOf(frontEnds)), Optional.empty());
    }

    private static Inventory inventoryOf(FrontEnd... frontEnds) {
        return new Inventory(
                "inventory.yml",
                "frontend",
                List.of(frontEnds),
                Optional.of(new Vip("10.2.50.86", 24)),
                false,
                Optional.empty(),
                Optional.empty(),
                new Inventory.Database("MariaDB", "opennebula", "oneadmin", Optional.empty()),
                new Inventory.Hooks("raft/vip.sh", "raft/vip.sh"),
                List.of(),
                false,
                Optional.empty());
    }

    private static FrontEnd frontEnd(String name, String address) {
        return frontEnd(name, address, url(address));
    }

    private static FrontEnd frontEnd(String name, String address, String endpoint) {
        return new FrontEnd(
                name,
                address,
                endpoint,
                Optional.of("eth0"),
                new FrontEnd.SshSettings(
                        Optional.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(), false),
                Map.of());
    }

    private static List<String> names(Snapshot snapshot) {
        return snapshot.servers().stream().map(ServerView::name).toList();
    }

    @Test
    void oneEndpointIsEnoughToSeeAllServers() {
        healthy();
        Snapshot snapshot = observer(endpoint("n1a2")).observe();
        assertThat(names(snapshot)).containsExactly("n1a1", "n1a2", "n1a3");
        assertThat(snapshot.servers())
                .allMatch(view -> view.inPool() && view.raft().value().isPresent());
        assertThat(snapshot.zone().value()).contains(THREE);
        assertThat(snapshot.version()).contains("7.4.0");
        assertThat(snapshot.settings()).isPresent();
        assertThat(snapshot.observedAt()).isEqualTo(CLOCK.instant());
        assertThat(fake.calls).doesNotHaveDuplicates();
        assertThat(fake.calls).contains("settings n1a1", "version n1a1").doesNotContain("zonepool n1a2");
    }

    @Test
    void hangingServersTakeNoLongerThanTheDeadlineAndHideNobody() {
        healthy();
        fake.at(url("n1a2")).hangs();
        fake.at(url("n1a3")).hangs();
        long start = System.nanoTime();
        Snapshot snapshot = new Observer(fake, endpoint("n1a1"), DEADLINE, CLOCK).observe();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertThat(took).isBetween(DEADLINE, DEADLINE.plusSeconds(2));
        assertThat(snapshot.servers().get(0).raft().value()).isPresent();
        for (ServerView view : snapshot.servers().subList(1, 3)) {
            Reply.Failure<?> failure = view.raft().failure().orElseThrow();
            assertThat(failure.kind()).isEqualTo(FailureKind.SILENT);
            assertThat(failure.text()).isEqualTo("no answer within 150 ms");
        }
    }

    @Test
    void theClientGivesUpBeforeTheLookEndsSoThatItCanSayWhy() {
        healthy();
        observer(endpoint("n1a1")).observe();
        assertThat(fake.timeouts).allMatch(timeout -> timeout.compareTo(DEADLINE) < 0 && timeout.toMillis() > 100);
    }

    @Test
    void aStaleFollowersPoolDoesNotCount() {
        healthy();
        fake.at(url("n1a2")).tells(zone(0, "OpenNebula", "n1a1", "n1a2"));
        Snapshot snapshot = observer(endpoint("n1a2")).observe();
        assertThat(names(snapshot)).containsExactly("n1a1", "n1a2", "n1a3");
    }

    @Test
    void ofTwoLeadersTheOneWithAMajorityIsBelieved() {
        Zone renamed = zone(0, "New", "n1a1", "n1a2", "n1a3");
        fake.at(url("n1a1")).raft(0, FOLLOWER, 68, 137).tells(renamed);
        fake.at(url("n1a2")).raft(1, LEADER, 68, 137).tells(renamed);
        fake.at(url("n1a3")).raft(2, LEADER, 67, 137).tells(THREE);
        assertThat(observer(endpoint("n1a3")).observe().zone().value()).contains(renamed);
    }

    @Test
    void aLeaderOfALaterTermWithoutMajorityIsNotBelievedBeforeOneWithIt() {
        Zone renamed = zone(0, "Lonely", "n1a1", "n1a2", "n1a3");
        fake.at(url("n1a1")).raft(0, LEADER, 70, 140).tells(renamed);
        fake.at(url("n1a2")).raft(1, LEADER, 68, 137).tells(THREE);
        fake.at(url("n1a3")).raft(2, FOLLOWER, 68, 137).tells(THREE);
        assertThat(observer(endpoint("n1a1")).observe().zone().value()).contains(THREE);
    }

    @Test
    void withoutALeaderTheNewestLogIsBelieved() {
        Zone older = zone(0, "Older", "n1a1", "n1a2", "n1a3");
        fake.at(url("n1a1")).raft(0, FOLLOWER, 5, 10).tells(older);
        fake.at(url("n1a2")).raft(1, FOLLOWER, 5, 12).tells(THREE);
        fake.at(url("n1a3")).fails(FailureKind.REFUSED, "connection refused");
        assertThat(observer(endpoint("n1a1", "n1a2")).observe().zone().value()).contains(THREE);
    }

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

    @Test
    void ofAllFailuresTheMostTellingIsKept() {
        fake.at(url("n1a1")).fails(FailureKind.REFUSED, "connection refused");
        fake.at(url("n1a2")).fails(FailureKind.AUTHENTICATION, "User couldn't be authenticated, aborting call.");
        fake.at(url("n1a3")).hangs();
        Snapshot snapshot = observer(
                        inventory(frontEnd("n1a1", "n1a1"), frontEnd("n1a2", "n1a2"), frontEnd("n1a3", "n1a3")))
                .observe();
        assertThat(snapshot.zone().failure().orElseThrow().kind()).isEqualTo(FailureKind.AUTHENTICATION);
        assertThat(snapshot.servers())
                .extracting(view -> view.raft().failure().orElseThrow().kind())
                .containsExactly(FailureKind.REFUSED, FailureKind.AUTHENTICATION, FailureKind.SILENT);
        assertThat(snapshot.missing()).isEmpty();
    }

    @Test
    void aZoneThatWentDarkKeepsItsServers() {
        healthy();
        Observer observer = observer(endpoint("n1a1"));
        observer.observe();
        for (String host : List.of("n1a1", "n1a2", "n1a3")) {
            fake.at(url(host)).fails(FailureKind.REFUSED, "connection refused");
        }
        Snapshot snapshot = observer.observe();
        assertThat(snapshot.zone().failure()).isPresent();
        assertThat(names(snapshot)).containsExactly("n1a1", "n1a2", "n1a3");
        assertThat(snapshot.servers()).allMatch(ServerView::inPool);
    }

    @Test
    void thePoolStaysWhenServersAreTooBusyToTellIt() {
        healthy();
        Observer observer = observer(endpoint("n1a1"));
        observer.observe();
        nanos.addAndGet(Duration.ofSeconds(11).toNanos());
        for (String host : List.of("n1a1", "n1a2", "n1a3")) {
            fake.at(url(host)).zones.clear();
        }
        assertThat(observer.observe().zone().value()).contains(THREE);
    }

    @Test
    void theZoneIsAskedForAgainAfterTenSecondsOnly() {
        healthy();
        Observer observer = observer(endpoint("n1a1"));
        observer.observe();
        fake.calls.clear();
        nanos.addAndGet(Duration.ofSeconds(9).toNanos());
        observer.observe();
        assertThat(fake.calls).noneMatch(call -> call.startsWith("zone "));
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        observer.observe();
        assertThat(fake.calls).contains("zone 0 n1a1", "zone 0 n1a2", "zone 0 n1a3");
    }

    @Test
    void aNewLeaderTellsItsZoneInTheSameLook() {
        healthy();
        Observer observer = observer(endpoint("n1a1"));
        observer.observe();
        Zone grown = zone(0, "OpenNebula", "n1a1", "n1a2", "n1a3", "n1a4");
        fake.at(url("n1a1")).fails(FailureKind.REFUSED, "connection refused");
        fake.at(url("n1a2")).raft(1, LEADER, 2, 264).tells(grown);
        fake.at(url("n1a3")).raft(2, FOLLOWER, 2, 264);
        fake.at(url("n1a4")).raft(3, FOLLOWER, 2, 264).tells(grown);
        Snapshot snapshot = observer.observe();
        assertThat(names(snapshot)).containsExactly("n1a1", "n1a2", "n1a3", "n1a4");
        assertThat(snapshot.servers().get(3).raft().value()).isPresent();
    }

    @Test
    void aServerThatFellSilentMakesTheNextLookAskForTheZone() {
        healthy();
        Observer observer = observer(endpoint("n1a1"));
        observer.observe();
        fake.at(url("n1a3")).hangs();
        observer.observe();
        fake.calls.clear();
        observer.observe();
        assertThat(fake.calls).contains("zone 0 n1a1");
        fake.calls.clear();
        observer.observe();
        assertThat(fake.calls).noneMatch(call -> call.startsWith("zone "));
    }

    @Test
    void settingsAreAskedOncePerMinuteAndNeverFailALook() {
        healthy();
        fake.at(url("n1a1")).tellsSettings = false;
        Observer observer = observer(endpoint("n1a1"));
        Snapshot first = observer.observe();
        assertThat(first.settings()).isEmpty();
        assertThat(first.servers()).allMatch(view -> view.raft().value().isPresent());
        fake.at(url("n1a1")).tellsSettings = true;
        assertThat(observer.observe().settings()).isEmpty();
        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        assertThat(observer.observe().settings()).isPresent();
        assertThat(observer.observe().version()).contains("7.4.0");
        assertThat(fake.count("settings n1a1")).isEqualTo(2);
    }

    @Test
    void anInterruptEndsTheLook() {
        healthy();
        fake.at(url("n1a2")).hangs();
        Observer observer = new Observer(fake, endpoint("n1a1"), Duration.ofMinutes(5), CLOCK);
        Thread.currentThread().interrupt();
        Snapshot snapshot = observer.observe();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(snapshot.servers()).isNotEmpty();
    }
}
