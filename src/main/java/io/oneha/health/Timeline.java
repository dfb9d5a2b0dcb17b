package io.oneha.health;

import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.zone.Reply;
import io.oneha.zone.ServerState;
import io.oneha.zone.Zone;
import io.oneha.zone.ZoneServer;
import io.oneha.zone.ZoneState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What happened between two looks, as events. Pure: the times are the snapshots'. */
public final class Timeline {
    /** Elections that go on make an event this often and no oftener. */
    private static final Duration ELECTION_EVERY = Duration.ofSeconds(10);

    private final History history;
    private final Snapshot before;
    private final Snapshot after;

    private final List<ZoneEvent> events = new ArrayList<>();

    private Timeline(History history, Snapshot after) {
        this.history = history;
        this.before = history.newest();
        this.after = after;
    }

    /** What happened since a history's newest snapshot; nothing when it has none. */
    static List<ZoneEvent> since(History history, Snapshot next) {
        if (history.recent().isEmpty()) {
            return List.of();
        }
        Timeline timeline = new Timeline(history, next);
        timeline.pool();
        timeline.servers();
        timeline.leader();
        timeline.zone();
        VipTimeline.since(history, next).ifPresent(timeline.events::add);
        return List.copyOf(timeline.events);
    }

    private void pool() {
        Optional<Zone> then = before.zone().value();
        Optional<Zone> now = after.zone().value();
        if (then.isEmpty() || now.isEmpty() || then.get().id() != now.get().id()) {
            return;
        }
        missing(now.get(), then.get())
                .forEach(server -> add(
                        ZoneEvent.Kind.SERVER_ADDED,
                        server.name(),
                        server.name() + " joined the zone as server " + server.id()));
        missing(then.get(), now.get())
                .forEach(server -> add(
                        ZoneEvent.Kind.SERVER_REMOVED,
                        server.name(),
                        server.name() + " (server " + server.id() + ") was removed from the zone"));
    }

    private static List<ZoneServer> missing(Zone from, Zone in) {
        return from.servers().stream()
                .filter(server -> in.servers().stream()
                        .noneMatch(other ->
                                other.id() == server.id() && other.name().equals(server.name())))
                .toList();
    }

    private void servers() {
        for (ServerView view : after.pool()) {
            Optional<ServerView> then = ServerTrack.find(before, view);
            if (then.isEmpty() || then.get().answers() == view.answers()) {
                continue;
            }
            if (view.answers()) {
                String away = history.lasted(
                                ZoneEvent.Kind.SERVER_LOST,
                                event -> event.subject().equals(view.name()),
                                after.observedAt())
                        .map(duration -> " after " + Phrases.duration(duration))
                        .orElse("");
                add(ZoneEvent.Kind.SERVER_BACK, view.name(), view.name() + " is back" + away);
            } else {
                String why = view.failure().map(Reply.Failure::text).orElse("");
                add(ZoneEvent.Kind.SERVER_LOST, view.name(), view.name() + " is lost: " + why);
            }
        }
    }

    /** A look in which nobody answered says nothing of the leader; the one before it still counts. */
    private void leader() {
        if (LeaderTerm.isDark(after) || history.recent().stream().allMatch(LeaderTerm::isDark)) {
            return;
        }
        Optional<LeaderTerm> then = LeaderTerm.lastInformative(history);
        Optional<LeaderTerm> now = LeaderTerm.of(after);
        if (now.equals(then)) {
            election(now);
            return;
        }
        boolean sameServer =
                then.isPresent() && now.isPresent() && then.get().isOf(now.get().view());
        if (then.isPresent() && !sameServer) {
            lost(then.get());
        }
        election(now);
        now.ifPresent(reign -> leads(reign, then));
    }

    private void lost(LeaderTerm reign) {
        boolean claims = ServerTrack.leading(after, reign.view(), reign.term()).isPresent();
        add(
                ZoneEvent.Kind.LEADER_LOST,
                reign.view().name(),
                reign.view().name() + (claims ? " lost its majority" : " no longer leads") + " (term " + reign.term()
                        + ")");
    }

    private void leads(LeaderTerm reign, Optional<LeaderTerm> then) {
        String name = reign.view().name();
        if (then.isEmpty() && LeaderTerm.last(history).filter(reign::equals).isPresent()) {
            boolean isBack = events.stream()
                    .anyMatch(event -> event.kind() == ZoneEvent.Kind.SERVER_BACK
                            && event.subject().equals(name));
            if (!isBack) {
                add(ZoneEvent.Kind.SERVER_BACK, name, name + " has its majority back (term " + reign.term() + ")");
            }
            return;
        }
        String gap = then.isPresent()
                ? ""
                : history.lasted(ZoneEvent.Kind.LEADER_LOST, event -> true, after.observedAt())
                        .map(duration -> ", after " + Phrases.duration(duration) + " without a leader")
                        .orElse("");
        add(ZoneEvent.Kind.LEADER_ELECTED, name, name + " leads, term " + reign.term() + gap);
    }

    private void election(Optional<LeaderTerm> now) {
        List<String> candidates = Phrases.names(after.pool().stream()
                .filter(view -> view.is(ServerState.CANDIDATE))
                .toList());
        long from = RuleInput.highestTerm(before);
        long to = RuleInput.highestTerm(after);
        boolean climbs = now.isEmpty() && from >= 0 && to > from;
        boolean lately = history.last(event -> event.kind() == ZoneEvent.Kind.ELECTION)
                .filter(event -> event.at().isAfter(after.observedAt().minus(ELECTION_EVERY)))
                .isPresent();
        if (lately || candidates.isEmpty() && !climbs) {
            return;
        }
        boolean one = candidates.size() == 1;
        add(
                ZoneEvent.Kind.ELECTION,
                one ? candidates.get(0) : Finding.ZONE,
                candidates.isEmpty()
                        ? "the term went from " + from + " to " + to + " without a leader"
                        : Phrases.list(candidates) + (one ? " stands" : " stand") + " for election, term " + to);
    }

    private void zone() {
        Optional<ZoneState> then = before.zone().value().map(Zone::state);
        Optional<ZoneState> now = after.zone().value().map(Zone::state);
        if (then.isPresent() && now.isPresent() && then.get() != now.get()) {
            boolean enabled = now.get() == ZoneState.ENABLED;
            add(
                    enabled ? ZoneEvent.Kind.ZONE_ENABLED : ZoneEvent.Kind.ZONE_DISABLED,
                    Finding.ZONE,
                    enabled ? "the zone was enabled" : "the zone was disabled");
        }
    }

    private void add(ZoneEvent.Kind kind, String subject, String text) {
        events.add(new ZoneEvent(after.observedAt(), kind, subject, text));
    }
}
