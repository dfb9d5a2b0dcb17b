package io.oneha.steps.start;

import io.oneha.inventory.Inventory;
import io.oneha.plan.StepSpec;
import io.oneha.steps.account.AccountStep;
import io.oneha.steps.database.LogRange;
import io.oneha.steps.site.Account;
import io.oneha.steps.site.ConfFile;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.RootShell;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.SiteWorker;
import io.oneha.steps.site.StepException;
import io.oneha.zone.ZoneServer;
import java.time.Duration;
import java.util.List;

/**
 * What no look tells of a server, asked before anything is stopped: whether somebody has put its unit away, and whether its database may be
 * replaced, or else can be brought level.
 */
public record CurableStep(RunContext context, StepSpec.Curable spec) implements SiteWorker {
    private static final Duration LOOK = Duration.ofMinutes(1);

    public static Description describe(StepSpec.Curable spec, Inventory inventory) {
        String host = spec.host();
        Description description = Description.reads(
                        spec,
                        spec.restores()
                                ? "Check that the database of " + host + " can be replaced"
                                : "Check that " + host + " can continue with its own database")
                .expects("its database answers")
                .looks("opennebula.service is not masked, and starts at boot");
        if (spec.restores()) {
            return description
                    .looks("its oned.conf has the database account that the one of " + spec.leader() + " has")
                    .looks("its database is on " + host + " itself, no node of a Galera cluster and no replica")
                    .proves("all of that", "");
        }
        return description
                .looks("its SERVER_ID is the one that the zone has it as")
                .looks("its database is no copy that was begun, and " + spec.leader()
                        + " still has all log entries that it" + " lacks")
                .proves("all of that", "");
    }

    @Override
    public boolean holds(Progress progress) {
        return false;
    }

    @Override
    public void run(Progress progress) {
        requireUnit();
        Account account = Account.on(here());
        AccountStep.requireLocal(spec.host(), account);
        if (spec.restores()) {
            requireSame(account);
            requireUntied(account, progress);
        } else {
            requireOwn(account);
            requireId();
        }
    }

    @Override
    public void prove(Progress progress) {
        // It was so a moment ago; each step that follows looks for itself.
    }

    private void requireUnit() {
        Unit unit = new Unit(context, spec.host());
        if (unit.isMasked()) {
            throw new StepException(
                    spec.host() + ": opennebula.service is masked, so somebody has put it away",
                    "`systemctl unmask opennebula` there if it is to run; then resume the run");
        }
        if (!unit.isEnabled()) {
            throw new StepException(
                    spec.host() + ": opennebula.service does not start at boot there, so somebody may have put it away",
                    "`systemctl enable opennebula` there if it is to stay a server of the zone; then resume the run");
        }
    }

    /** A copy is restored by the leader's account, and read by its own. */
    private void requireSame(Account account) {
        Account leaders = Account.on(leader());
        AccountStep.requireLocal(spec.leader(), leaders);
        if (!account.equals(leaders)) {
            throw new StepException(
                    spec.host() + ": its oned.conf has another database account than the one of " + spec.leader()
                            + " (section DB: USER, PASSWD, DB_NAME, SERVER, PORT)",
                    "make section DB the same on both, then resume the run");
        }
    }

    private void requireUntied(Account account, Progress progress) {
        List<String> ties = ask(here(), account, "ties").lines().toList();
        if (ties.contains("galera")) {
            throw tied("a node of a Galera cluster");
        }
        if (ties.contains("replica")) {
            throw tied("a replica of another database");
        }
        if (ties.contains("unknown")) {
            progress.line(
                    "whether its database is a node of a Galera cluster or a replica of another cannot be asked: it does"
                            + " not let in the account of oned.conf or root, or does not tell them");
        }
    }

    private StepException tied(String what) {
        return new StepException(
                spec.host() + ": its database is " + what + ", and what is replaced there is replaced elsewhere too",
                "end that tie, or recover it by hand");
    }

    private void requireOwn(Account account) {
        if (!here().asks(account.given(Script.of("database/database", "unmarked")), LOOK)) {
            throw new StepException(
                    spec.host() + ": its database is a copy of oneha's that is not finished",
                    "resume the run that makes it: `oneha runs` lists it; or " + restore());
        }
        LogRange leaders = range(leader(), Account.on(leader()));
        if (!range(here(), account).canCatchUp(leaders)) {
            throw new StepException(
                    spec.host() + ": its log ends before the first entry that " + spec.leader() + " still has ("
                            + leaders.first() + ")",
                    restore());
        }
    }

    private void requireId() {
        String id = conf(ConfFile.ONED).read().value("FEDERATION", "SERVER_ID").orElse("-1");
        String wanted = leadersOned()
                .find(spec.host())
                .map(ZoneServer::id)
                .map(String::valueOf)
                .orElse("no server");
        if (!id.equals(wanted)) {
            throw new StepException(
                    spec.host() + ": its SERVER_ID is " + id + ", and the zone has it as " + wanted
                            + ": what it wrote with that cannot be told",
                    restore());
        }
    }

    private String restore() {
        return "`oneha recover " + spec.host() + " --restore` copies the database of " + spec.leader();
    }

    private LogRange range(RootShell shell, Account account) {
        return LogRange.parse(shell.name(), ask(shell, account, "range"));
    }

    private static String ask(RootShell shell, Account account, String verb) {
        return shell.runs(account.given(Script.of("database/database", verb)), LOOK);
    }
}
