package io.oneha.app.change;

import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Decision;
import io.oneha.plan.EarlierSteps;
import io.oneha.plan.Plan;
import io.oneha.run.RunEvent;
import java.util.Optional;
import java.util.function.Consumer;

/** Where the dashboard's changes happen. Its methods block, and are called by one thread. */
public interface ChangeTarget {
    /**
     * Looks anew, and decides.
     *
     * @param earlier what an earlier run from here, which did not come to its end, has done
     */
    Decision decide(ChangeRequest request, EarlierSteps earlier);

    /**
     * Carries a plan out.
     *
     * @param before the run that this continues, if there is one: what it has proved is not done again
     * @param listener gets what happens
     * @param begins gets what makes the run end at the next safe place
     */
    void carryOut(
            Plan plan,
            ChangeRequest request,
            Optional<String> before,
            Consumer<RunEvent> listener,
            Consumer<Runnable> begins);

    /** The command that goes on with a run, without the run's name; empty where there is none. */
    Optional<String> resume();
}
