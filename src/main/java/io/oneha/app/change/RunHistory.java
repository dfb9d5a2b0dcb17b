package io.oneha.app.change;

import io.oneha.app.look.EventLog;
import io.oneha.plan.Plan;
import io.oneha.run.RunEvent;
import io.oneha.run.RunTimeline;
import java.util.List;
import java.util.function.Consumer;

/** Keeps in the zone's timeline that a run began, which hosts it finished, and how it ended. */
public final class RunHistory implements Consumer<RunEvent> {
    private final EventLog events;
    private Plan plan;

    /**
     * @param plan what is carried out at first
     * @param events the zone's timeline
     */
    public RunHistory(Plan plan, EventLog events) {
        this.plan = plan;
        this.events = events;
    }

    @Override
    public void accept(RunEvent event) {
        RunTimeline.of(plan, event).ifPresent(kept -> events.keep(List.of(kept)));
        if (event instanceof RunEvent.Replanned replanned) {
            plan = replanned.plan();
        }
    }
}
