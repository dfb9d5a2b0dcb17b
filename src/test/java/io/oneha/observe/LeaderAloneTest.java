package io.oneha.observe;

import static io.oneha.observe.FakeZone.url;
import static io.oneha.observe.FakeZone.zone;
import static io.oneha.zone.ServerState.FOLLOWER;
import static io.oneha.zone.ServerState.LEADER;
import static io.oneha.zone.ServerState.SOLO;
import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.zone.FailureKind;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A look for the leader alone ends when a majority is seen behind one; for anything less it waits to its end. */
class LeaderAloneTest extends ObserverFixture {
    /** Nobody waits for it: the clock of these tests does not move, so that a look that waited would not end. */
    private static final Duration ENDLESS = Duration.ofMinutes(10);

    private Snapshot look(Target target) {
        return new Observer(fake, target, ENDLESS, CLOCK, nanos::get, Map::of, endpoint -> Via.DIRECT).observeLeader();
    }

    private static String leader(Snapshot snapshot) {
        Leadership leadership = Leadership.of(snapshot.pool());
        return leadership.proven() ? leadership.leader().orElseThrow().name() : "nobody";
    }

    @Test
    @Timeout(5)
    void aServerThatHangsIsNotWaitedForOnceTheOthersAreAMajority() {
        healthy();
        fake.at(url("n1a3")).hangs();

        assertThat(leader(look(endpoint("n1a1")))).isEqualTo("n1a1");
        assertThat(leader(look(endpoint("n1a2")))).isEqualTo("n1a1");
    }

    @Test
    void settingsAndVersionAreNotAskedFor() {
        healthy();

        assertThat(leader(look(endpoint("n1a2")))).isEqualTo("n1a1");
        assertThat(fake.calls).noneMatch(call -> call.startsWith("settings") || call.startsWith("version"));
    }

    @Test
    void aLeaderWithoutAMajorityIsWaitedForToTheEnd() {
        healthy();
        fake.at(url("n1a2")).hangs();
        fake.at(url("n1a3")).hangs();

        Snapshot snapshot = observer(endpoint("n1a1")).observeLeader();

        assertThat(leader(snapshot)).isEqualTo("nobody");
        assertThat(snapshot.servers())
                .filteredOn(view -> view.failed(FailureKind.SILENT))
                .hasSize(2);
    }

    @Test
    void whoSaysThatItLeadsAndWasDeposedIsNotTheLeader() {
        healthy();
        fake.at(url("n1a2")).raft(1, LEADER, 2, 263);
        fake.at(url("n1a3")).raft(2, FOLLOWER, 2, 263);

        assertThat(leader(look(endpoint("n1a1")))).isEqualTo("n1a2");
    }

    @Test
    void aReinstalledServerThatLeadsAZoneOfItselfEndsNoLookForTheRealOne() {
        healthy();
        fake.at(url("n1a3")).raft(0, LEADER, 9, 1).tells(zone(0, "OpenNebula", "n1a3"));

        Target asked = endpoint("n1a3", "n1a1", "n1a2");
        assertThat(leader(look(asked))).isEqualTo("n1a1");
    }

    @Test
    @Timeout(5)
    void anotherNameOfAServerIsHeardAndChangesNothing() {
        healthy();
        fake.at(url("vip")).raft(0, LEADER, 1, 263).tells(THREE).pool(THREE);
        fake.at(url("n1a3")).hangs();

        assertThat(leader(look(endpoint("vip")))).isEqualTo("n1a1");
    }

    @Test
    void theOneServerOfAZoneWithoutHaIsItsOnlyServer() {
        fake.at(url("n1a1")).raft(-1, SOLO, 0, 0).tells(zone(0, "OpenNebula")).pool(zone(0, "OpenNebula"));

        Snapshot snapshot = look(endpoint("n1a1"));

        assertThat(snapshot.isSolo()).isTrue();
        assertThat(snapshot.onlyServer().map(ServerView::name)).contains("n1a1");
    }
}
