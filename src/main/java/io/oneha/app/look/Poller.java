package io.oneha.app.look;

import io.oneha.app.Feed;
import io.oneha.health.ZoneEvent;
import io.oneha.observe.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks every so often on one thread of its own. A look that takes longer than the interval delays the next one; looks never
 * overlap and never pile up, however often a refresh is asked for.
 */
public final class Poller implements Feed {
    private final Supplier<Snapshot> look;
    private final Runnable anew;
    private final Duration interval;
    private final EventLog eventLog;
    /** Holds something when the next look is not to be waited for. */
    private final BlockingQueue<Boolean> wake = new ArrayBlockingQueue<>(1);

    private volatile boolean closed;

    /**
     * @param look one look; blocks for its deadline at most
     * @param anew makes the next looks learn anew what is otherwise learnt less often
     * @param interval from the start of a look to the start of the next
     * @param eventLog where events are kept
     */
    public Poller(Supplier<Snapshot> look, Runnable anew, Duration interval, EventLog eventLog) {
        this.look = look;
        this.anew = anew;
        this.interval = interval;
        this.eventLog = eventLog;
    }

    @Override
    public void start(Consumer<Snapshot> listener) {
        Thread thread = new Thread(() -> poll(listener), "oneha-poller");
        thread.setDaemon(true);
        thread.start();
    }

    private void poll(Consumer<Snapshot> listener) {
        long start;
        do {
            start = System.nanoTime();
            Snapshot snapshot = look.get();
            if (closed) {
                return;
            }
            listener.accept(snapshot);
        } while (pause(start + interval.toNanos()));
    }

    /** Waits until then, or until a refresh; whether to go on. */
    private boolean pause(long until) {
        try {
            wake.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            return !closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void refresh() {
        anew.run();
        wake.offer(true);
    }

    @Override
    public List<ZoneEvent> pastEvents() {
        return eventLog.past();
    }

    @Override
    public void keep(List<ZoneEvent> events) {
        eventLog.keep(events);
    }

    @Override
    public void close() {
        closed = true;
        wake.offer(true);
    }
}
