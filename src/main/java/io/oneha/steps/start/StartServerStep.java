package io.oneha.steps.start;

import io.oneha.inventory.Inventory;
import io.oneha.plan.StepSpec;
import io.oneha.steps.site.Account;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.SiteWorker;
import io.oneha.steps.site.StepException;
import io.oneha.zone.ServerState;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * A server's oned started again on its own database, which nothing has replaced: where a copy was begun there, oned would serve
 * half of one.
 */
public record StartServerStep(RunContext context, StepSpec.StartServer spec) implements SiteWorker {
    /** Those of a server that takes part in its zone; a candidate does so as soon as another answers it. */
    static final Set<ServerState> IN_RAFT = EnumSet.of(ServerState.FOLLOWER, ServerState.CANDIDATE, ServerState.LEADER);

    private static final Duration ANSWERS = Duration.ofSeconds(90);
    private static final Duration LOOK = Duration.ofMinutes(1);

    public static Description describe(StepSpec.StartServer spec, Inventory inventory) {
        return Description.interrupts(spec, "Start oned")
                .expects("its unit is enabled and not masked, and its database is its own and no copy that was begun")
                .sends(spec.host(), Unit.START)
                .proves("it answers as a server of the zone", "");
    }

    @Override
    public boolean holds(Progress progress) {
        Unit unit = unit();
        return unit.runs()
                && unit.oned()
                        .raft()
                        .value()
                        .filter(raft -> IN_RAFT.contains(raft.state()))
                        .isPresent();
    }

    @Override
    public void run(Progress progress) {
        requireStartable();
        Unit unit = unit();
        if (!unit.runs()) {
            unit.does(Unit.START);
        }
        unit.awaits(IN_RAFT, ANSWERS, progress);
    }

    /** Nobody has put its unit away, and its database is no copy that was begun. */
    void requireStartable() {
        Unit unit = unit();
        if (unit.isMasked()) {
            throw new StepException(
                    spec.host() + ": opennebula.service is masked, so somebody has put it away",
                    "`systemctl unmask opennebula` there if it is to run; then resume the run");
        }
        if (!unit.runs()) {
            if (!unit.isEnabled()) {
                throw new StepException(
                        spec.host()
                                + ": opennebula.service does not start at boot there, so somebody may have put it away",
                        "`systemctl enable opennebula` there if it is to run; then resume the run");
            }
            Account account = Account.on(here());
            if (!here().asks(account.given(Script.of("database/database", "unmarked")), LOOK)) {
                throw new StepException(
                        spec.host()
                                + ": its oned is not started: its database is a copy of oneha's that is not finished",
                        "resume the run that makes it: `oneha runs` lists it");
            }
        }
    }

    private Unit unit() {
        return new Unit(context, spec.host());
    }
}
