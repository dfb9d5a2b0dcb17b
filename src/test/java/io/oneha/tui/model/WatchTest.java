package io.oneha.tui.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.health.History;
import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.tui.Recorded;
import io.oneha.tui.Scenes;
import io.oneha.tui.frame.Spark;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WatchTest {
    private Watch watch = Watch.start(History.EMPTY);
    private int second;

    @Test
    void aServerThatFailsKeepsItsLastAnswerAndWhenItWas() {
        look("healthy");
        look("healthy");
        ServerView server = look("follower-down").servers().get(2);
        look("follower-down");
        ServerFacts facts = watch.facts(server);

        assertThat(facts.last().orElseThrow().logIndex()).isEqualTo("8");
        assertThat(facts.lastAt()).contains(Scenes.START.plusSeconds(1));
        assertThat(facts.failingSince()).contains(Scenes.START.plusSeconds(2));
        assertThat(facts.latencies()).containsExactly(2000L, 2000L, Spark.GAP, Spark.GAP);
        assertThat(facts.lags()).containsExactly(0L, 0L, Spark.GAP, Spark.GAP);
    }

    @Test
    void itAnswersAgainAndFailsNoMore() {
        look("follower-down");
        ServerView server = look("repaired").servers().get(2);

        assertThat(watch.facts(server).failingSince()).isEmpty();
    }

    @Test
    void lagIsKeptForEachLook() {
        look("healthy2");
        ServerView server = look("follower-lagging-no-writes").servers().get(2);

        assertThat(watch.facts(server).lags()).containsExactly(0L, 54L);
    }

    @Test
    void writesAreWhatTheLeaderCommittedPerSecond() {
        look("follower-down");
        look("follower-lagging-no-writes");
        look("candidate");
        assertThat(watch.writes()).containsExactly(116L, Spark.GAP);
    }

    @Test
    void aServerThatIsGoneForGoodIsForgotten() {
        look("healthy");
        for (int i = 0; i <= History.MAX_SNAPSHOTS; i++) {
            look("solo");
        }

        assertThat(watch.facts()).isEmpty();
        assertThat(watch.writes()).hasSize(History.MAX_SNAPSHOTS);
    }

    private Snapshot look(String state) {
        Snapshot snapshot = Recorded.zone(state, Scenes.START.plusSeconds(second++), Duration.ofMillis(2));
        watch = watch.next(snapshot);
        return snapshot;
    }
}
