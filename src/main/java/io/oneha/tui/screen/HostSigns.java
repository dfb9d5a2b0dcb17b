package io.oneha.tui.screen;

import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.observe.VipView;
import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostFacts.ServiceState;
import io.oneha.observe.host.HostView;
import io.oneha.tui.frame.Glyphs;
import io.oneha.tui.frame.Span;
import io.oneha.tui.frame.Tone;
import io.oneha.tui.model.Watch;
import io.oneha.zone.ZoneServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What SSH and what it tells look like in few cells: a glyph and a word. */
final class HostSigns {
    /** Facts that were looked for three times in vain. */
    private static final Duration OLD_FACTS = Duration.ofSeconds(30);

    private static final Duration OLD_ADDRESSES = Duration.ofSeconds(5);
    static final Span NOTHING = new Span("-", Tone.DIM);

    private HostSigns() {}

    /** How SSH to a host fares. */
    static Span ssh(HostView host, Instant now, Glyphs glyphs) {
        if (!host.asked()) {
            return NOTHING;
        }
        if (host.failure().isPresent()) {
            return new Span(glyphs.error() + " " + host.failure().get().word(), Tone.BAD);
        }
        if (host.facts().isEmpty()) {
            return new Span(glyphs.ellipsis() + " asking", Tone.DIM);
        }
        HostView.Seen<HostFacts> facts = host.facts().get();
        if (isOld(facts, now)) {
            String age = NumberTexts.shortDuration(Duration.between(facts.at(), now));
            return new Span(glyphs.warning() + " " + age + " old", Tone.WARN);
        }
        return facts.value().privileged()
                ? new Span(glyphs.check() + " ok", Tone.GOOD)
                : new Span(glyphs.warning() + " limited", Tone.WARN);
    }

    /** Whether a server holds the virtual address; one that nobody looked at may. */
    static Span vip(ServerView server, Watch watch, Glyphs glyphs) {
        Optional<VipView> vip = watch.latest().flatMap(Snapshot::vip);
        if (vip.isEmpty()) {
            return NOTHING;
        }
        List<String> holders = vip.get().holders().orElse(List.of());
        if (!holders.contains(server.name())) {
            return vip.get().unseen().contains(server.name()) ? new Span("?", Tone.WARN) : NOTHING;
        }
        boolean right =
                holders.size() == 1 && isLeaders(holders.get(0), watch.verdict().leader());
        return right ? new Span(glyphs.check(), Tone.ACCENT) : new Span(glyphs.check() + glyphs.warning(), Tone.BAD);
    }

    /** Whether the address may be where {@code holder} is: on the leader, or anywhere while nobody leads. */
    static boolean isLeaders(String holder, Optional<ZoneServer> leader) {
        return leader.isEmpty() || leader.get().name().equals(holder);
    }

    /** A service's state. */
    static Span service(ServiceState state, boolean wanted, Glyphs glyphs) {
        return switch (state) {
            case ACTIVE -> new Span(glyphs.check(), Tone.GOOD);
            case ACTIVATING -> new Span(glyphs.candidate(), Tone.WARN);
            case INACTIVE -> new Span(glyphs.follower(), wanted ? Tone.WARN : Tone.DIM);
            case FAILED -> new Span(glyphs.error(), Tone.BAD);
            case OTHER -> new Span("?", Tone.WARN);
        };
    }

    static boolean isOld(HostView.Seen<?> facts, Instant now) {
        return Duration.between(facts.at(), now).compareTo(OLD_FACTS) > 0;
    }

    static boolean isOldAddress(Instant seenAt, Instant now) {
        return Duration.between(seenAt, now).compareTo(OLD_ADDRESSES) > 0;
    }
}
