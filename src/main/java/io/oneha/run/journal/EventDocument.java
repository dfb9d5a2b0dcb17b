package io.oneha.run.journal;

import io.oneha.base.Text;
import io.oneha.plan.Plan;
import io.oneha.plan.Step;
import io.oneha.run.RunEvent;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A run's event as a tree of maps, lists, texts, numbers and truth values, fit for a terminal. Keys may be added, none is
 * renamed while {@code schema} stays {@value #SCHEMA}. Times that something took are whole milliseconds.
 *
 * @param origin who carries the run out
 */
public record EventDocument(RunOrigin origin) {
    /** The version of the keys. */
    public static final int SCHEMA = 1;

    /** Paths are not cut where texts are. */
    private static final int LONGEST_PATH = 4096;

    /** The event's document. */
    public Map<String, Object> of(RunEvent event) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("at", event.at().truncatedTo(ChronoUnit.MILLIS).toString());
        if (event instanceof RunEvent.Started started) {
            started(document, started);
        } else if (event instanceof RunEvent.StepStarted started) {
            step(document, "step-started", started.step());
        } else if (event instanceof RunEvent.StepSkipped skipped) {
            step(document, "step-skipped", skipped.step());
        } else if (event instanceof RunEvent.StepLine line) {
            step(document, "step-line", line.step());
            document.put("line", Text.clean(line.line()));
        } else if (event instanceof RunEvent.StepBytes bytes) {
            step(document, "step-bytes", bytes.step());
            document.put("done", bytes.done());
            document.put("total", bytes.total());
        } else if (event instanceof RunEvent.StepMeasured measured) {
            step(document, "step-measured", measured.step());
            document.put("what", Text.clean(measured.what()));
            took(document, measured.took());
        } else if (event instanceof RunEvent.StepDone done) {
            step(document, "step-done", done.step());
            took(document, done.took());
        } else if (event instanceof RunEvent.StepFailed failed) {
            step(document, "step-failed", failed.step());
            document.put("reason", Text.clean(failed.reason()));
            document.put("remedy", Text.clean(failed.remedy()));
        } else if (event instanceof RunEvent.Replanned replanned) {
            step(document, "replanned", replanned.left());
            document.put("reason", Text.clean(replanned.why()));
            document.put("from", Text.clean(replanned.from()));
            document.put("text", Text.clean(replanned.words()));
            planned(document, replanned.plan());
        } else if (event instanceof RunEvent.Stopped stopped) {
            document.put("event", "stopped");
            document.put("next", Text.clean(stopped.next().id()));
        } else if (event instanceof RunEvent.Finished finished) {
            document.put("event", "finished");
            took(document, finished.took());
        } else if (event instanceof RunEvent.Looked looked) {
            document.put("event", "looked");
            SightDocument.put(document, looked.sight());
        } else {
            throw new IllegalArgumentException(event.getClass().getSimpleName());
        }
        return document;
    }

    private void started(Map<String, Object> document, RunEvent.Started started) {
        Plan plan = started.plan();
        document.put("event", "started");
        document.put("schema", SCHEMA);
        document.put("run", Text.clean(started.run()));
        document.put("resumed", started.resumed());
        document.put("user", Text.clean(origin.user()));
        document.put("host", Text.clean(origin.host()));
        document.put("pid", origin.pid());
        document.put("version", Text.clean(origin.version()));
        document.put("inventory", Text.clean(origin.inventory(), LONGEST_PATH));
        RequestDocument.put(document, origin.request());
        planned(document, plan);
    }

    private static void planned(Map<String, Object> document, Plan plan) {
        document.put("intent", plan.intent().words());
        document.put("zone", Text.clean(plan.zone()));
        document.put("leader", Text.clean(plan.leader()));
        document.put("fingerprint", Text.clean(plan.fingerprint()));
        document.put("steps", plan.steps().stream().map(EventDocument::planned).toList());
    }

    private static Map<String, Object> planned(Step step) {
        Map<String, Object> planned = new LinkedHashMap<>();
        planned.put("id", Text.clean(step.id()));
        planned.put("host", Text.clean(step.host()));
        planned.put("title", Text.clean(step.title()));
        planned.put("kind", step.kind().name().toLowerCase(Locale.ROOT));
        return planned;
    }

    private static void step(Map<String, Object> document, String event, Step step) {
        document.put("event", event);
        document.put("step", Text.clean(step.id()));
    }

    private static void took(Map<String, Object> document, Duration took) {
        document.put("tookMs", took.toMillis());
    }
}
