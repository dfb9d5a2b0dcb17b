package io.oneha.observe;

import static io.oneha.observe.FakeZone.url;
import static io.oneha.observe.FakeZone.zone;
import static io.oneha.zone.ServerState.FOLLOWER;
import static io.oneha.zone.ServerState.LEADER;
import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.zone.FailureKind;
import io.oneha.zone.Reply;
import io.oneha.zone.Zone;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObserverTest extends ObserverFixture {
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
    void aTimeThatRanOutIsTheDeadlineThatTheUserKnows() {
        healthy();
        fake.at(url("n1a2")).fails(FailureKind.UNREACHABLE, "no connection within TIMEOUT");
        Snapshot snapshot = observer(endpoint("n1a1")).observe();
        assertThat(snapshot.servers().get(1).raft().failure().orElseThrow().text())
                .isEqualTo("no connection within 150 ms");
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
    void aZoneThatNobodyHadTimeToTellIsAskedForInTheNextLook() {
        healthy();
        for (String host : List.of("n1a1", "n1a2", "n1a3")) {
            fake.at(url(host)).zones.clear();
        }
        Observer observer = observer(endpoint("n1a1"));
        assertThat(observer.observe().zone().failure().orElseThrow().text()).isEqualTo("no answer within 150 ms");
        healthy();
        assertThat(observer.observe().zone().value()).contains(THREE);
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
