package io.oneha.health;

import io.oneha.observe.Snapshot;
import io.oneha.observe.VipView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The virtual address from look to look. Who cannot be looked at is taken to hold what it held, so that a host that goes out
 * of sight moves nothing; another host that now has the address does.
 */
record VipTimeline(History history, Instant at, VipView vip, List<String> then, List<String> now) {
    /** A change that repeats itself is told this often and no oftener. */
    private static final Duration SAME_EVERY = Duration.ofSeconds(10);

    /** What happened to the address since a history's newest snapshot, which must be there. */
    static Optional<ZoneEvent> since(History history, Snapshot next) {
        Optional<VipView> vip = next.vip().filter(view -> view.holders().isPresent());
        if (vip.isEmpty()) {
            return Optional.empty();
        }
        Optional<List<String>> then = before(history, vip.get());
        List<String> now = after(then, vip.get());
        if (then.isEmpty() || then.get().equals(now)) {
            return Optional.empty();
        }
        return Optional.of(new VipTimeline(history, next.observedAt(), vip.get(), then.get(), now).event())
                .filter(event -> isNew(history, event));
    }

    /** The holders after the last looks, since the last one that was complete; empty before there was such a one. */
    private static Optional<List<String>> before(History history, VipView vip) {
        List<VipView> views = new ArrayList<>();
        for (Snapshot look : history.newestFirst()) {
            Optional<VipView> view = look.vip()
                    .filter(other -> other.address().equals(vip.address()))
                    .filter(other -> other.holders().isPresent());
            if (view.isPresent()) {
                views.add(0, view.get());
                if (view.get().unseen().isEmpty()) {
                    break;
                }
            }
        }
        Optional<List<String>> holders = Optional.empty();
        for (VipView view : views) {
            boolean telling = holders.isPresent()
                    || view.unseen().isEmpty()
                    || !view.holders().orElseThrow().isEmpty();
            if (telling) {
                holders = Optional.of(after(holders, view));
            }
        }
        return holders;
    }

    /** The holders that a look shows, and the unseen ones that held the address before; in the names' order. */
    private static List<String> after(Optional<List<String>> before, VipView view) {
        List<String> holders = new ArrayList<>(view.holders().orElseThrow());
        if (holders.isEmpty() && !view.unseen().isEmpty()) {
            return before.orElse(List.of());
        }
        before.orElse(List.of()).stream()
                .filter(name -> view.unseen().contains(name) && !holders.contains(name))
                .forEach(holders::add);
        return holders.stream().distinct().sorted().toList();
    }

    private ZoneEvent event() {
        String address = vip.address();
        if (now.isEmpty()) {
            return new ZoneEvent(
                    at,
                    ZoneEvent.Kind.VIP_LOST,
                    subject(then),
                    "nobody holds " + address + " any more, which was on " + Phrases.list(then));
        }
        List<String> seen = vip.holders().orElseThrow();
        List<String> gone = now.stream().filter(name -> !seen.contains(name)).toList();
        List<String> came = now.stream().filter(name -> !then.contains(name)).toList();
        String text;
        if (then.isEmpty()) {
            text = back();
        } else if (came.isEmpty()) {
            text = address + " is on " + Phrases.list(now) + " only, no longer on "
                    + Phrases.list(
                            then.stream().filter(name -> !now.contains(name)).toList());
        } else if (!gone.isEmpty()) {
            text = address + " is on " + Phrases.list(seen) + " now; " + Phrases.list(gone)
                    + ", which held it, cannot be looked at";
        } else if (now.size() > 1) {
            text = address + " is on " + Phrases.list(now) + " at once";
        } else {
            text = address + " moved from " + Phrases.list(then) + " to " + Phrases.list(now);
        }
        return new ZoneEvent(at, ZoneEvent.Kind.VIP_MOVED, subject(came.isEmpty() ? now : came), text);
    }

    /** The address after a time without it. */
    private String back() {
        Optional<ZoneEvent> lost = history.last(event -> event.kind() == ZoneEvent.Kind.VIP_LOST);
        boolean told = history.last(
                        event -> event.kind() == ZoneEvent.Kind.VIP_LOST || event.kind() == ZoneEvent.Kind.VIP_MOVED)
                .equals(lost);
        Optional<String> without = history.lasted(ZoneEvent.Kind.VIP_LOST, event -> told, at)
                .map(duration -> ", " + Phrases.duration(duration) + " without it");
        Optional<String> from = lost.filter(event -> without.isPresent())
                .map(ZoneEvent::subject)
                .filter(name -> !name.equals(Finding.ZONE) && !now.contains(name));
        return vip.address()
                + from.map(name -> " moved from " + name + " to ")
                        .orElse(without.isPresent() ? " is back on " : " is on ")
                + Phrases.list(now)
                + without.orElse("");
    }

    private static String subject(List<String> names) {
        return names.size() == 1 ? names.get(0) : Finding.ZONE;
    }

    private static boolean isNew(History history, ZoneEvent event) {
        Instant from = event.at().minus(SAME_EVERY);
        return history.last(other -> other.kind() == event.kind()
                        && other.subject().equals(event.subject())
                        && start(other).equals(start(event)))
                .filter(other -> other.at().isAfter(from))
                .isEmpty();
    }

    /** The text without how long it took, and whether that was known. */
    private static String start(ZoneEvent event) {
        return event.text().replaceAll(", [^,]* without it$", "").replace(" is back on ", " is on ");
    }
}
