package io.oneha.steps.database;

/** A copy of a database under way. */
interface Copy extends AutoCloseable {
    /** Whether it came to its end, good or bad. */
    boolean isDone();

    /** Bytes that have gone through the pipe so far, as the other host reads them. */
    long copied();

    /**
     * How it ended.
     *
     * @return what the dump said on standard error, fit for a terminal
     * @throws io.oneha.steps.site.StepException it broke
     */
    String end();

    /** Breaks it off. */
    @Override
    void close();
}
