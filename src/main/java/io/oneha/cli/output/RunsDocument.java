package io.oneha.cli.output;

import static io.oneha.cli.output.Document.map;

import io.oneha.base.Json;
import io.oneha.run.journal.RunOrigin;
import io.oneha.run.journal.RunRecord;
import io.oneha.run.journal.StepRecord;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Runs as JSON, one document on one line. Keys may be added, none is renamed while {@code schema} stays 1. */
public final class RunsDocument {
    private static final int SCHEMA = 1;

    private RunsDocument() {}

    /** Prints all runs, without what each step said. */
    public static void print(List<RunRecord> runs, PrintWriter out) {
        out.print(Json.write(map(
                "schema",
                SCHEMA,
                "runs",
                runs.stream().map(RunsDocument::summary).toList())));
    }

    /** Prints one run with all its steps. */
    public static void print(RunRecord run, PrintWriter out) {
        out.print(Json.write(of(run)));
    }

    /** One run with all its steps, as a tree. */
    public static Map<String, Object> of(RunRecord run) {
        Map<String, Object> document = map("schema", SCHEMA);
        document.putAll(summary(run));
        document.put("steps", run.steps().stream().map(RunsDocument::step).toList());
        return document;
    }

    private static Map<String, Object> summary(RunRecord run) {
        RunOrigin origin = run.origin();
        return map(
                "run", run.run(),
                "state", run.state().word(),
                "resumable", run.state().isResumable(),
                "began", run.began().toString(),
                "last", run.last().toString(),
                "stepsDone", run.done(),
                "stepsTotal", run.steps().size(),
                "user", origin.user(),
                "host", origin.host(),
                "pid", origin.pid(),
                "version", origin.version(),
                "inventory", origin.inventory(),
                "asked", origin.request().intent().words(),
                "adopt", origin.request().adopt(),
                "even", origin.request().evenSize(),
                "intent", run.intent(),
                "zone", run.zone(),
                "leader", run.leader(),
                "fingerprint", run.fingerprint(),
                "replanned",
                        run.replanned().stream().map(RunsDocument::replanned).toList(),
                "failure", run.failure().map(RunsDocument::failure));
    }

    private static Map<String, Object> replanned(RunRecord.Replanned replanned) {
        return map(
                "at", replanned.at().toString(),
                "from", replanned.from(),
                "to", replanned.to(),
                "reason", replanned.why());
    }

    private static Map<String, Object> failure(RunRecord.Failure failure) {
        return map("step", failure.step(), "reason", failure.reason(), "remedy", failure.remedy());
    }

    private static Map<String, Object> step(StepRecord step) {
        return map(
                "id", step.id(),
                "host", step.host(),
                "title", step.title(),
                "kind", step.kind(),
                "state", step.state().word(),
                "tookMs", step.elapsed().map(Duration::toMillis),
                "copied", step.copied(),
                "lines", step.lines(),
                "measures", step.measures().stream().map(RunsDocument::measure).toList());
    }

    private static Map<String, Object> measure(StepRecord.Measure measure) {
        return map("what", measure.what(), "tookMs", measure.took().toMillis());
    }
}
