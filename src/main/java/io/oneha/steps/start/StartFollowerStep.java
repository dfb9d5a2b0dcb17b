package io.oneha.steps.start;

import io.oneha.plan.Work;
import io.oneha.steps.credentials.CredentialsStep;
import io.oneha.steps.database.CopyState;
import io.oneha.steps.database.LogRange;
import io.oneha.steps.site.Account;
import io.oneha.steps.site.ConfFile;
import io.oneha.steps.site.Pool;
import io.oneha.steps.site.Progress;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.StepException;
import io.oneha.steps.site.Worker;
import io.oneha.zone.ServerState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A follower's oned started. Before that its credentials, its database and its SERVER_ID are proved once more: started with
 * others it would take the zone down, or serve a copy of the zone alone.
 */
public final class StartFollowerStep implements Worker {
    private static final Duration ANSWERS = Duration.ofSeconds(90);
    private static final Duration LOOK = Duration.ofMinutes(1);

    private final Site site;
    private final String host;
    private final Work.StartFollower work;
    private final Unit unit;

    public StartFollowerStep(Site site, String host, Work.StartFollower work) {
        this.site = site;
        this.host = host;
        this.work = work;
        this.unit = new Unit(site, host);
    }

    @Override
    public boolean holds(Progress progress) {
        return isInRaft() && isItself() && unit.isEnabled();
    }

    @Override
    public void run(Progress progress) {
        if (unit.is(ServerState.SOLO)) {
            throw new StepException(
                    host + ": its oned runs alone, outside the zone, and what is written there the zone does not have",
                    "`systemctl stop opennebula` on " + host + "; the run, resumed, then copies the database again");
        }
        if (!unit.runs()) {
            against().ifPresent(why -> {
                throw new StepException(
                        host + ": its oned is not started: " + why, "resume the run: the steps before are done again");
            });
            progress.line("credentials, database and SERVER_ID are right");
            CopyState.give(site.shell(host), account().database());
            unit.start();
        }
        unit.enable();
        if (isInRaft()) {
            return;
        }
        unit.awaits(ServerState.FOLLOWER, ANSWERS, progress);
    }

    /** One that was started may have been elected meanwhile. */
    private boolean isInRaft() {
        return unit.is(ServerState.FOLLOWER) || unit.is(ServerState.LEADER);
    }

    /** Whether it runs as the server that the zone has it as. */
    private boolean isItself() {
        int id = new Pool(site, work.leader()).idOf(host).orElse(-1);
        return site.oned(host)
                .raft()
                .value()
                .filter(raft -> raft.serverId() == id)
                .isPresent();
    }

    private Account account() {
        return Account.of(new ConfFile(site.shell(work.leader()), ConfFile.ONED).read(), work.leader());
    }

    private Optional<String> against() {
        if (!CredentialsStep.areEqual(site.facts(host, List.of()), site.facts(work.leader(), List.of()))) {
            return Optional.of("its credentials are not those of " + work.leader());
        }
        String id = new ConfFile(site.shell(host), ConfFile.ONED)
                .read()
                .value("FEDERATION", "SERVER_ID")
                .orElse("-1");
        String wanted = String.valueOf(new Pool(site, work.leader()).idOf(host).orElse(-1));
        if (wanted.equals("-1") || !id.equals(wanted)) {
            return Optional.of("its SERVER_ID is " + id + ", the zone has it as " + wanted);
        }
        Account account = account();
        if (CopyState.of(site.shell(host), account.database()) == CopyState.RAN) {
            return Optional.of("oned has run on its copy of the database since that was made");
        }
        Script range = Script.of("database/database", "range").with("database", account.database());
        LogRange there = LogRange.parse(
                work.leader(), site.shell(work.leader()).runs(range.with("options", account.options()), LOOK));
        LogRange here = LogRange.parse(host, site.shell(host).runs(range.with("options", account.options()), LOOK));
        return here.canCatchUp(there)
                ? Optional.empty()
                : Optional.of("its database is not a copy of the leader's that can still be brought level");
    }
}
