package io.oneha.cli.output;

import static io.oneha.cli.output.Document.map;

import io.oneha.app.change.DrillCheck;
import io.oneha.app.change.DrillCost;
import io.oneha.app.change.DrillReport;
import io.oneha.base.Json;
import io.oneha.run.RunSight;
import io.oneha.run.journal.RunOrigin;
import io.oneha.run.journal.RunRecord;
import io.oneha.run.journal.StepRecord;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A drill's report as one line of JSON. Its keys are {@code docs/drill.schema.json}; keys may be added, none is renamed while
 * {@code schema} stays 1.
 */
final class DrillDocument {
    private static final int SCHEMA = 1;

    private DrillDocument() {}

    static void print(DrillReport report, PrintWriter out) {
        RunRecord run = report.run();
        RunOrigin by = run.origin();
        out.print(Json.write(map(
                "schema", SCHEMA,
                "result", report.result().name().toLowerCase(Locale.ROOT),
                "passed", report.isPassed(),
                "run", run.run(),
                "state", run.state().word(),
                "zone", run.zone(),
                "from", name(report.from()),
                "wanted", name(by.request().heir()),
                "leader", name(report.to()),
                "configurationChanged", !by.request().changesNoConfiguration(),
                "began", run.began().toString(),
                "last", run.last().toString(),
                "user", by.user(),
                "host", by.host(),
                "pid", by.pid(),
                "version", by.version(),
                "oneVersion", name(report.oneVersion()),
                "inventory", by.inventory(),
                "fingerprint", run.fingerprint(),
                "junctures",
                        run.junctures().stream()
                                .map(one ->
                                        map("what", one.what(), "at", one.at().toString(), "text", one.text()))
                                .toList(),
                "checks", report.checks().stream().map(DrillDocument::check).toList(),
                "costs", report.costs().stream().map(DrillDocument::cost).toList(),
                "before", report.before().map(DrillDocument::look),
                "after", report.after().map(DrillDocument::look),
                "steps", run.steps().stream().map(DrillDocument::step).toList(),
                "handBack", report.handsBack())));
    }

    private static Optional<String> name(String text) {
        return Optional.of(text).filter(name -> !name.isEmpty());
    }

    private static Map<String, Object> check(DrillCheck check) {
        return map("what", check.what(), "holds", check.holds(), "seen", check.seen());
    }

    private static Map<String, Object> cost(DrillCost cost) {
        return map(
                "what", cost.what().name(),
                "tookMs", cost.took().map(Duration::toMillis),
                "atLeast", cost.atLeast(),
                "resolutionMs", cost.resolution().toMillis(),
                "how", cost.how());
    }

    private static Map<String, Object> look(RunRecord.Looked look) {
        RunSight sight = look.sight();
        return map(
                "at", look.at().toString(),
                "verdict", sight.overall().name(),
                "vip", name(sight.vip()),
                "servers", sight.servers().stream().map(DrillDocument::server).toList(),
                "findings",
                        sight.findings().stream()
                                .map(found -> map(
                                        "code", found.code(), "severity", found.severity(), "subject", found.subject()))
                                .toList());
    }

    private static Map<String, Object> server(RunSight.Server server) {
        return map(
                "name", server.name(),
                "state", server.state(),
                "term", number(server.term()),
                "index", number(server.index()),
                "commit", number(server.commit()),
                "vip", server.vip());
    }

    private static Optional<Long> number(long value) {
        return value == RunSight.UNKNOWN ? Optional.empty() : Optional.of(value);
    }

    private static Map<String, Object> step(StepRecord step) {
        return map(
                "id", step.id(),
                "host", step.host(),
                "title", step.title(),
                "state", step.state().word(),
                "began", step.began().map(Object::toString),
                "tookMs", step.elapsed().map(Duration::toMillis));
    }
}
