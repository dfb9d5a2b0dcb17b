package io.oneha.ssh.client;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads for what may block in sshj or in the network, so that whoever calls can stop waiting; and one that keeps the time.
 * None keeps the program from ending.
 */
final class DaemonThreads {
    private static final int MOST = 256;

    private final AtomicInteger number = new AtomicInteger();
    private final ThreadPoolExecutor pool =
            new ThreadPoolExecutor(0, MOST, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, this::thread);

    DaemonThreads() {
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(10, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "ssh-" + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Runs it beside the caller.
     *
     * @throws RejectedExecutionException so much is going on at once that something must be wrong, or all is closed
     */
    Future<?> run(Runnable work) {
        return pool.submit(work);
    }

    /** Runs it if there is a thread to be had; for tidying up, which may as well not happen. */
    void tidy(Runnable work) {
        try {
            // What it throws is nobody's business: what is tidied up is broken already.
            pool.submit(work);
        } catch (RejectedExecutionException e) {
            // closed, and with it all that was to be tidied up
        }
    }

    /** Runs something short after a while. */
    ScheduledFuture<?> later(Duration after, Runnable work) {
        return timer.schedule(work, after.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Interrupts all that is going on; what was to happen later still does. */
    void close() {
        timer.shutdown();
        pool.shutdownNow();
    }
}
