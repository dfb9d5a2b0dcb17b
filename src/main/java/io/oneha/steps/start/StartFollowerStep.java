package io.oneha.steps.start;

import io.oneha.inventory.Inventory;
import io.oneha.plan.StepSpec;
import io.oneha.steps.credentials.CredentialsStep;
import io.oneha.steps.database.CopyState;
import io.oneha.steps.database.LogRange;
import io.oneha.steps.site.Account;
import io.oneha.steps.site.ConfFile;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.SiteWorker;
import io.oneha.steps.site.StepException;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import io.oneha.zone.ZoneServer;
import java.time.Duration;
import java.util.Optional;

/**
 * A follower's oned started. Before that its credentials, its database and its SERVER_ID are proved once more: started with
 * others it would take the zone down, or serve a copy of the zone alone.
 */
public record StartFollowerStep(RunContext context, StepSpec.Start spec) implements SiteWorker {
    private static final Duration ANSWERS = Duration.ofSeconds(90);
    private static final Duration LOOK = Duration.ofMinutes(1);

    public static Description describe(StepSpec.Start spec, Inventory inventory) {
        return Description.interrupts(spec, "Start oned")
                .expects(
                        "the credentials equal the leader's, the database is restored and SERVER_ID is written; each is"
                                + " checked again")
                .sends(spec.host(), CopyState.GIVE)
                .sends(spec.host(), Unit.START)
                .sends(spec.host(), Unit.ENABLE)
                .proves("it answers as a follower", "systemctl stop opennebula");
    }

    @Override
    public boolean holds(Progress progress) {
        Unit unit = unit();
        return isInRaft(unit) && isItself() && unit.isEnabled();
    }

    @Override
    public void run(Progress progress) {
        Unit unit = unit();
        if (unit.oned().is(ServerState.SOLO)) {
            throw new StepException(
                    spec.host()
                            + ": its oned runs alone, outside the zone, and what is written there the zone does not have",
                    "`systemctl stop opennebula` on " + spec.host()
                            + "; the run, resumed, then copies the database again");
        }
        if (!unit.runs()) {
            against().ifPresent(why -> {
                throw new StepException(
                        spec.host() + ": its oned is not started: " + why,
                        "resume the run: the steps before are done again");
            });
            progress.line("credentials, database and SERVER_ID are right");
            CopyState.give(here(), account());
            unit.does(Unit.START);
        }
        unit.does(Unit.ENABLE);
        if (isInRaft(unit)) {
            return;
        }
        unit.awaits(ServerState.FOLLOWER, ANSWERS, progress);
    }

    /** One that was started may have been elected meanwhile. */
    private static boolean isInRaft(Unit unit) {
        return unit.oned().is(ServerState.FOLLOWER) || unit.oned().is(ServerState.LEADER);
    }

    /** Whether it runs as the server that the zone has it as. */
    private boolean isItself() {
        int id = id();
        Optional<RaftStatus> raft = context.site().oned(spec.host()).raft().value();
        return raft.filter(status -> status.serverId() == id).isPresent();
    }

    /** The number that the zone has it as; -1 when it has none. */
    private int id() {
        return leadersOned().find(spec.host()).map(ZoneServer::id).orElse(-1);
    }

    private Account account() {
        return Account.on(leader());
    }

    private Unit unit() {
        return new Unit(context, spec.host());
    }

    private Optional<String> against() {
        if (!CredentialsStep.areEqual(context.facts(spec.host()), context.facts(spec.leader()))) {
            return Optional.of("its credentials are not those of " + spec.leader());
        }
        String id = conf(ConfFile.ONED).read().value("FEDERATION", "SERVER_ID").orElse("-1");
        String wanted = String.valueOf(id());
        if (wanted.equals("-1") || !id.equals(wanted)) {
            return Optional.of("its SERVER_ID is " + id + ", the zone has it as " + wanted);
        }
        Account account = account();
        if (CopyState.of(here(), account) == CopyState.RAN) {
            return Optional.of("oned has run on its copy of the database since that was made");
        }
        LogRange leaders = range(spec.leader(), account);
        return range(spec.host(), account).canCatchUp(leaders)
                ? Optional.empty()
                : Optional.of("its database is not a copy of the leader's that can still be brought level");
    }

    private LogRange range(String host, Account account) {
        Script range = account.given(Script.of("database/database", "range"));
        return LogRange.parse(host, context.shell(host).runs(range, LOOK));
    }
}
