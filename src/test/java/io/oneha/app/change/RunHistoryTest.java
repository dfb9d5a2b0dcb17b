package io.oneha.app.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.app.look.EventLog;
import io.oneha.health.ZoneEvent;
import io.oneha.plan.Plans;
import io.oneha.run.Happenings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run of a command is in the zone's timeline as one of the dashboard is. */
class RunHistoryTest {
    private final List<ZoneEvent> kept = new ArrayList<>();

    @Test
    void itsStartAndItsEndAreKept() {
        RunHistory history = new RunHistory(Plans.join(), new EventLog() {
            @Override
            public List<ZoneEvent> past() {
                return List.of();
            }

            @Override
            public void keep(List<ZoneEvent> events) {
                kept.addAll(events);
            }
        });
        history.accept(Happenings.started(0));
        history.accept(Happenings.finished(70_000));

        assertThat(kept)
                .extracting(ZoneEvent::text)
                .containsExactly(
                        "run " + Happenings.RUN + " begins: 15 steps on n1a3", "the run is done after 1 min 10 s");
    }
}
