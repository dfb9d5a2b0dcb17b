package io.oneha.tui.screen;

import io.oneha.health.Overall;
import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.tui.frame.Tone;
import io.oneha.tui.model.Model;
import io.oneha.tui.model.WriteActivity;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ZoneServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The values that the zone has as a whole. */
final class ZoneValues {
    /**
     * One of them.
     *
     * @param label its name
     * @param text its text
     * @param brief its text where room is scarce
     * @param tone what it is
     */
    record Value(String label, String text, String brief, Tone tone) {
        static Value of(String label, String text, Tone tone) {
            return new Value(label, text, text, tone);
        }

        static Value missing(String label) {
            return of(label, "-", Tone.DIM);
        }
    }

    private ZoneValues() {}

    /** All, in the order of the header's columns. */
    static List<Value> all(Model model) {
        return List.of(
                leader(model),
                term(model),
                canLose(model),
                VipValues.address(model),
                VipValues.holder(model),
                writes(model),
                age(model),
                version(model),
                Value.of("Source", model.session().label(), Tone.TEXT));
    }

    /** The few that a small terminal has room for; the address is among them when it is not where it belongs. */
    static List<Value> few(Model model) {
        List<Value> few = new ArrayList<>();
        few.add(leader(model));
        Value holder = VipValues.holder(model);
        if (holder.tone() == Tone.BAD) {
            few.add(new Value("VIP", holder.text(), holder.brief(), holder.tone()));
        }
        few.addAll(List.of(term(model), canLose(model), age(model)));
        return few;
    }

    private static Value leader(Model model) {
        if (model.watch().latest().isEmpty()) {
            return Value.missing("Leader");
        }
        if (model.watch().verdict().overall() == Overall.UNKNOWN) {
            return Value.of("Leader", "unknown", Tone.DIM);
        }
        return model.watch()
                .verdict()
                .leader()
                .map(leader ->
                        new Value("Leader", leader.name() + " (" + leader.id() + ")", leader.name(), Tone.ACCENT))
                .orElse(Value.of("Leader", "none", Tone.BAD));
    }

    private static Value term(Model model) {
        Optional<ZoneServer> leader = model.watch().verdict().leader();
        for (ServerView server : model.watch().servers()) {
            Optional<RaftStatus> raft = server.raft().value();
            if (leader.isPresent() && server.server().equals(leader.get()) && raft.isPresent()) {
                return Value.of("Term", String.valueOf(raft.get().term()), Tone.TEXT);
            }
        }
        return Value.missing("Term");
    }

    private static Value canLose(Model model) {
        OptionalInt losses = model.watch().verdict().faultTolerance();
        if (losses.isEmpty()) {
            return Value.of("Can lose", "unknown", Tone.DIM);
        }
        long pool = model.watch().servers().stream().filter(ServerView::inPool).count();
        // The pool of a front-end that runs without HA is empty.
        long servers = Math.max(1, pool);
        return Value.of(
                "Can lose",
                losses.getAsInt() + " of " + servers + (servers == 1 ? " server" : " servers"),
                losses.getAsInt() > 0 ? Tone.GOOD : Tone.WARN);
    }

    private static Value writes(Model model) {
        WriteActivity activity = model.watch().activity();
        if (activity.perSecond().isEmpty() || Freshness.of(model).isStale()) {
            return Value.missing("Writes");
        }
        double rate = activity.perSecond().getAsDouble();
        if (rate > 0) {
            return Value.of("Writes", NumberTexts.rate(rate), Tone.TEXT);
        }
        Instant since = activity.since().orElse(model.now());
        if (model.clockTimes()) {
            String moment = NumberTexts.moment(since, model);
            return new Value("Writes", "0/s since " + moment, "0/s " + moment, Tone.TEXT);
        }
        String at = "0/s for " + (activity.isExact() ? "" : "over ");
        Duration idle = model.age(since);
        return new Value(
                "Writes", at + NumberTexts.duration(idle), "0/s for " + NumberTexts.shortDuration(idle), Tone.TEXT);
    }

    private static Value version(Model model) {
        return model.watch()
                .latest()
                .flatMap(Snapshot::version)
                .map(version -> Value.of("Version", version, Tone.TEXT))
                .orElse(Value.missing("Version"));
    }

    private static Value age(Model model) {
        Freshness freshness = Freshness.of(model);
        if (freshness.age().isEmpty()) {
            return Value.missing("Age");
        }
        Duration interval = model.session().interval();
        String age = NumberTexts.duration(freshness.age().get());
        if (freshness.isStale() || interval.isZero()) {
            return Value.of("Age", age, freshness.isStale() ? Tone.BAD : Tone.TEXT);
        }
        return new Value("Age", age + ", every " + NumberTexts.duration(interval), age, Tone.TEXT);
    }
}
