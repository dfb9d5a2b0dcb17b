package io.oneha.apply;

import io.oneha.plan.Step;
import io.oneha.plan.Work;

/**
 * Does one kind of work. Whatever happens in between, a kill included, the three calls may come again from the start: so
 * {@code run} begins by putting right what an earlier try left half done.
 */
public interface Worker<W extends Work> {
    /** Whether it is done already; changes nothing. */
    boolean holds(Step step, W work, Site site);

    /**
     * Does it.
     *
     * @throws StepException it cannot be done
     */
    void run(Step step, W work, Site site, Progress progress);

    /**
     * Proves that it is done, by looking and not by believing {@code run}.
     *
     * @throws StepException it is not
     */
    void prove(Step step, W work, Site site);
}
