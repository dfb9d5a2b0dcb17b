package io.oneha.cli.output;

import io.oneha.base.Json;
import io.oneha.run.journal.RunOrigin;
import io.oneha.run.journal.RunRecord;
import io.oneha.run.journal.StepRecord;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs as JSON, one document on one line. Keys may be added, none is renamed while {@code schema} stays 1. */
public final class RunsDocument {
    private static final int SCHEMA = 1;

    private RunsDocument() {}

    /** Prints all runs, without what each step said. */
    public static void print(List<RunRecord> runs, PrintWriter out) {
        Map<String, Object> document = start();
        document.put("runs", runs.stream().map(RunsDocument::summary).toList());
        out.print(Json.write(document));
    }

    /** Prints one run with all its steps. */
    public static void print(RunRecord run, PrintWriter out) {
        Map<String, Object> document = start();
        document.putAll(summary(run));
        document.put("steps", run.steps().stream().map(RunsDocument::step).toList());
        out.print(Json.write(document));
    }

    private static Map<String, Object> start() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema", SCHEMA);
        return document;
    }

    private static Map<String, Object> summary(RunRecord run) {
        RunOrigin origin = run.origin();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("run", run.run());
        map.put("state", run.state().word());
        map.put("resumable", run.state().isResumable());
        map.put("began", run.began().toString());
        map.put("last", run.last().toString());
        map.put("stepsDone", run.done());
        map.put("stepsTotal", run.steps().size());
        map.put("user", origin.user());
        map.put("host", origin.host());
        map.put("pid", origin.pid());
        map.put("version", origin.version());
        map.put("inventory", origin.inventory());
        map.put("asked", origin.request().intent().words());
        map.put("adopt", origin.request().adopt());
        map.put("even", origin.request().evenSize());
        map.put("intent", run.intent());
        map.put("zone", run.zone());
        map.put("leader", run.leader());
        map.put("fingerprint", run.fingerprint());
        map.put(
                "replanned",
                run.replanned().stream().map(RunsDocument::replanned).toList());
        map.put("failure", run.failure().map(RunsDocument::failure).orElse(null));
        return map;
    }

    private static Map<String, Object> replanned(RunRecord.Replanned replanned) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("at", replanned.at().toString());
        map.put("from", replanned.from());
        map.put("to", replanned.to());
        map.put("reason", replanned.why());
        return map;
    }

    private static Map<String, Object> failure(RunRecord.Failure failure) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("step", failure.step());
        map.put("reason", failure.reason());
        map.put("remedy", failure.remedy());
        return map;
    }

    private static Map<String, Object> step(StepRecord step) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", step.id());
        map.put("host", step.host());
        map.put("title", step.title());
        map.put("kind", step.kind());
        map.put("state", step.state().word());
        map.put("tookMs", step.elapsed().map(Duration::toMillis).orElse(null));
        map.put("copied", step.copied());
        map.put("lines", step.lines());
        map.put("measures", step.measures().stream().map(RunsDocument::measure).toList());
        return map;
    }

    private static Map<String, Object> measure(StepRecord.Measure measure) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("what", measure.what());
        map.put("tookMs", measure.took().toMillis());
        return map;
    }
}
