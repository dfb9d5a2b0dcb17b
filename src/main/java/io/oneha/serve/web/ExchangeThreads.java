package io.oneha.serve.web;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that read requests and write answers. Each exchange has so long: then its thread is interrupted, which closes the
 * connection wherever it waits for its client (a {@link java.nio.channels.SocketChannel} is closed by an interrupt), in a TLS handshake too.
 */
final class ExchangeThreads implements Executor, AutoCloseable {
    private static final long IDLE_SECONDS = 10;
    private static final long LOOK_AGAIN_MILLIS = 5;

    private final ThreadPoolExecutor threads;
    private final ScheduledThreadPoolExecutor alarm;
    private final Duration most;

    /**
     * @param count how many exchanges there are at a time; others wait
     * @param most how long one may take
     */
    ExchangeThreads(int count, Duration most) {
        this.most = most;
        threads = new ThreadPoolExecutor(
                count,
                count,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> daemon(work, "oneha-exchange"));
        threads.allowCoreThreadTimeOut(true);
        alarm = new ScheduledThreadPoolExecutor(1, work -> daemon(work, "oneha-exchange-alarm"));
        alarm.setRemoveOnCancelPolicy(true);
    }

    @Override
    public void execute(Runnable exchange) {
        threads.execute(() -> {
            Deadline deadline = new Deadline(Thread.currentThread());
            ScheduledFuture<?> due = alarm.schedule(deadline::pass, most.toNanos(), TimeUnit.NANOSECONDS);
            try {
                exchange.run();
            } finally {
                deadline.meet();
                due.cancel(false);
                Thread.interrupted();
            }
        });
    }

    /** Waits until no exchange is in hand, but only so long. */
    void settle(Duration longest) {
        long until = System.nanoTime() + longest.toNanos();
        try {
            while (threads.getActiveCount() > 0 && System.nanoTime() < until) {
                TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        alarm.shutdownNow();
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Interrupts a thread, unless it has gone on to something else. */
    private static final class Deadline {
        private final Thread thread;
        private boolean met;

        Deadline(Thread thread) {
            this.thread = thread;
        }

        synchronized void pass() {
            if (!met) {
                thread.interrupt();
            }
        }

        synchronized void meet() {
            met = true;
        }
    }
}
