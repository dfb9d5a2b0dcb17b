package io.oneha.apply;

/** What a step tells while it works. */
public interface Progress {
    /** A line of what it does or of what a host printed; cleaned of control characters by whoever shows it. */
    void line(String text);

    /**
     * How far it is.
     *
     * @param done bytes done
     * @param total bytes in all, as far as it can be estimated; 0 when it cannot
     */
    void bytes(long done, long total);

    /** Something measured that the operator was promised, such as how long writes waited. */
    void measured(String what, java.time.Duration howLong);

    /** Whether the operator asked to stop; a step that can back out safely then does. */
    boolean isStopping();
}
