package io.oneha.app.change;

import io.oneha.plan.Plan;
import io.oneha.plan.Step;
import io.oneha.plan.StepSpec;
import io.oneha.run.RunEvent;
import io.oneha.run.RunOutcome;
import io.oneha.run.ZoneLock;
import io.oneha.run.journal.RunRecord;
import io.oneha.steps.site.Worker;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Keeps the mark of a run true while it goes on, and gives the lock back, or leaves the mark, when it has ended. */
final class LockKeeper implements Consumer<RunEvent>, AutoCloseable {
    /** What is done to a server while its oned is stopped, or what stops it. */
    private static final Set<Class<? extends StepSpec>> WORK = Set.of(
            StepSpec.StopServer.class,
            StepSpec.Work.class,
            StepSpec.LowerTimeout.class,
            StepSpec.Reboot.class,
            StepSpec.StartServer.class);

    private final ZoneLock lock;
    private final Optional<RunRecord> before;
    private final Clock clock;
    private boolean changed;
    private Optional<RunOutcome> outcome = Optional.empty();

    /**
     * @param before what an earlier part of the run did
     * @param clock tells since when a server is stopped
     */
    LockKeeper(ZoneLock lock, Optional<RunRecord> before, Clock clock) {
        this.lock = lock;
        this.clock = clock;
        this.before = before;
        this.changed = before.isPresent();
    }

    /** The front-ends that a plan makes servers. */
    static List<String> joins(Plan plan) {
        return plan.steps().stream()
                .filter(step -> step.spec() instanceof StepSpec.Start
                        || step.spec() instanceof StepSpec.Database
                        || step.spec() instanceof StepSpec.StartLeader)
                .map(Step::host)
                .distinct()
                .toList();
    }

    /** Those of them that the pool has already: each counts for the majority, and is not started yet. */
    static List<String> open(Plan plan) {
        Set<String> toAdd = plan.steps().stream()
                .filter(step -> step.spec() instanceof StepSpec.ServerAdd && !step.holds())
                .map(Step::host)
                .collect(Collectors.toSet());
        return plan.steps().stream()
                .filter(step -> step.spec() instanceof StepSpec.Start && !step.holds())
                .map(Step::host)
                .filter(host -> !toAdd.contains(host))
                .distinct()
                .toList();
    }

    /** The same workers; the mark says that a server is added, or is stopped, before that is begun. */
    Function<Step, Worker> over(Function<Step, Worker> workers) {
        return step -> {
            if (step.spec() instanceof StepSpec.ServerAdd) {
                lock.opens(step.host());
            } else if (step.spec() instanceof StepSpec.HandOver over) {
                lock.works(over.other(), clock.instant().truncatedTo(ChronoUnit.SECONDS));
                lock.works(over.host(), clock.instant().truncatedTo(ChronoUnit.SECONDS));
            } else if (WORK.contains(step.spec().getClass())) {
                lock.works(step.host(), clock.instant().truncatedTo(ChronoUnit.SECONDS));
            }
            return workers.apply(step);
        };
    }

    @Override
    public void accept(RunEvent event) {
        if (event instanceof RunEvent.StepStarted started) {
            changed |= started.step().kind() != Step.Kind.READ;
        } else if (event instanceof RunEvent.StepDone done) {
            closes(done.step());
        } else if (event instanceof RunEvent.StepSkipped skipped) {
            closes(skipped.step());
        }
    }

    private void closes(Step step) {
        if (step.spec() instanceof StepSpec.Start || step.spec() instanceof StepSpec.StartLeader) {
            lock.closes(step.host());
        } else if (step.spec() instanceof StepSpec.Calm) {
            lock.rests(step.host());
        }
    }

    /** It came to an end, and to this one. */
    RunOutcome ended(RunOutcome end) {
        outcome = Optional.of(end);
        return end;
    }

    /** A run that has changed nothing leaves all as it found it. */
    @Override
    public void close() {
        if (outcome.filter(RunOutcome.DONE::equals).isPresent()) {
            lock.finishes(earlier());
        } else if (changed) {
            lock.ends();
        } else {
            lock.release(Set.of());
        }
    }

    private Set<String> earlier() {
        Set<String> earlier = new LinkedHashSet<>();
        before.ifPresent(run -> {
            earlier.addAll(run.leaders());
            run.steps().forEach(step -> earlier.add(step.host()));
        });
        return earlier;
    }
}
