package io.oneha.app.change;

import io.oneha.health.Overall;
import io.oneha.run.RunSight;
import io.oneha.run.journal.RunRecord;
import io.oneha.run.journal.StepRecord;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Something that must be so for a drill to be passed.
 *
 * @param what what must be so
 * @param holds whether it is; what was not seen is not
 * @param seen what was seen, in one line
 */
public record DrillCheck(String what, boolean holds, String seen) {
    private static final String NOT_SEEN = "the zone was not seen at the end";

    static List<DrillCheck> of(RunRecord run, RunSight before, RunSight after) {
        Optional<RunSight.Server> leader = leader(after);
        return List.of(
                steps(run),
                leads(run.origin().request().heir(), leader(before), leader, after),
                follow(leader, after),
                address(leader, after),
                verdict(before, after));
    }

    /** The one server that says that it leads; empty where none does, or more. */
    static Optional<RunSight.Server> leader(RunSight sight) {
        List<RunSight.Server> leaders = sight.servers().stream()
                .filter(server -> server.state().equals("leader"))
                .toList();
        return leaders.size() == 1 ? Optional.of(leaders.get(0)) : Optional.empty();
    }

    private static DrillCheck steps(RunRecord run) {
        String count = run.done() + " of " + run.steps().size() + " steps";
        String seen =
                switch (run.state()) {
                    case DONE -> count + (run.done() < run.steps().size() ? "; the last plan needs no more" : "");
                    case RUNNING -> count + "; the run is under way";
                    case STOPPED -> count + "; the run was stopped";
                    case INTERRUPTED -> count + "; the run was killed" + open(run);
                    case FAILED ->
                        count
                                + run.failure()
                                        .map(failure -> "; " + failure.step() + " failed: " + failure.reason())
                                        .orElse("");
                };
        return new DrillCheck("every step is done and proved", run.state() == RunRecord.State.DONE, seen);
    }

    private static String open(RunRecord run) {
        return run.steps().stream()
                .filter(step -> step.state() == StepRecord.State.INTERRUPTED)
                .findFirst()
                .map(step -> " in " + step.id())
                .orElse("");
    }

    private static DrillCheck leads(
            String wanted, Optional<RunSight.Server> before, Optional<RunSight.Server> after, RunSight end) {
        boolean holds = after.filter(leader -> leader.name().equals(wanted))
                .filter(leader -> before.filter(old -> old.term() != RunSight.UNKNOWN
                                && old.term() < leader.term()
                                && !old.name().equals(wanted))
                        .isPresent())
                .isPresent();
        String now = end.servers().isEmpty() ? NOT_SEEN : words(after, " leads");
        return new DrillCheck(wanted + " leads in a newer term", holds, now + "; before, " + words(before, " led"));
    }

    private static String words(Optional<RunSight.Server> leader, String verb) {
        return leader.map(server -> server.name() + verb + " in term " + server.term())
                .orElse("no single leader was seen");
    }

    private static DrillCheck follow(Optional<RunSight.Server> leader, RunSight end) {
        List<RunSight.Server> others = end.servers().stream()
                .filter(server -> leader.filter(server::equals).isEmpty())
                .toList();
        boolean holds = leader.isPresent()
                && !others.isEmpty()
                && others.stream()
                        .allMatch(server -> server.state().equals("follower")
                                && server.term() == leader.get().term());
        String seen = others.stream()
                .map(server -> server.term() == RunSight.UNKNOWN
                        ? server.name() + " gave no answer"
                        : server.name() + " is a " + server.state() + " in term " + server.term())
                .collect(Collectors.joining(", "));
        return new DrillCheck("the other servers follow it", holds, seen.isEmpty() ? NOT_SEEN : seen);
    }

    private static DrillCheck address(Optional<RunSight.Server> leader, RunSight end) {
        boolean holds = leader.isPresent()
                && end.servers().stream()
                        .allMatch(server -> server.vip().equals(Optional.of(server.equals(leader.get()))));
        List<String> have = named(end, Optional.of(true));
        List<String> unseen = named(end, Optional.empty());
        String seen = (have.isEmpty() ? "no server" : String.join(" and ", have)) + " has " + end.vip()
                + (unseen.isEmpty() ? "" : "; not seen on " + String.join(", ", unseen));
        return new DrillCheck(
                "the virtual address is on the leader alone",
                holds,
                end.servers().isEmpty() ? NOT_SEEN : seen);
    }

    private static List<String> named(RunSight end, Optional<Boolean> vip) {
        return end.servers().stream()
                .filter(server -> server.vip().equals(vip))
                .map(RunSight.Server::name)
                .toList();
    }

    private static DrillCheck verdict(RunSight before, RunSight after) {
        boolean known =
                Stream.of(before, after).noneMatch(sight -> sight.servers().isEmpty());
        boolean holds = known
                && Stream.of(before, after).noneMatch(sight -> sight.overall() == Overall.UNKNOWN)
                && after.overall().compareTo(before.overall()) <= 0;
        String now = after.servers().isEmpty() ? NOT_SEEN : after.overall().name();
        String seen = now + "; before, " + (before.servers().isEmpty() ? "it was not seen" : before.overall());
        return new DrillCheck("the verdict is no worse than before", holds, seen);
    }
}
