package io.oneha.health;

import io.oneha.observe.ServerView;
import io.oneha.observe.host.HostFacts;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import java.util.List;
import java.util.Optional;

/**
 * A server's own belief of who it is, as it runs and as its oned.conf will have it run. Nothing in oned compares
 * FEDERATION/SERVER_ID with the pool.
 */
final class ServerIdRules {
    private ServerIdRules() {}

    static List<Finding> judge(RuleInput picture) {
        return picture.pool.stream()
                .flatMap(view -> wrong(picture, view).stream())
                .toList();
    }

    /** The id that a server runs with. */
    static Optional<Integer> running(ServerView view) {
        return view.status().map(RaftStatus::serverId);
    }

    /** The id that a server's oned.conf has for its next start. */
    static Optional<Integer> configured(RuleInput picture, ServerView view) {
        return Hosts.facts(picture, view)
                .flatMap(HostFacts::oned)
                .flatMap(oned -> oned.serverId().stream().boxed().findFirst());
    }

    /** Whether a server's next start would make it another one than the pool's. */
    static boolean isWrong(RuleInput picture, ServerView view) {
        return wrong(picture, view, configured(picture, view)).isPresent();
    }

    private static Optional<Finding> wrong(RuleInput picture, ServerView view) {
        return wrong(picture, view, running(view))
                .map(id -> acts(picture, view, id))
                .or(() -> wrong(picture, view, configured(picture, view)).map(id -> willAct(picture, view, id)));
    }

    private static Optional<Integer> wrong(RuleInput picture, ServerView view, Optional<Integer> believed) {
        return believed.filter(id -> id != view.server().id() && !isOtherEntry(picture, view, id));
    }

    /** Whether an id belongs to another entry of the same server, which is then what is wrong. */
    private static boolean isOtherEntry(RuleInput picture, ServerView view, int id) {
        return picture.pool.stream()
                .anyMatch(other ->
                        PoolRules.isSameEndpoint(view, other) && other.server().id() == id);
    }

    private static Finding acts(RuleInput picture, ServerView view, int id) {
        int right = view.server().id();
        boolean set = configured(picture, view).filter(own -> own == right).isPresent();
        String fix = "stop oned on " + view.name()
                + (set ? ", whose oned.conf has SERVER_ID = " + right + " already" : ", " + setting(right));
        if (view.is(ServerState.SOLO)) {
            return mismatch(
                    view,
                    "is server " + right
                            + " of the zone but runs solo: it accepts writes on its own, which no other gets",
                    fix + ", restore a backup of the leader's database, start");
        }
        return mismatch(
                view,
                "is server " + right + " of the zone but acts as server " + id
                        + namesake(picture, view, id, running(view)) + ": votes are counted for the wrong one",
                fix + ", start");
    }

    private static Finding willAct(RuleInput picture, ServerView view, int id) {
        int right = view.server().id();
        boolean runs = running(view).isPresent();
        String what = id < 0
                ? "which is solo: a start makes it accept writes on its own"
                : "so a start makes it act as another server";
        return mismatch(
                view,
                "is server " + right + " of the zone" + (runs ? " and runs as such" : "")
                        + ", but its oned.conf has SERVER_ID = " + id + namesake(picture, view, id, Optional.empty())
                        + ", " + what,
                "on " + view.name() + " " + setting(right)
                        + (runs ? "; it takes effect at the next restart" : " before oned is started"));
    }

    private static String setting(int id) {
        return "set FEDERATION = [ SERVER_ID = " + id + " ] in /etc/one/oned.conf";
    }

    private static String namesake(RuleInput picture, ServerView view, int id, Optional<Integer> running) {
        return picture
                .members(other -> other.server().id() == id
                        && !ServerTrack.isSame(view, other)
                        && (running.isEmpty()
                                || running(other).filter(own -> own == id).isPresent()))
                .stream()
                .findFirst()
                .map(other -> running.isPresent() ? ", and so does " + other.name() : " (" + other.name() + "'s)")
                .orElse("");
    }

    private static Finding mismatch(ServerView view, String reason, String remedy) {
        return FindingCode.SERVER_ID_MISMATCH.critical(view.name(), reason, remedy);
    }
}
