package io.oneha.app.change;

import io.oneha.app.look.ZoneLook;
import io.oneha.app.session.CommandException;
import io.oneha.app.session.ExitCode;
import io.oneha.inventory.Inventory;
import io.oneha.observe.Snapshot;
import io.oneha.observe.host.RunMark;
import io.oneha.run.PoolMembers;
import io.oneha.run.ZoneLock;
import io.oneha.run.journal.RunRecord;
import io.oneha.steps.site.Site;
import java.time.Clock;
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
     * @throws CommandException no host that is seen has one, which tells of those that are not; or one cannot be taken away
     */
    public void remove(Consumer<String> told) {
        Snapshot before = look.beforeChange().snapshot();
        MarkedHosts marked = MarkedHosts.of(run.run(), before.servers());
        if (marked.names().isEmpty()) {
            throw new CommandException(ExitCode.REFUSED, nothing(marked));
        }
        int zoneId = before.zoneId();
        RunMark mark = marked.marks().get(0);
        try (Site site = look.watchedSite(inventory, zoneId, clock);
                ZoneLock lock = new ZoneLock(site::shell, PoolMembers.of(inventory, before), mark, true)) {
            lock.finishes(marked.names());
        }
        MarkedHosts after = MarkedHosts.of(run.run(), look.beside().snapshot().servers());
        if (!after.names().isEmpty()) {
            throw new CommandException(
                    ExitCode.UNREACHABLE,
                    "the mark of run " + run.run() + " could not be removed from " + String.join(", ", after.names())
                            + "; remove it there: `sudo rm " + RunMark.FILE + "`");
        }
        told.accept("Run " + run.run() + " was done already. Its mark was left on "
                + String.join(", ", marked.names()) + " and is removed now."
                + marked.doubt().map(doubt -> " " + doubt + ".").orElse(""));
    }

    private String nothing(MarkedHosts marked) {
        String state = "run " + run.run() + " is " + run.state().word();
        return marked.doubt()
                .map(doubt -> state + ", and no front-end that was looked at has its mark. " + doubt)
                .orElse(state + ": there is nothing to resume");
    }
}
