package io.oneha.app.look;

import io.oneha.app.Feed;
import io.oneha.health.ZoneEvent;
import io.oneha.observe.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
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
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wake = lock.newCondition();
    private boolean refresh;
    private boolean closed;

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
        do {
            long start = System.nanoTime();
            Snapshot snapshot = look.get();
            lock.lock();
            try {
                if (closed) {
                    return;
                }
            } finally {
                lock.unlock();
            }
            listener.accept(snapshot);
            if (!pause(start + interval.toNanos())) {
                return;
            }
        } while (true);
    }

    /** Waits until then, or until a refresh; whether to go on. */
    private boolean pause(long until) {
        lock.lock();
        try {
            long left = until - System.nanoTime();
            while (!closed && !refresh && left > 0) {
                left = wake.awaitNanos(left);
            }
            refresh = false;
            return !closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void refresh() {
        anew.run();
        signal(false);
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
        signal(true);
    }

    private void signal(boolean close) {
        lock.lock();
        try {
            refresh = true;
            closed |= close;
            wake.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
