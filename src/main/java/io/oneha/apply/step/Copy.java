package io.oneha.apply.step;

/** A copy of a database under way. */
interface Copy extends AutoCloseable {
    /** Whether it came to its end, good or bad. */
    boolean isDone();

    /**
     * How it ended.
     *
     * @return what the dump said on standard error, fit for a terminal
     * @throws io.oneha.apply.StepException it broke
     */
    String end();

    /** Breaks it off. */
    @Override
    void close();
}
