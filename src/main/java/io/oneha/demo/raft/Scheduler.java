package io.oneha.demo.raft;

/** Time as one process sees it. What is scheduled by a process that ends does not run; while it is stopped, it waits. */
public interface Scheduler {
    /** Now, in milliseconds of the simulated clock. */
    long now();

    /** Runs {@code action} in {@code millis} milliseconds. */
    void after(long millis, Runnable action);
}
