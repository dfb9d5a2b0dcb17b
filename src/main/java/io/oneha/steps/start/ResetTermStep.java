package io.oneha.steps.start;

import io.oneha.inventory.Inventory;
import io.oneha.plan.StepSpec;
import io.oneha.steps.database.StoredTerm;
import io.oneha.steps.site.Account;
import io.oneha.steps.site.CurrentLeader;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.HostNumber;
import io.oneha.steps.site.RootShell;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.SiteWorker;
import io.oneha.steps.site.StepException;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import java.time.Duration;

/**
 * The term that a server reached while it was cut off, in its database, set back to the leader's: started with it, it would depose the
 * leader. An entry of such a term in its log says that it led in it, and then only a copy of the leader's database will do.
 */
public record ResetTermStep(RunContext context, StepSpec.ResetTerm spec) implements SiteWorker {
    private static final Script RESET = Script.of("database/database", "reset-term");
    private static final Script TERM_END = Script.of("database/database", "term-end");
    private static final Duration LOOK = Duration.ofMinutes(1);

    /** With whoever leads by now, where the plan was made without a leader. */
    public static ResetTermStep of(RunContext context, StepSpec.ResetTerm spec) {
        return spec.leader().isEmpty()
                ? new ResetTermStep(
                        context, new StepSpec.ResetTerm(spec.host(), new CurrentLeader(context.site()).required()))
                : new ResetTermStep(context, spec);
    }

    public static Description describe(StepSpec.ResetTerm spec, Inventory inventory) {
        return Description.changes(spec, "Set the term back to that of " + CurrentLeader.words(spec.leader()))
                .expects("oned is not running, and its log has no entry of a higher term that "
                        + CurrentLeader.words(spec.leader()) + " does not have")
                .looks("only where the term in its database is higher:")
                .sends(spec.host(), RESET)
                .proves("the term in its database is no higher than that of " + CurrentLeader.words(spec.leader()), "");
    }

    @Override
    public boolean holds(Progress progress) {
        StoredTerm stored = stored();
        RaftStatus leaders = leaders();
        return !stored.isAheadOf(leaders) && !hasLedAlone(stored, leaders);
    }

    @Override
    public void run(Progress progress) {
        Unit unit = new Unit(context, spec.host());
        if (!unit.hasEnded() || unit.oned().raft().value().isPresent()) {
            throw new StepException(
                    spec.host() + ": its term is only set back while oned is stopped, and oned runs",
                    "resume the run: it stops it first");
        }
        StoredTerm stored = stored();
        RaftStatus leaders = leaders();
        if (hasLedAlone(stored, leaders)) {
            throw new StepException(
                    spec.host() + ": its log has an entry of term " + stored.lastEntry() + ", and " + spec.leader()
                            + " is in term " + leaders.term() + ": it has led alone, and its oned stays stopped",
                    "`oneha recover " + spec.host() + " --restore` copies the database of " + spec.leader());
        }
        progress.line("its term is " + stored.term() + ", that of " + spec.leader() + " " + leaders.term());
        Account account = Account.on(here());
        here().runs(account.given(RESET).with("term", String.valueOf(leaders.term())), LOOK);
    }

    /**
     * Whether it has entries of a term that its leader has not reached, and that the leader has not. Where the zone's term has wrapped
     * since, all servers have entries of higher terms than they are in; one term has one leader, so that of two logs with entries of
     * the same term the longer has all of the shorter.
     */
    private boolean hasLedAlone(StoredTerm stored, RaftStatus leaders) {
        return stored.hasEntryAfter(leaders) && end(leader(), stored.lastEntry()) < end(here(), stored.lastEntry());
    }

    /** The index behind the last entry of a term in a log; 0 where there is none. */
    private static long end(RootShell shell, long term) {
        Script script = Account.on(shell).given(TERM_END).with("term", String.valueOf(term));
        return HostNumber.of(shell.name(), "where a term ends in its log", shell.runs(script, LOOK));
    }

    private StoredTerm stored() {
        Account account = Account.on(here());
        return StoredTerm.parse(spec.host(), here().runs(account.given(Script.of("database/database", "term")), LOOK));
    }

    private RaftStatus leaders() {
        return leadersOned()
                .raft()
                .value()
                .filter(raft -> raft.state() == ServerState.LEADER)
                .orElseThrow(() -> StepException.leaderLost(spec.leader() + " is not seen to lead any more"));
    }
}
