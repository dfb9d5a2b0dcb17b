package io.oneha.cli.output;

import io.oneha.app.look.Report;
import io.oneha.app.look.ServerRow;
import io.oneha.base.Text;
import io.oneha.health.Basis;
import io.oneha.health.Finding;
import io.oneha.health.Verdict;
import io.oneha.observe.VipView;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.TemplateAttribute;
import io.oneha.zone.Zone;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * A report as the tree that the JSON and YAML formats write: maps, lists, text, numbers and null. Its keys are
 * {@code docs/status.schema.json}; keys may be added, none is renamed while {@code schema} stays 1.
 */
final class Document {
    /** The version of the schema. */
    private static final int SCHEMA = 1;

    private Document() {}

    static Map<String, Object> of(Report report) {
        Verdict verdict = report.verdict();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema", SCHEMA);
        document.put(
                "observedAt",
                report.snapshot().observedAt().truncatedTo(ChronoUnit.MILLIS).toString());
        document.put(
                "zone", report.snapshot().zone().value().map(Document::zone).orElse(null));
        document.put("version", report.snapshot().version().map(Text::clean).orElse(null));
        document.put("verdict", verdict.overall().name());
        document.put(
                "faultTolerance",
                verdict.faultTolerance().isPresent() ? verdict.faultTolerance().getAsInt() : null);
        document.put(
                "leader",
                verdict.leader()
                        .map(leader -> map("id", leader.id(), "name", Text.clean(leader.name())))
                        .orElse(null));
        document.put(
                "servers",
                report.servers().stream().map(row -> server(row, report)).toList());
        document.put("vip", report.snapshot().vip().map(Document::vip).orElse(null));
        document.put(
                "vipUnknown",
                report.snapshot().target().vipUnknown().map(Text::clean).orElse(null));
        document.put(
                "findings", verdict.findings().stream().map(Document::finding).toList());
        document.put("basis", basis(verdict.basis()));
        document.put(
                "noWritesSince",
                verdict.stopped()
                        .map(at -> at.truncatedTo(ChronoUnit.MILLIS).toString())
                        .orElse(null));
        return document;
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
        Map<String, Object> server = new LinkedHashMap<>();
        server.put("id", row.id().isPresent() ? row.id().getAsInt() : null);
        server.put("name", row.name());
        server.put("endpoint", row.endpoint());
        server.put("inPool", row.inPool());
        server.put("state", row.state());
        server.put("term", number(row, RaftStatus::term));
        server.put("index", number(row, RaftStatus::logIndex));
        server.put("commit", number(row, RaftStatus::commit));
        server.put("vote", number(row, RaftStatus::votedFor));
        server.put("fedIndex", number(row, RaftStatus::fedIndex));
        server.put("lag", row.lag().orElse(null));
        server.put("latencyMs", row.latency().orElse(null));
        server.put("error", row.error().orElse(null));
        server.put("via", row.via().name().toLowerCase(Locale.ROOT));
        server.put("ssh", HostDocument.ssh(row.host(), report.snapshot().observedAt()));
        server.put("host", HostDocument.host(row.host()));
        return server;
    }

    private static Object number(ServerRow row, Function<RaftStatus, Object> value) {
        return row.raft().map(value).orElse(null);
    }

    private static Map<String, Object> vip(VipView vip) {
        return map(
                "address", Text.clean(vip.address()),
                "interface", vip.networkInterface().map(Text::clean).orElse(null),
                "holders",
                        vip.holders()
                                .map(names -> names.stream().map(Text::clean).toList())
                                .orElse(null),
                "unseen", vip.unseen().stream().map(Text::clean).toList(),
                "seenAt",
                        vip.seenAt()
                                .map(at -> at.truncatedTo(ChronoUnit.MILLIS).toString())
                                .orElse(null));
    }

    private static Map<String, Object> finding(Finding finding) {
        return map(
                "code", finding.code().name(),
                "severity", finding.severity().word(),
                "subject", Text.clean(finding.subject()),
                "reason", Text.clean(finding.reason()),
                "remedy", Text.clean(finding.remedy()),
                "cause",
                        finding.cause()
                                .map(cause -> map(
                                        "code", cause.code().name(),
                                        "subject", Text.clean(cause.subject())))
                                .orElse(null));
    }

    private static Map<String, Object> basis(Basis basis) {
        return map(
                "text", Text.clean(basis.words()),
                "complete", basis.isWhole(),
                "vip", basis.vip(),
                "hosts", names(basis.hosts()),
                "limited", names(basis.limited()),
                "unseen", names(basis.unseen()),
                "skipped", names(basis.skipped()));
    }

    private static List<String> names(List<String> names) {
        return names.stream().map(Text::clean).toList();
    }

    static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
