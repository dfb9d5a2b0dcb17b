package io.oneha.demo.raft;

import java.util.Comparator;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/**
 * The simulated clock: it stands until it is advanced, and then runs what falls due, in order of time and, at the same
 * millisecond, in order of scheduling. Not thread-safe.
 */
public final class SimulatedClock implements Scheduler {
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparingLong(Entry::due).thenComparingLong(Entry::order));
    private long now;
    private long scheduled;

    @Override
    public long now() {
        return now;
    }

    @Override
    public void after(long millis, Runnable action) {
        entries.add(new Entry(now + Math.max(0, millis), scheduled++, action));
    }

    /** Runs everything due up to {@code millis} (inclusive) and sets the clock to it; an earlier time does nothing. */
    public void advanceTo(long millis) {
        while (!entries.isEmpty() && entries.peek().due() <= millis) {
            Entry next = entries.poll();
            now = next.due();
            next.action().run();
        }
        now = Math.max(now, millis);
    }

    /** When the next action falls due. */
    public OptionalLong next() {
        return entries.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(entries.peek().due());
    }

    private record Entry(long due, long order, Runnable action) {}
}
