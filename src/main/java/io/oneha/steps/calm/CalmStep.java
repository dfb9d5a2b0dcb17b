package io.oneha.steps.calm;

import io.oneha.inventory.Inventory;
import io.oneha.plan.StepSpec;
import io.oneha.steps.roles.RolePlaces;
import io.oneha.steps.site.BoundedWait;
import io.oneha.steps.site.CurrentLeader;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.SiteWorker;
import io.oneha.steps.site.StepException;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Nobody stands for election for a while, and the virtual address and the services are where they belong. */
public record CalmStep(RunContext context, StepSpec.Calm spec) implements SiteWorker {
    /** Some heartbeats: a server that disturbs its leader does so with the first of them. */
    private static final Duration AFTER_A_RESTART = Duration.ofSeconds(3);
    /** Two election time-outs, after a change of leader. */
    private static final Duration AFTER_A_CHANGE = Duration.ofSeconds(10);

    private static final Script FORGET = Script.of("calm/calm", "forget");
    private static final Duration LOOK = Duration.ofSeconds(15);
    private static final Duration MOST = Duration.ofSeconds(90);

    /** With whoever leads by now, where the plan was made without a leader. */
    public static CalmStep of(RunContext context, StepSpec.Calm spec) {
        return spec.leader().isEmpty()
                ? new CalmStep(
                        context,
                        new StepSpec.Calm(
                                spec.host(),
                                new CurrentLeader(context.site()).required(),
                                spec.vipCidr(),
                                spec.forgets()))
                : new CalmStep(context, spec);
    }

    public static Description describe(StepSpec.Calm spec, Inventory inventory) {
        String title = "Check that the zone is calm with " + spec.host() + " back";
        Description description = (spec.forgets() ? Description.changes(spec, title) : Description.reads(spec, title))
                .expects("it has caught up")
                .looks("wait until " + CurrentLeader.words(spec.leader()) + " has led in one term for "
                        + AFTER_A_RESTART.toSeconds() + " s, or " + AFTER_A_CHANGE.toSeconds()
                        + " s after a change of leader")
                .looks("wait until " + spec.vipCidr() + " and the leader's services are on "
                        + CurrentLeader.words(spec.leader()) + " alone");
        if (spec.forgets()) {
            description.sends(spec.host(), FORGET.with("kept", RunContext.KEPT));
        }
        return description.proves("all of that at once", "");
    }

    @Override
    public boolean holds(Progress progress) {
        return false;
    }

    @Override
    public void run(Progress progress) {
        Instant[] since = {now()};
        long[] term = {leads().term()};
        Instant calmAt =
                context.change().led().map(at -> at.plus(AFTER_A_CHANGE)).orElse(Instant.MIN);
        RolePlaces places = new RolePlaces(context, spec.host(), spec.leader(), spec.vipCidr());
        BoundedWait.until(
                MOST,
                "the zone to be calm",
                progress,
                () -> {
                    RaftStatus raft = leads();
                    if (raft.term() != term[0]) {
                        progress.line("there was an election: the term is " + raft.term() + ", it was " + term[0]);
                        term[0] = raft.term();
                        since[0] = now();
                    }
                    boolean settled = !now().isBefore(since[0].plus(AFTER_A_RESTART)) && !now().isBefore(calmAt);
                    return settled && places.against().isEmpty();
                },
                () -> places.against()
                        .orElseGet(() -> new StepException(
                                "elections go on, the term is " + term[0],
                                "`oneha check` says who stands for election")));
        if (spec.forgets()) {
            here().runs(FORGET.with("kept", context.kept()), LOOK);
        }
        context.vip().tellsNow(progress);
        context.writes().tells(progress);
    }

    @Override
    public void prove(Progress progress) {
        // It was so for as long as it was to be.
    }

    private Instant now() {
        return context.site().clock().instant();
    }

    private RaftStatus leads() {
        Optional<RaftStatus> raft = context.site().oned(spec.leader()).raft().value();
        return raft.filter(its -> its.state() == ServerState.LEADER)
                .orElseThrow(() -> StepException.leaderLost(spec.leader() + " is not seen to lead any more"));
    }
}
