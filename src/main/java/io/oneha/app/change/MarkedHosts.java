package io.oneha.app.change;

import io.oneha.observe.ServerView;
import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.RunMark;
import java.util.List;
import java.util.Optional;

/**
 * Where one look has seen the mark of a run.
 *
 * @param run the run's name
 * @param marks its marks
 * @param names the front-ends that have one
 * @param unseen those of which it is not known whether they have one
 */
record MarkedHosts(String run, List<RunMark> marks, List<String> names, List<String> unseen) {
    static MarkedHosts of(String run, List<ServerView> servers) {
        List<ServerView> marked =
                servers.stream().filter(view -> mark(run, view).isPresent()).toList();
        return new MarkedHosts(
                run,
                marked.stream().flatMap(view -> mark(run, view).stream()).toList(),
                marked.stream().map(ServerView::name).toList(),
                servers.stream()
                        .filter(view -> !marked.contains(view) && !isSeen(view))
                        .map(ServerView::name)
                        .toList());
    }

    private static Optional<RunMark> mark(String run, ServerView view) {
        return view.host().known().flatMap(HostFacts::run).filter(mark -> mark.run()
                .equals(run));
    }

    private static boolean isSeen(ServerView view) {
        return view.host().failure().isEmpty()
                && view.host()
                        .known()
                        .filter(facts -> facts.unseen().stream().noneMatch(line -> line.startsWith(RunMark.FILE)))
                        .isPresent();
    }

    /** What is not known and what to do about it, in a sentence; empty where every front-end was looked at. */
    Optional<String> doubt() {
        return unseen.isEmpty()
                ? Optional.empty()
                : Optional.of("Whether its mark is on " + String.join(", ", unseen)
                        + " could not be seen. Make SSH as root work there, then run `oneha apply --resume " + run
                        + "` again");
    }
}
