package io.oneha.lab.oned;

import io.oneha.demo.http.EventLoop;
import io.oneha.demo.raft.Scheduler;
import io.oneha.demo.raft.SimulatedClock;
import java.util.function.Consumer;

/** The real clock, on the thread that serves all sockets: everything that oned does is done there, one thing after another. */
final class RealTime implements Scheduler {
    private final SimulatedClock agenda = new SimulatedClock();
    private final EventLoop loop = new EventLoop(() -> enter(() -> {}));
    private final long start = System.nanoTime();
    private final Consumer<RuntimeException> unexpected;

    /** @param unexpected hears what nobody caught; the rest goes on */
    RealTime(Consumer<RuntimeException> unexpected) {
        this.unexpected = unexpected;
    }

    EventLoop loop() {
        return loop;
    }

    @Override
    public long now() {
        return agenda.now();
    }

    @Override
    public void after(long millis, Runnable action) {
        agenda.after(millis, guarded(action));
    }

    /** Does something on the loop's thread, from any thread, soon. */
    void run(Runnable work) {
        loop.execute(() -> enter(work));
    }

    /** Does something, on the loop's thread already, at the present time. */
    void enter(Runnable work) {
        agenda.advanceTo((System.nanoTime() - start) / 1_000_000);
        guarded(work).run();
        agenda.next().ifPresent(next -> loop.wakeIn(Math.max(0, next - (System.nanoTime() - start) / 1_000_000)));
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
