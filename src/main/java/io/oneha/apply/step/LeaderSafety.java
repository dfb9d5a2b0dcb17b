package io.oneha.apply.step;

import io.oneha.apply.Runner;
import io.oneha.apply.StepException;
import io.oneha.apply.site.Site;
import io.oneha.plan.Step;
import io.oneha.plan.Work;
import io.oneha.zone.ServerState;
import java.util.Optional;

/** The server that a step relies on must still lead when it begins: a plan is made for one leader. */
public final class LeaderSafety implements Runner.Safety {
    private final Site site;

    public LeaderSafety(Site site) {
        this.site = site;
    }

    @Override
    public Optional<StepException> against(Step step) {
        Optional<String> leader = reliesOn(step.work()).filter(name -> !name.equals(step.host()));
        if (leader.isEmpty() || site.oned(leader.get()).is(ServerState.LEADER)) {
            return Optional.empty();
        }
        return Optional.of(new StepException(
                leader.get() + " does not lead any more: nothing further is changed by this plan",
                "when the zone has a leader again, --resume plans anew from what is there"));
    }

    private static Optional<String> reliesOn(Work work) {
        if (work instanceof Work.Packages packages) {
            return Optional.of(packages.leader()).filter(name -> !name.isEmpty());
        } else if (work instanceof Work.Configuration configuration) {
            return Optional.of(configuration.leader());
        } else if (work instanceof Work.Credentials credentials) {
            return Optional.of(credentials.leader());
        } else if (work instanceof Work.Database database) {
            return Optional.of(database.leader());
        } else if (work instanceof Work.ServerAdd add) {
            return Optional.of(add.leader());
        } else if (work instanceof Work.ServerId id) {
            return Optional.of(id.leader());
        } else if (work instanceof Work.StartFollower start) {
            return Optional.of(start.leader());
        } else if (work instanceof Work.CaughtUp level) {
            return Optional.of(level.leader());
        } else if (work instanceof Work.Readiness readiness) {
            return Optional.of(readiness.leader());
        }
        return Optional.empty();
    }
}
