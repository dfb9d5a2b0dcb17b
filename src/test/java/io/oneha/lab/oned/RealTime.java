package io.oneha.lab.oned;

import io.oneha.demo.raft.Scheduler;
import io.oneha.demo.raft.SimulatedClock;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The real clock, on a thread of its own: everything that oned does is done there, one thing after another. */
final class RealTime implements Scheduler {
    private final SimulatedClock agenda = new SimulatedClock();
    private final ScheduledThreadPoolExecutor loop = new ScheduledThreadPoolExecutor(1, work -> {
        Thread thread = new Thread(work, "oned");
        thread.setDaemon(true);
        return thread;
    });
    private final long start = System.nanoTime();
    private final Consumer<RuntimeException> unexpected;
    private Future<?> alarm = CompletableFuture.completedFuture(null);

    /** @param unexpected hears what nobody caught; the rest goes on */
    RealTime(Consumer<RuntimeException> unexpected) {
        this.unexpected = unexpected;
    }

    @Override
    public long now() {
        return agenda.now();
    }

    @Override
    public void after(long millis, Runnable action) {
        agenda.after(millis, guarded(action));
    }

    /** Does something on that thread, from any thread, soon. */
    void run(Runnable work) {
        loop.execute(() -> enter(work));
    }

    /** The same, and waits for it. */
    void await(Runnable work) {
        CompletableFuture.runAsync(() -> enter(work), loop).join();
    }

    private void enter(Runnable work) {
        agenda.advanceTo(elapsed());
        guarded(work).run();
        alarm.cancel(false);
        OptionalLong next = agenda.next();
        if (next.isPresent()) {
            long millis = Math.max(0, next.getAsLong() - elapsed());
            alarm = loop.schedule(() -> enter(() -> {}), millis, TimeUnit.MILLISECONDS);
        }
    }

    private long elapsed() {
        return (System.nanoTime() - start) / 1_000_000;
    }

    private Runnable guarded(Runnable action) {
        return () -> {
            try {
                action.run();
            } catch (RuntimeException e) {
                unexpected.accept(e);
            }
        };
    }
}
