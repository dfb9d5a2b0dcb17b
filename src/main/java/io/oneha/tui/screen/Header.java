package io.oneha.tui.screen;

import io.oneha.health.Finding;
import io.oneha.health.Verdict;
import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.observe.VipView;
import io.oneha.tui.frame.Canvas;
import io.oneha.tui.frame.Rect;
import io.oneha.tui.frame.Size;
import io.oneha.tui.frame.Span;
import io.oneha.tui.frame.Tone;
import io.oneha.tui.model.Insight;
import io.oneha.tui.model.Model;
import io.oneha.tui.model.Session;
import io.oneha.zone.Zone;
import io.oneha.zone.ZoneServer;
import io.oneha.zone.ZoneState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The top of every screen: which zone, how it is and why, and the values that the zone has as a whole. */
final class Header {
    private static final int CELL = 24;
    private static final int LABEL = 9;
    private static final int VALUES = 9;
    private static final Duration STALE_AT_LEAST = Duration.ofSeconds(3);

    private record Value(String label, String text, Tone tone) {}

    private Header() {}

    /** How many lines the values take. */
    static int rows(Size size) {
        int across = Math.max(1, size.columns() / CELL);
        return (VALUES + across - 1) / across;
    }

    /** The verdict's line: on top of every screen. */
    static void title(Canvas canvas, Model model) {
        Verdict verdict = model.watch().verdict();
        Span badge = Signs.verdict(verdict.overall(), canvas.theme().glyphs());
        int width = canvas.size().columns();
        String clock = Texts.clock(model.now(), model.session().timeZone());
        int right = width - 1 - clock.length();
        canvas.put(right, 0, clock, Tone.DIM);
        String state = state(model);
        if (!state.isEmpty()) {
            right -= state.length() + 2;
            canvas.put(right, 0, state, Tone.WARN);
        }
        int x = canvas.put(0, 0, badge.text(), badge.tone()) + 1;
        x = canvas.put(x, 0, Math.max(0, right - 1 - x), zoneName(model), Tone.TITLE) + 2;
        canvas.put(x, 0, Math.max(0, right - 2 - x), why(model), reasonTone(verdict));
    }

    /** All of it. */
    static void draw(Canvas canvas, Rect area, Model model, boolean whole) {
        title(canvas, model);
        if (!whole) {
            compact(canvas, area.row(1), model);
            return;
        }
        List<Value> values = values(model);
        int across = Math.max(1, area.width() / CELL);
        int cell = area.width() / across;
        int rows = area.height() - 1;
        for (int i = 0; i < values.size(); i++) {
            int x = area.x() + 1 + i / rows * cell;
            int y = area.y() + 1 + i % rows;
            canvas.put(x, y, LABEL, values.get(i).label(), Tone.LABEL);
            canvas.put(
                    x + LABEL,
                    y,
                    cell - LABEL - 2,
                    values.get(i).text(),
                    values.get(i).tone());
        }
    }

    private static void compact(Canvas canvas, Rect row, Model model) {
        int x = row.x() + 1;
        for (Value value : values(model)) {
            boolean wanted =
                    switch (value.label()) {
                        case "Leader", "Term", "Survives", "Age" -> true;
                        default -> false;
                    };
            if (wanted && x < row.right()) {
                x = canvas.put(x, row.y(), value.label() + " ", Tone.LABEL);
                x = canvas.put(x, row.y(), Math.max(0, row.right() - x), value.text(), value.tone()) + 2;
            }
        }
    }

    private static String zoneName(Model model) {
        Optional<Snapshot> latest = model.watch().latest();
        Optional<Zone> zone = latest.flatMap(snapshot -> snapshot.zone().value());
        if (zone.isEmpty()) {
            return model.session().label();
        }
        String disabled = zone.get().state() == ZoneState.DISABLED ? " disabled" : "";
        return zone.get().name() + " (" + zone.get().id() + ")" + disabled;
    }

    private static String why(Model model) {
        Session session = model.session();
        if (model.watch().latest().isEmpty()) {
            return "asking " + Texts.count(session.endpoints(), "endpoint");
        }
        Optional<Finding> worst = model.watch().verdict().worst();
        if (worst.isEmpty()) {
            return "nothing found";
        }
        Finding finding = worst.get();
        return finding.subject().equals("zone") ? finding.reason() : finding.subject() + ": " + finding.reason();
    }

    private static Tone reasonTone(Verdict verdict) {
        return verdict.worst().isEmpty() ? Tone.DIM : Tone.TEXT;
    }

    private static String state(Model model) {
        if (model.paused().isPresent()) {
            return "paused";
        }
        return model.asking() && model.watch().latest().isPresent() ? "asking" : "";
    }

    private static List<Value> values(Model model) {
        Verdict verdict = model.watch().verdict();
        Optional<Snapshot> latest = model.watch().latest();
        List<Value> values = new ArrayList<>();
        values.add(verdict.leader()
                .map(leader -> new Value("Leader", leader.name() + " (" + leader.id() + ")", Tone.ACCENT))
                .orElse(new Value("Leader", latest.isEmpty() ? "-" : "none", latest.isEmpty() ? Tone.DIM : Tone.BAD)));
        values.add(new Value("Term", term(model), Tone.TEXT));
        values.add(survives(verdict));
        Optional<VipView> vip = latest.flatMap(Snapshot::vip);
        values.add(new Value("VIP", vip.map(VipView::address).orElse("-"), vip.isEmpty() ? Tone.DIM : Tone.TEXT));
        values.add(holder(vip, verdict.leader()));
        values.add(writes(model));
        values.add(age(model));
        values.add(new Value("Version", latest.flatMap(Snapshot::version).orElse("-"), Tone.TEXT));
        values.add(new Value("Source", model.session().label(), Tone.TEXT));
        return values;
    }

    private static String term(Model model) {
        Optional<ZoneServer> leader = model.watch().verdict().leader();
        Optional<Snapshot> latest = model.watch().latest();
        if (leader.isEmpty() || latest.isEmpty()) {
            return "-";
        }
        for (ServerView server : latest.get().servers()) {
            if (server.server().equals(leader.get()) && server.raft().value().isPresent()) {
                return String.valueOf(server.raft().value().get().term());
            }
        }
        return "-";
    }

    private static Value survives(Verdict verdict) {
        if (verdict.faultTolerance().isEmpty()) {
            return new Value("Survives", "unknown", Tone.DIM);
        }
        int losses = verdict.faultTolerance().getAsInt();
        return losses > 0
                ? new Value("Survives", losses + (losses == 1 ? " loss" : " losses"), Tone.GOOD)
                : new Value("Survives", "no loss", Tone.WARN);
    }

    private static Value holder(Optional<VipView> vip, Optional<ZoneServer> leader) {
        Optional<List<String>> holders = vip.flatMap(VipView::holders);
        if (holders.isEmpty()) {
            return new Value("Holder", vip.isEmpty() ? "-" : "unknown", Tone.DIM);
        }
        if (holders.get().isEmpty()) {
            return new Value("Holder", "nobody", Tone.BAD);
        }
        boolean right = holders.get().size() == 1
                && leader.filter(server -> server.name().equals(holders.get().get(0)))
                        .isPresent();
        return new Value("Holder", String.join(", ", holders.get()), right ? Tone.TEXT : Tone.BAD);
    }

    private static Value writes(Model model) {
        OptionalDouble rate = Insight.writeRate(model.watch().history());
        return rate.isPresent()
                ? new Value("Writes", Texts.rate(rate.getAsDouble()), Tone.TEXT)
                : new Value("Writes", "-", Tone.DIM);
    }

    private static Value age(Model model) {
        Optional<Snapshot> latest = model.watch().latest();
        if (latest.isEmpty()) {
            return new Value("Age", "-", Tone.DIM);
        }
        Duration age = Duration.between(latest.get().observedAt(), model.now());
        Duration interval = model.session().interval();
        Duration limit = interval.multipliedBy(2).plus(latest.get().deadline());
        boolean stale = age.compareTo(limit) > 0 && age.compareTo(STALE_AT_LEAST) > 0;
        String every = interval.isZero() ? "" : ", every " + Texts.duration(interval);
        return new Value("Age", Texts.duration(age) + every, stale ? Tone.BAD : Tone.TEXT);
    }
}
