package io.oneha.tui.screen;

import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.observe.VipView;
import io.oneha.observe.host.HostView;
import io.oneha.tui.frame.Tone;
import io.oneha.tui.model.Model;
import io.oneha.tui.screen.ZoneValues.Value;
import io.oneha.zone.ZoneServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The virtual address and who holds it, in words; knowledge that has grown old carries its age. */
final class VipValues {
    private static final String HOLDER = "Holder";

    private VipValues() {}

    static Value address(Model model) {
        return vip(model)
                .map(vip -> new Value("VIP", vip.address(), vip.address().split("/", 2)[0], Tone.TEXT))
                .or(() -> model.watch()
                        .latest()
                        .flatMap(snapshot -> snapshot.target().vipUnknown())
                        .map(reason -> new Value("VIP", "not known: " + reason, "not known", Tone.WARN)))
                .orElse(Value.missing("VIP"));
    }

    static Value holder(Model model) {
        Optional<VipView> vip = vip(model);
        if (vip.isEmpty()) {
            return Value.missing(HOLDER);
        }
        Value value = holder(vip.get(), model);
        Optional<Instant> old = vip.get().seenAt().filter(at -> HostSigns.isOldAddress(at, model.now()));
        if (old.isEmpty()) {
            return value;
        }
        Duration age = model.age(old.get());
        return new Value(
                HOLDER,
                value.text() + ", " + NumberTexts.duration(age) + " ago",
                value.brief() + " " + NumberTexts.shortDuration(age) + " ago",
                value.tone() == Tone.TEXT ? Tone.WARN : value.tone());
    }

    private static Value holder(VipView vip, Model model) {
        if (vip.holders().isEmpty()) {
            return unknown(model);
        }
        List<String> holders = vip.holders().get();
        String unseen = vip.unseen().isEmpty() ? "" : ", " + String.join(", ", vip.unseen()) + " not seen";
        if (holders.isEmpty()) {
            return vip.unseen().isEmpty()
                    ? Value.of(HOLDER, "nobody", Tone.BAD)
                    : new Value(HOLDER, "nobody that was seen" + unseen, "none seen", Tone.WARN);
        }
        if (holders.size() > 1) {
            String split = "split: " + String.join(", ", holders);
            return new Value(HOLDER, split, "split, on " + holders.size(), Tone.BAD);
        }
        Optional<ZoneServer> leader = model.watch().verdict().leader();
        String holder = holders.get(0);
        if (!HostSigns.isLeaders(holder, leader)) {
            return new Value(HOLDER, holder + ", not the leader", holder + ", wrong", Tone.BAD);
        }
        return new Value(HOLDER, holder + unseen, holder, Tone.TEXT);
    }

    private static Value unknown(Model model) {
        boolean asked = model.watch().servers().stream().map(ServerView::host).anyMatch(HostView::asked);
        return asked
                ? new Value(HOLDER, "unknown, no host seen", "unknown", Tone.WARN)
                : Value.of(HOLDER, "unknown", Tone.DIM);
    }

    private static Optional<VipView> vip(Model model) {
        return model.watch().latest().flatMap(Snapshot::vip);
    }
}
