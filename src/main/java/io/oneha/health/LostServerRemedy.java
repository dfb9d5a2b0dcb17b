package io.oneha.health;

import io.oneha.observe.ServerView;
import io.oneha.zone.FailureKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How the servers that a zone lacks for its majority are brought back, each by what is known of it: one that is stopped is
 * started, one that hangs is restarted, and one that cannot be seen is looked at.
 */
final class LostServerRemedy {
    /** What an oned says that runs: to start it would do nothing. */
    private static final Set<FailureKind> RUNS = EnumSet.of(
            FailureKind.AUTHENTICATION, FailureKind.NO_LEADER, FailureKind.ONED_ERROR, FailureKind.MALFORMED);

    private LostServerRemedy() {}

    /** @param needed how many of them make a majority with the others */
    static String of(RuleInput picture, List<ServerView> lost, int needed) {
        String some = needed >= lost.size() ? "" : needed == 1 ? "one of " : needed + " of ";
        Predicate<ServerView> hangs =
                view -> view.failed(FailureKind.SILENT) || ServerRules.isSeenHanging(picture, view);
        Predicate<ServerView> unseen = view -> view.isUnseen() && !hangs.test(view) && !isSeenStopped(picture, view);
        Predicate<ServerView> runs = view ->
                view.failure().filter(failure -> RUNS.contains(failure.kind())).isPresent();
        List<ServerView> hanging = lost.stream().filter(hangs).toList();
        List<ServerView> missing = lost.stream().filter(unseen).toList();
        List<ServerView> failing = lost.stream().filter(runs).toList();
        List<ServerView> stopped =
                lost.stream().filter(hangs.or(unseen).or(runs).negate()).toList();
        if (stopped.size() == lost.size()) {
            return StartRemedy.of(picture, lost, some);
        }
        if (missing.size() == lost.size()) {
            return "check the network first; if " + some + names(lost)
                    + (needed == 1 || lost.size() == 1
                            ? " is down, see that the machine comes up and oned with it"
                            : " are down, see that the machines come up and oned with them");
        }
        List<String> ways = new ArrayList<>();
        if (!stopped.isEmpty()) {
            ways.add(StartRemedy.of(picture, stopped));
        }
        if (!hanging.isEmpty()) {
            ways.add("`systemctl kill -s KILL opennebula` on " + names(hanging)
                    + ", where oned hangs; systemd starts it again after 5 s");
        }
        if (!failing.isEmpty()) {
            ways.add("look into /var/log/one/oned.log on " + names(failing)
                    + ", whose oned runs and answers with an error");
        }
        if (!missing.isEmpty()) {
            ways.add("check the network to " + names(missing) + ", and whether "
                    + (missing.size() == 1 ? "that machine is up" : "those machines are up"));
        }
        return "bring back " + some + names(lost) + ": " + String.join("; ", ways);
    }

    private static String names(List<ServerView> views) {
        return Phrases.list(Phrases.names(views));
    }

    /** Whether SSH reaches a host whose port 2633 does not answer, and finds that oned does not run there. */
    private static boolean isSeenStopped(RuleInput picture, ServerView view) {
        return Hosts.current(picture, view)
                .flatMap(HostUnits::oned)
                .filter(state -> !state.isUp())
                .isPresent();
    }
}
