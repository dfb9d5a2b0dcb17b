package io.oneha.run.journal;

import io.oneha.base.Text;
import io.oneha.health.Overall;
import io.oneha.run.RunSight;
import io.oneha.steps.site.VipCounts;
import io.oneha.steps.site.WriteCounts;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A sight of the zone as a journal keeps it; what was not learnt has no key. */
final class SightDocument {
    private SightDocument() {}

    static void put(Map<String, Object> document, RunSight sight) {
        document.put("ends", sight.ends());
        document.put("oneVersion", Text.clean(sight.version()));
        document.put("verdict", sight.overall().name());
        document.put(
                "findings", sight.findings().stream().map(SightDocument::found).toList());
        document.put(
                "servers", sight.servers().stream().map(SightDocument::server).toList());
        document.put("vip", Text.clean(sight.vip()));
        RunSight.Costs costs = sight.costs();
        document.put("writesTried", (long) costs.writes().tried());
        document.put("writesPassed", (long) costs.writes().passed());
        document.put("writesLongestMs", costs.writes().longest().toMillis());
        document.put("vipHeld", (long) costs.vip().held());
        document.put("vipMissed", (long) costs.vip().missed());
        document.put("vipUnknown", (long) costs.vip().unknown());
        document.put("vipOpen", costs.vip().open());
        document.put(
                "vipGapsMs", costs.vip().gaps().stream().map(Duration::toMillis).toList());
        costs.stopped().ifPresent(at -> document.put("leaderStopped", time(at)));
        costs.led().ifPresent(at -> document.put("leaderLed", time(at)));
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static Map<String, Object> found(RunSight.Found found) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("code", Text.clean(found.code()));
        map.put("severity", Text.clean(found.severity()));
        map.put("subject", Text.clean(found.subject()));
        return map;
    }

    private static Map<String, Object> server(RunSight.Server server) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", Text.clean(server.name()));
        map.put("state", Text.clean(server.state()));
        put(map, "term", server.term());
        put(map, "index", server.index());
        put(map, "commit", server.commit());
        server.vip().ifPresent(has -> map.put("vip", has));
        return map;
    }

    static RunSight read(JournalFields line) {
        WriteCounts writes = new WriteCounts(
                (int) line.number("writesTried"), (int) line.number("writesPassed"), line.millis("writesLongestMs"));
        VipCounts vip = new VipCounts(
                line.durations("vipGapsMs"),
                (int) line.number("vipHeld"),
                (int) line.number("vipMissed"),
                (int) line.number("vipUnknown"),
                line.truth("vipOpen"));
        List<RunSight.Found> findings = line.list("findings")
                .map(found -> new RunSight.Found(found.text("code"), found.text("severity"), found.text("subject")))
                .toList();
        return new RunSight(
                line.truth("ends"),
                line.text("oneVersion"),
                Stream.of(Overall.values())
                        .filter(word -> word.name().equals(line.text("verdict")))
                        .findFirst()
                        .orElse(Overall.UNKNOWN),
                findings,
                line.list("servers").map(SightDocument::server).toList(),
                line.text("vip"),
                new RunSight.Costs(writes, vip, line.instant("leaderStopped"), line.instant("leaderLed")));
    }

    private static RunSight.Server server(JournalFields fields) {
        Optional<Boolean> vip = fields.map().get("vip") instanceof Boolean has ? Optional.of(has) : Optional.empty();
        return new RunSight.Server(
                fields.text("name"),
                fields.text("state"),
                number(fields, "term"),
                number(fields, "index"),
                number(fields, "commit"),
                vip);
    }

    private static void put(Map<String, Object> map, String key, long number) {
        if (number != RunSight.UNKNOWN) {
            map.put(key, number);
        }
    }

    private static long number(JournalFields fields, String key) {
        return fields.map().get(key) instanceof Long number && number >= 0 ? number : RunSight.UNKNOWN;
    }
}
