package io.oneha.app.change;

import io.oneha.app.look.Report;
import io.oneha.app.look.ZoneLook;
import io.oneha.app.session.CommandException;
import io.oneha.app.session.ExitCode;
import io.oneha.inventory.Inventory;
import io.oneha.observe.ServerView;
import io.oneha.observe.host.RunMark;
import io.oneha.run.PoolMembers;
import io.oneha.run.ZoneLock;
import io.oneha.run.journal.RunRecord;
import io.oneha.steps.site.Site;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a run that is done has left on hosts that were away at its end: its mark, by which they say that the zone is not free. To resume
 * such a run is to take those marks away.
 */
public record LeftMarks(RunRecord run, ZoneLook look, Inventory inventory, Clock clock) {
    /**
     * Takes them away where SSH reaches the host.
     *
     * @param told gets what was done, a line
     * @throws CommandException no host that is seen has one, or one cannot be taken away
     */
    public void remove(Consumer<String> told) {
        Report before = look.beforeChange();
        List<String> marked = marked(before);
        if (marked.isEmpty()) {
            throw new CommandException(
                    ExitCode.REFUSED,
                    "run " + run.run() + " is " + run.state().word() + ": there is nothing to resume");
        }
        int zoneId = before.snapshot().zone().value().map(zone -> zone.id()).orElse(0);
        RunMark mark = mark(before, marked.get(0)).orElseThrow();
        try (Site site = look.watchedSite(inventory, zoneId, clock);
                ZoneLock lock = new ZoneLock(site::shell, PoolMembers.of(inventory, before.snapshot()), mark, true)) {
            lock.release(marked);
        }
        List<String> left = marked(look.beside());
        if (!left.isEmpty()) {
            throw new CommandException(
                    ExitCode.UNREACHABLE,
                    "the mark of run " + run.run() + " could not be removed from " + String.join(", ", left)
                            + "; remove it there: `sudo rm " + RunMark.FILE + "`");
        }
        told.accept("Run " + run.run() + " was done already. Its mark was left on " + String.join(", ", marked)
                + " and is removed now.");
    }

    private List<String> marked(Report seen) {
        return seen.snapshot().servers().stream()
                .map(ServerView::name)
                .filter(name -> mark(seen, name).isPresent())
                .toList();
    }

    private Optional<RunMark> mark(Report seen, String name) {
        return seen.snapshot().servers().stream()
                .filter(view -> view.name().equals(name))
                .flatMap(view -> view.host().facts().stream())
                .flatMap(known -> known.value().run().stream())
                .filter(mark -> mark.run().equals(run.run()))
                .findFirst();
    }
}
