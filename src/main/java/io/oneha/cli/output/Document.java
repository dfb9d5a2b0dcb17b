package io.oneha.cli.output;

import io.oneha.app.look.FixOffer;
import io.oneha.app.look.Report;
import io.oneha.app.look.ServerRow;
import io.oneha.base.Json;
import io.oneha.base.Text;
import io.oneha.health.Basis;
import io.oneha.health.Finding;
import io.oneha.health.Verdict;
import io.oneha.observe.Snapshot;
import io.oneha.observe.VipView;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.TemplateAttribute;
import io.oneha.zone.Zone;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * A report as the tree that the JSON and YAML formats write: maps, lists, text, numbers and null. Its keys are
 * {@code docs/status.schema.json}; keys may be added, none is renamed while {@code schema} stays 1.
 */
public final class Document {
    /** The version of the schema. */
    private static final int SCHEMA = 1;

    private Document() {}

    /** Prints one JSON document on one line, so that a watch is JSON lines. */
    public static void json(Report report, PrintWriter out) {
        out.print(Json.write(of(report)));
    }

    /** Prints the same document as YAML; each begins with {@code ---}, so that a watch is a stream of them. */
    public static void yaml(Report report, PrintWriter out) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setExplicitStart(true)
                .setDereferenceAliases(true)
                .setIndicatorIndent(2)
                .setIndentWithIndicator(true)
                .setWidth(Integer.MAX_VALUE)
                .build();
        out.print(new Dump(settings).dumpToString(of(report)));
    }

    /** The tree. */
    public static Map<String, Object> of(Report report) {
        Verdict verdict = report.verdict();
        Snapshot snapshot = report.snapshot();
        return map(
                "schema", SCHEMA,
                "observedAt", time(snapshot.observedAt()),
                "zone", snapshot.zone().value().map(Document::zone),
                "version", snapshot.version().map(Text::clean),
                "verdict", verdict.overall().name(),
                "faultTolerance", verdict.faultTolerance(),
                "leader", verdict.leader().map(leader -> map("id", leader.id(), "name", Text.clean(leader.name()))),
                "servers",
                        report.servers().stream()
                                .map(row -> server(row, report))
                                .toList(),
                "vip", snapshot.vip().map(Document::vip),
                "vipUnknown", snapshot.target().vipUnknown().map(Text::clean),
                "findings",
                        verdict.findings().stream()
                                .map(finding -> finding(finding, report))
                                .toList(),
                "basis", basis(verdict.basis()),
                "noWritesSince", verdict.stopped().map(Document::time));
    }

    private static Map<String, Object> zone(Zone zone) {
        return map(
                "id", zone.id(),
                "name", Text.clean(zone.name()),
                "state", zone.state().name(),
                "template", template(zone.template()));
    }

    /** As OpenNebula's own JSON has it: a name that repeats has a list. */
    private static Map<String, Object> template(List<? extends TemplateAttribute> attributes) {
        Map<String, Object> template = new LinkedHashMap<>();
        for (TemplateAttribute attribute : attributes) {
            Object value = attribute instanceof TemplateAttribute.Vector vector
                    ? template(vector.values())
                    : Text.printable(((TemplateAttribute.Single) attribute).value());
            template.merge(Text.clean(attribute.name()), value, Document::both);
        }
        return template;
    }

    private static Object both(Object before, Object value) {
        List<Object> values = new ArrayList<>(before instanceof List<?> list ? list : List.of(before));
        values.add(value);
        return values;
    }

    private static Map<String, Object> server(ServerRow row, Report report) {
        return map(
                "id", row.id(),
                "name", row.name(),
                "endpoint", row.endpoint(),
                "inPool", row.inPool(),
                "state", row.state(),
                "term", row.raft().map(RaftStatus::term),
                "index", row.raft().map(RaftStatus::logIndex),
                "commit", row.raft().map(RaftStatus::commit),
                "vote", row.raft().map(RaftStatus::votedFor),
                "fedIndex", row.raft().map(RaftStatus::fedIndex),
                "lag", row.lag(),
                "latencyMs", row.latency(),
                "error", row.error(),
                "via", row.via().name().toLowerCase(Locale.ROOT),
                "ssh", HostDocument.ssh(row.host(), report.snapshot().observedAt()),
                "host", row.host().known().map(facts -> HostDocument.host(facts, row.host())));
    }

    private static Map<String, Object> vip(VipView vip) {
        return map(
                "address", Text.clean(vip.address()),
                "interface", vip.networkInterface().map(Text::clean),
                "holders", vip.holders().map(Document::clean),
                "unseen", clean(vip.unseen()),
                "seenAt", vip.seenAt().map(Document::time));
    }

    private static Map<String, Object> finding(Finding finding, Report report) {
        Map<String, Object> map = map(
                "code", finding.code().name(),
                "severity", finding.severity().word(),
                "subject", Text.clean(finding.subject()),
                "reason", Text.clean(finding.reason()),
                "remedy", Text.clean(finding.remedy()),
                "cause",
                        finding.cause()
                                .map(cause ->
                                        map("code", cause.code().name(), "subject", Text.clean(cause.subject()))));
        FixOffer.of(report, finding).ifPresent(command -> map.put("fix", Text.clean(command)));
        return map;
    }

    private static Map<String, Object> basis(Basis basis) {
        return map(
                "text", Text.clean(basis.words()),
                "complete", basis.isWhole(),
                "vip", basis.vip(),
                "hosts", clean(basis.hosts()),
                "limited", clean(basis.limited()),
                "unseen", clean(basis.unseen()),
                "skipped", clean(basis.skipped()));
    }

    static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    static List<String> clean(List<String> texts) {
        return texts.stream().map(Text::clean).toList();
    }

    /**
     * An object.
     *
     * @param keysAndValues its keys, each before its value; of an optional value what it holds, or null
     */
    public static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], held(keysAndValues[i + 1]));
        }
        return map;
    }

    private static Object held(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(Document::held).orElse(null);
        }
        if (value instanceof OptionalInt number) {
            return number.isPresent() ? number.getAsInt() : null;
        }
        if (value instanceof OptionalLong number) {
            return number.isPresent() ? number.getAsLong() : null;
        }
        return value;
    }
}
