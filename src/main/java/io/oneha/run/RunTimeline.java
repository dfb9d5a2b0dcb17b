package io.oneha.run;

import io.oneha.base.Amounts;
import io.oneha.base.Text;
import io.oneha.health.Finding;
import io.oneha.health.ZoneEvent;
import io.oneha.health.ZoneEvent.Kind;
import io.oneha.plan.Plan;
import io.oneha.plan.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the zone's timeline keeps of a run: that it began, that a host is finished, how it ended. Pure. */
public final class RunTimeline {
    private static final String ZONE = Finding.ZONE;

    private RunTimeline() {}

    /**
     * What an event of a run means for the timeline; empty when it is a detail.
     *
     * @param plan what is carried out when the event happens
     */
    public static Optional<ZoneEvent> of(Plan plan, RunEvent event) {
        if (event instanceof RunEvent.Started started) {
            String begins = started.resumed() ? " continues: " : " begins: ";
            String text = "run " + started.run() + begins + extent(started.plan());
            return of(started.at(), Kind.RUN_STARTED, ZONE, text);
        } else if (event instanceof RunEvent.StepDone done) {
            return host(plan, done.step(), done.at());
        } else if (event instanceof RunEvent.StepSkipped skipped) {
            return host(plan, skipped.step(), skipped.at());
        } else if (event instanceof RunEvent.StepFailed failed) {
            Step step = failed.step();
            String number =
                    (plan.steps().indexOf(step) + 1) + " of " + plan.steps().size();
            String where = "the run failed on " + step.host() + ", step " + number + ", " + step.title();
            return of(failed.at(), Kind.RUN_FAILED, step.host(), where + ": " + failed.reason());
        } else if (event instanceof RunEvent.Stopped stopped) {
            int left = plan.steps().size() - plan.steps().indexOf(stopped.next());
            return of(stopped.at(), Kind.RUN_STOPPED, ZONE, "the run was stopped, " + steps(left) + " left");
        } else if (event instanceof RunEvent.Finished finished) {
            return of(finished.at(), Kind.RUN_DONE, ZONE, "the run is done after " + Amounts.took(finished.took()));
        }
        return Optional.empty();
    }

    /** A run that broke off between two steps, or could not begin. */
    public static ZoneEvent broken(Instant at, String reason) {
        return new ZoneEvent(at, Kind.RUN_FAILED, ZONE, Text.clean("the run failed: " + reason));
    }

    private static Optional<ZoneEvent> host(Plan plan, Step ended, Instant at) {
        List<Step> own = plan.steps().stream()
                .filter(step -> step.host().equals(ended.host()))
                .toList();
        boolean last = !own.isEmpty() && own.get(own.size() - 1).id().equals(ended.id());
        return last
                ? of(at, Kind.RUN_HOST_DONE, ended.host(), ended.host() + " is finished: " + steps(own.size()))
                : Optional.empty();
    }

    private static String extent(Plan plan) {
        List<String> hosts = plan.steps().stream().map(Step::host).distinct().toList();
        return steps(plan.steps().size()) + " on " + String.join(", ", hosts);
    }

    private static String steps(int number) {
        return number == 1 ? "1 step" : number + " steps";
    }

    private static Optional<ZoneEvent> of(Instant at, Kind kind, String subject, String text) {
        return Optional.of(new ZoneEvent(at, kind, Text.clean(subject), Text.clean(text)));
    }
}
