package io.oneha.tui.screen;

import io.oneha.health.Overall;
import io.oneha.health.Severity;
import io.oneha.health.ZoneEvent;
import io.oneha.observe.ServerView;
import io.oneha.tui.frame.Glyphs;
import io.oneha.tui.frame.Span;
import io.oneha.tui.frame.Tone;
import io.oneha.tui.model.Model;
import io.oneha.tui.model.Watch;
import io.oneha.zone.FailureKind;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import java.util.Optional;

/** What states, severities and events look like: each has a glyph, a word and a tone, so that colour is never alone. */
final class Signs {
    private Signs() {}

    /** A server's state; a leader that is not the zone's real one carries the warning sign. */
    static Span state(ServerView server, Model model, Glyphs glyphs) {
        Optional<RaftStatus> raft = server.raft().value();
        if (raft.isEmpty() && model.changing().at(server.name()).isPresent()) {
            return new Span(glyphs.candidate() + " preparing", Tone.ACCENT);
        }
        if (raft.isEmpty() && waits(server, model)) {
            return new Span(glyphs.info() + " to join", Tone.DIM);
        }
        if (raft.isEmpty()) {
            return new Span(glyphs.error() + " error", Tone.BAD);
        }
        ServerState state = raft.get().state();
        if (raft.get().term() == RaftStatus.WRAPPED_TERM) {
            return new Span(glyphs.warning() + " " + state.word(), Tone.BAD);
        }
        return switch (state) {
            case LEADER ->
                isRealLeader(server, model.watch())
                        ? new Span(glyphs.leader() + " " + state.word(), Tone.ACCENT)
                        : new Span(glyphs.warning() + " " + state.word(), Tone.BAD);
            case FOLLOWER -> new Span(glyphs.follower() + " " + state.word(), Tone.GOOD);
            case CANDIDATE -> new Span(glyphs.candidate() + " " + state.word(), Tone.WARN);
            case SOLO -> new Span(glyphs.solo() + " " + state.word(), Tone.INFO);
        };
    }

    /** Whether a server is one that has yet to join the zone, as it was last seen. */
    static boolean waits(ServerView server, Model model) {
        return model.watch().latest().filter(seen -> seen.waits(server)).isPresent();
    }

    /** A finding's severity. */
    static Span severity(Severity severity, Glyphs glyphs) {
        return switch (severity) {
            case CRITICAL -> new Span(glyphs.error(), Tone.BAD);
            case WARNING -> new Span(glyphs.warning(), Tone.WARN);
            case INFO -> new Span(glyphs.info(), Tone.INFO);
        };
    }

    static Span verdict(Overall overall, Glyphs glyphs) {
        return switch (overall) {
            case OK -> new Span(" " + glyphs.leader() + " OK ", Tone.BADGE_GOOD);
            case DEGRADED -> new Span(" " + glyphs.warning() + " DEGRADED ", Tone.BADGE_WARN);
            case CRITICAL -> new Span(" " + glyphs.error() + " CRITICAL ", Tone.BADGE_BAD);
            case UNKNOWN -> new Span(" ? UNKNOWN ", Tone.BADGE_UNKNOWN);
        };
    }

    static Span event(ZoneEvent.Kind kind, Glyphs glyphs) {
        return switch (kind) {
            case LEADER_ELECTED -> new Span(glyphs.leader(), Tone.ACCENT);
            case LEADER_LOST, SERVER_LOST, VIP_LOST -> new Span(glyphs.error(), Tone.BAD);
            case ELECTION -> new Span(glyphs.candidate(), Tone.WARN);
            case SERVER_BACK, ZONE_ENABLED -> new Span(glyphs.check(), Tone.GOOD);
            case SERVER_ADDED -> new Span("+", Tone.INFO);
            case SERVER_REMOVED -> new Span("-", Tone.WARN);
            case VIP_MOVED -> new Span(glyphs.solo(), Tone.INFO);
            case ZONE_DISABLED -> new Span(glyphs.warning(), Tone.WARN);
            case VERDICT -> new Span(glyphs.info(), Tone.TEXT);
            case RUN_STARTED -> new Span(glyphs.solo(), Tone.INFO);
            case RUN_HOST_DONE, RUN_DONE -> new Span(glyphs.check(), Tone.GOOD);
            case RUN_STOPPED -> new Span(glyphs.warning(), Tone.WARN);
            case RUN_FAILED -> new Span(glyphs.error(), Tone.BAD);
        };
    }

    /** Why a server gave no answer, in two words. */
    static String failure(FailureKind kind) {
        return switch (kind) {
            case REFUSED -> "refused";
            case UNREACHABLE, NO_TUNNEL -> "unreachable";
            case UNRESOLVED -> "name unknown";
            case SILENT -> "silent";
            case AUTHENTICATION -> "auth failed";
            case AUTHORIZATION -> "not allowed";
            case NO_LEADER -> "no leader";
            case ONED_ERROR -> "oned error";
            case MALFORMED -> "bad answer";
        };
    }

    private static boolean isRealLeader(ServerView server, Watch watch) {
        return watch.verdict().leader().filter(server.server()::equals).isPresent();
    }
}
