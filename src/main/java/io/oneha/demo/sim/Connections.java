package io.oneha.demo.sim;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * oned's connections: so many are served at a time, so many wait, further ones are accepted and never looked at. One that waits
 * for its answer, a hanging write for example, keeps its place.
 */
public final class Connections {
    /** MAX_CONN. */
    public static final int SERVED = 15;
    /** MAX_CONN_BACKLOG. */
    public static final int WAITING = 15;

    private final Deque<Runnable> backlog = new ArrayDeque<>();
    private int busy;
    private int heldUp;

    /**
     * Takes a connection: its work starts now, or when another is done, or on SIGCONT, or never.
     *
     * @param process the process that serves it
     * @param wanted whether the client still waits for the answer
     * @param work gets what it must run when it has answered
     */
    public void take(SimProcess process, BooleanSupplier wanted, Consumer<Runnable> work) {
        if (!process.isStopped()) {
            admit(process, wanted, work);
        } else if (heldUp < SERVED + WAITING) {
            heldUp++;
            process.run(() -> {
                heldUp--;
                admit(process, wanted, work);
            });
        }
    }

    /** The process has ended, and every connection with it. */
    void drop() {
        backlog.clear();
        busy = 0;
        heldUp = 0;
    }

    private void admit(SimProcess process, BooleanSupplier wanted, Consumer<Runnable> work) {
        if (!wanted.getAsBoolean()) {
            serveNext();
        } else if (busy < SERVED) {
            serve(process, work);
        } else if (backlog.size() < WAITING) {
            backlog.add(() -> admit(process, wanted, work));
        }
    }

    private void serve(SimProcess process, Consumer<Runnable> work) {
        busy++;
        work.accept(() -> process.run(() -> {
            busy--;
            serveNext();
        }));
    }

    private void serveNext() {
        if (busy < SERVED && !backlog.isEmpty()) {
            backlog.remove().run();
        }
    }
}
