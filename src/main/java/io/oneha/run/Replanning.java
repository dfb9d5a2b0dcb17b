package io.oneha.run;

import io.oneha.base.Text;
import io.oneha.health.FindingCode;
import io.oneha.plan.Continuation;
import io.oneha.plan.Decision;
import io.oneha.plan.EarlierSteps;
import io.oneha.plan.Plan;
import io.oneha.plan.RefusalCode;
import io.oneha.plan.Step;
import io.oneha.steps.site.StepException;
import io.oneha.steps.site.Worker.Progress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * A run goes on after its leader was lost, or its hosts were out of reach: when the zone has been the same in two looks, and
 * what is to be done then is nothing but the rest of what was agreed to.
 */
public final class Replanning implements PlanRenewal {
    /** An election, and systemd's start of an oned that was killed. */
    public static final Duration FOR_A_LEADER = Duration.ofSeconds(30);
    /** Beside the 20 s after which SSH has found a connection dead. */
    static final Duration FOR_A_HOST = Duration.ofSeconds(15);

    static final int MOST = 5;
    /** A step that was at it for longer has met its host. */
    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    /** The findings of a zone that nobody leads yet. */
    private static final Set<FindingCode> LEADERLESS = Set.of(
            FindingCode.NO_LEADER,
            FindingCode.LEADER_WITHOUT_MAJORITY,
            FindingCode.QUORUM_LOST,
            FindingCode.TERM_WRAPPED,
            FindingCode.CANDIDATE);

    /** Of a reason that is said beside what is left of a wait. */
    private static final int LONGEST = 160;

    private final Function<EarlierSteps, Decision> look;
    private EarlierSteps before;
    private final LongSupplier nanoTime;
    private final Pause pause;
    private int times;
    private Optional<Episode> episode = Optional.empty();
    private long wentOn;

    /** One wait and what it is for: what was left again before it was over is still waited for, and no new reason to wait. */
    private record Episode(String left, StepException.Cause cause, Countdown countdown) {
        boolean is(Step step, StepException why) {
            return left.equals(step.id()) && cause == why.cause();
        }

        boolean goesOn(Step step, StepException why) {
            return is(step, why) && !countdown.isOver();
        }
    }

    /** Between two looks. */
    public interface Pause {
        void pause() throws InterruptedException;
    }

    /**
     * @param look looks and decides anew, given what the run has done
     * @param before what it had done before it was interrupted
     */
    public Replanning(Function<EarlierSteps, Decision> look, EarlierSteps before) {
        this(look, before, System::nanoTime, () -> Thread.sleep(1000));
    }

    public Replanning(Function<EarlierSteps, Decision> look, EarlierSteps before, LongSupplier nanoTime, Pause pause) {
        this.look = look;
        this.before = before;
        this.nanoTime = nanoTime;
        this.pause = pause;
    }

    @Override
    public Plan anew(Plan plan, Step left, StepException why, Progress progress) {
        boolean again = episode.filter(last -> last.goesOn(left, why)).isPresent();
        if (!again) {
            begin(left, why, progress);
        }
        Countdown countdown = episode.orElseThrow().countdown();
        if (again) {
            // It was planned for what can be seen, and the step met what cannot: the rest of the wait is its own.
            countdown.tell(awaited(why), progress::line);
            rest(why, progress);
        }
        Plan next = settled(plan, earlier(plan, left), why, progress, countdown);
        wentOn = nanoTime.getAsLong();
        Continuation.against(plan, left, next).ifPresent(more -> {
            throw new StepException(
                    why.getMessage() + "; the plan made again is not the rest of what was confirmed: " + more,
                    remedy("", "to read the new plan"));
        });
        return next;
    }

    private void begin(Step left, StepException why, Progress progress) {
        // Its wait was kept in full, and what was tried after it failed at once.
        if (episode.filter(last -> last.is(left, why)).isPresent()
                && nanoTime.getAsLong() - wentOn < AT_ONCE.toNanos()) {
            throw new StepException(
                    why.cause(),
                    why.getMessage() + "; " + patience(why).toSeconds() + " s later that is still so",
                    then(why.remedy()));
        }
        if (times++ == MOST) {
            throw new StepException(
                    why.getMessage() + "; gave up after planning again " + MOST + " times",
                    remedy("", "once the zone is calm"));
        }
        progress.line(why.getMessage());
        progress.line("waits up to " + patience(why).toSeconds() + " s for the zone to be one that can be worked on");
        episode = Optional.of(new Episode(left.id(), why.cause(), new Countdown(patience(why), nanoTime)));
    }

    /** The same plan twice running. */
    private Plan settled(Plan plan, EarlierSteps earlier, StepException why, Progress progress, Countdown countdown) {
        Optional<Plan> before = Optional.empty();
        while (true) {
            Decision decision = look(earlier);
            Optional<Plan> now = plan(plan, decision);
            if (now.isPresent() && now.equals(before)) {
                return now.get();
            }
            // A plan that is seen for the first time is worth another look.
            if (countdown.isOver() && (now.isEmpty() || before.isPresent())) {
                throw givenUp(why, decision);
            }
            before = now;
            countdown.tell(awaited(why, decision), progress::line);
            rest(why, progress);
        }
    }

    /** A leader may be there long before the zone is fit: then what is in the way is said, not what was at first. */
    private static String awaited(StepException why, Decision last) {
        if (last instanceof Decision.Refusal refusal
                && !refusal.isAmong(Set.of(), LEADERLESS)
                && cause(refusal) == StepException.Cause.STEP) {
            return Text.clean(refusal.reason(), LONGEST) + "; waits until that has passed";
        }
        return awaited(why);
    }

    private static String awaited(StepException why) {
        return why.cause() == StepException.Cause.OUT_OF_REACH ? "waits for the host" : "waits for a leader";
    }

    private Decision look(EarlierSteps earlier) {
        try {
            return look.apply(earlier);
        } catch (RuntimeException e) {
            return new Decision.Refusal(RefusalCode.NOT_PLANNED, String.valueOf(e.getMessage()), "");
        }
    }

    private static Optional<Plan> plan(Plan old, Decision decision) {
        if (decision instanceof Plan plan) {
            return Optional.of(plan);
        }
        // What was left has come about meanwhile.
        return decision instanceof Decision.NothingToDo
                ? Optional.of(new Plan(
                        old.intent(), old.zone(), old.leader(), List.of(), List.of(), List.of(), old.fingerprint()))
                : Optional.empty();
    }

    private static StepException givenUp(StepException why, Decision last) {
        String waited = why.getMessage() + "; " + patience(why).toSeconds() + " s later: ";
        return last instanceof Decision.Refusal refusal
                ? new StepException(cause(refusal), waited + refusal.reason(), then(refusal.remedy()))
                : new StepException(waited + "the zone has not come to rest", remedy("", "once it has"));
    }

    private static Duration patience(StepException why) {
        return why.cause() == StepException.Cause.OUT_OF_REACH ? FOR_A_HOST : FOR_A_LEADER;
    }

    private static StepException.Cause cause(Decision.Refusal refusal) {
        boolean unseen = refusal.isAmong(Set.of(RefusalCode.HOST_UNSEEN), Set.of(FindingCode.NO_ANSWER));
        return unseen ? StepException.Cause.OUT_OF_REACH : StepException.Cause.STEP;
    }

    private static String then(String first) {
        return remedy(first, first.isEmpty() ? "once that has passed" : "then");
    }

    private static String remedy(String first, String when) {
        return (first.isEmpty() ? "" : first + "; ") + when + ", resume the run: it plans again from what is there";
    }

    private void rest(StepException why, Progress progress) {
        try {
            pause.pause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw why;
        }
        if (progress.isStopping()) {
            throw why;
        }
    }

    /** Hosts of which something was done and something is left, and what was done. */
    private EarlierSteps earlier(Plan plan, Step left) {
        int at = plan.steps().indexOf(left);
        List<Step> rest = plan.steps().subList(at, plan.steps().size());
        Set<String> hosts = new HashSet<>(before.hosts());
        hosts.retainAll(rest.stream().map(Step::host).toList());
        hosts.add(left.host());
        before = before.and(plan.steps().subList(0, at).stream().map(Step::id).toList(), left.id());
        return new EarlierSteps(hosts, before.begun(), before.proved());
    }
}
