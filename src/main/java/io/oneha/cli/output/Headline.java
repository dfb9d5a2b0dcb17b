package io.oneha.cli.output;

import io.oneha.app.look.Report;
import io.oneha.app.look.ServerRow;
import io.oneha.base.Text;
import io.oneha.health.Finding;
import io.oneha.health.Overall;
import io.oneha.health.Verdict;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.Zone;
import io.oneha.zone.ZoneServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The lines about the zone as a whole that {@code status} and {@code check} share. */
final class Headline {
    private Headline() {}

    /** Which zone it is, or why nobody said. */
    static String zone(Report report, TextColours paint) {
        Optional<Zone> zone = report.snapshot().zone().value();
        if (zone.isEmpty()) {
            String reason =
                    report.snapshot().zone().failure().map(Reply.Failure::text).orElse("");
            return paint.bold("ZONE " + report.zoneName()) + "  unknown: " + Text.clean(reason);
        }
        String name = "ZONE " + zone.get().id() + " " + Text.clean(zone.get().name());
        Optional<String> version = report.snapshot().version().map(text -> "  OpenNebula " + Text.clean(text));
        return paint.bold(name) + "  " + zone.get().state() + version.orElse("");
    }

    /** The verdict, who leads, what it survives, where the virtual address is. */
    static List<String> verdict(Report report, TextColours paint) {
        Verdict verdict = report.verdict();
        Table table = new Table(false);
        String word = paint.verdict(verdict.overall(), verdict.overall().name());
        Optional<Finding> headline = verdict.headline();
        table.add(
                "VERDICT",
                word + stopped(report) + headline.map(Headline::because).orElse(""));
        headline.ifPresent(finding -> table.add("REMEDY", Text.clean(finding.remedy())));
        table.add("RESTS ON", Text.clean(verdict.basis().words()));
        String nobody = verdict.overall() == Overall.UNKNOWN ? "unknown" : "none";
        table.add(
                "LEADER", verdict.leader().map(leader -> leader(report, leader)).orElse(nobody));
        table.add("SURVIVES", survives(verdict));
        report.snapshot().vip().ifPresent(vip -> table.add("VIP", VipLine.of(vip, report)));
        report.snapshot()
                .target()
                .vipUnknown()
                .ifPresent(reason -> table.add("VIP", "not known: " + Text.clean(reason)));
        return table.lines();
    }

    /** An outage starts with the fact that writes stopped; a single look cannot say when. */
    private static String stopped(Report report) {
        return report.verdict()
                .stopped()
                .map(since -> Duration.between(since, report.snapshot().observedAt()))
                .map(lasts -> ", no writes pass" + (lasts.toSeconds() < 1 ? "" : " for " + lasts.toSeconds() + " s"))
                .orElse("");
    }

    private static String because(Finding worst) {
        return ", " + Text.clean(worst.reason().startsWith(worst.subject()) ? worst.reason() : worst.sentence());
    }

    private static String leader(Report report, ZoneServer leader) {
        String term = report.servers().stream()
                .filter(row -> row.inPool() && row.id().orElse(-1) == leader.id())
                .findFirst()
                .flatMap(ServerRow::raft)
                .map(RaftStatus::term)
                .map(number -> ", term " + number)
                .orElse("");
        return Text.clean(leader.name()) + " (id " + leader.id() + ")" + term;
    }

    private static String survives(Verdict verdict) {
        if (verdict.faultTolerance().isEmpty()) {
            return "not known";
        }
        int losses = verdict.faultTolerance().getAsInt();
        return switch (losses) {
            case 0 -> verdict.leader().isEmpty() ? "no loss: no server leads now" : "no further loss";
            case 1 -> "the loss of 1 more server";
            default -> "the loss of " + losses + " more servers";
        };
    }
}
