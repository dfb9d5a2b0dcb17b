package io.oneha.cli.apply;

import io.oneha.apply.RunEvent;
import io.oneha.plan.Decision;
import io.oneha.plan.Plan;
import io.oneha.plan.Wish;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Where the dashboard's changes happen. Its methods block, and are called by one thread. */
public interface ChangeTarget {
    /**
     * Looks anew, and decides.
     *
     * @param begun front-ends that an earlier run from here has begun with and not finished
     */
    Decision decide(Wish wish, Set<String> begun);

    /**
     * Carries a plan out.
     *
     * @param listener gets what happens
     * @param begins gets what makes the run end at the next safe place
     */
    void carryOut(Plan plan, Wish wish, Consumer<RunEvent> listener, Consumer<Runnable> begins);

    /** The command that goes on with a run, without the run's name; empty where there is none. */
    Optional<String> resume();
}
