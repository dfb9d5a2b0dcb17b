package io.oneha.steps.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.lab.Await;
import io.oneha.plan.HarmlessWrite;
import io.oneha.steps.ScriptedSite;
import io.oneha.steps.ToldLines;
import io.oneha.zone.Cluster;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The writes beside the steps of a run. */
class WriteWatchTest {
    @Test
    void whereNothingCanBeWrittenThatIsToldOnceAndNothingIsMeasured() {
        ScriptedSite zone = new ScriptedSite();
        zone.leads = true;
        zone.cluster = new Cluster(0, 11, List.of());
        List<String> told = new CopyOnWriteArrayList<>();
        try (WriteWatch watch = WriteWatch.start(zone.site(), HarmlessWrite.CLUSTER, true)) {
            Await.awaits(Duration.ofSeconds(20), "it is told", () -> {
                watch.tells(new ToldLines(told));
                return !told.isEmpty();
            });
            watch.tells(new ToldLines(told));
        }
        assertThat(told)
                .singleElement()
                .asString()
                .startsWith("how long nobody can write is not measured: cluster 0 has 11 hosts");
        assertThat(zone.clusterWrites).isEmpty();
    }
}
