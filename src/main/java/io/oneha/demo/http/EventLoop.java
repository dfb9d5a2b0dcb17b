package io.oneha.demo.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One thread that serves all sockets, an alarm, and what other threads ask it to do. It sleeps while there is nothing. */
public final class EventLoop implements AutoCloseable {
    /** What a socket has become ready for. */
    @FunctionalInterface
    public interface Handler {
        /** Runs on the loop's thread; the socket is closed when it throws. */
        void ready() throws IOException;
    }

    private final Selector selector;
    private final Thread thread;
    private final Runnable alarm;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private OptionalLong alarmAt = OptionalLong.empty();
    private volatile boolean closed;

    /** @param alarm what {@link #wakeIn} wakes */
    public EventLoop(Runnable alarm) {
        this.alarm = alarm;
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = new Thread(this::run, "oneha-demo");
        thread.setDaemon(true);
        thread.start();
    }

    /** Does something on the loop's thread and waits for it. */
    public <T> T call(Supplier<T> work) {
        if (Thread.currentThread() == thread) {
            return work.get();
        }
        CompletableFuture<T> result = new CompletableFuture<>();
        tasks.add(() -> {
            try {
                T value = work.get();
                flush();
                result.complete(value);
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        selector.wakeup();
        if (closed) {
            result.completeExceptionally(new IllegalStateException("the demo zone is closed"));
        }
        try {
            return result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Does something on the loop's thread, some time. */
    public void execute(Runnable work) {
        tasks.add(work);
        selector.wakeup();
    }

    /** Sets the alarm, instead of an earlier setting. On the loop's thread only. */
    public void wakeIn(long millis) {
        alarmAt = OptionalLong.of(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** Watches a socket. On the loop's thread only. */
    public SelectionKey watch(SelectableChannel channel, int operations, Handler handler) throws IOException {
        channel.configureBlocking(false);
        return channel.register(selector, operations, handler);
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (selector) {
            while (!closed) {
                select();
                selector.selectedKeys().forEach(EventLoop::handle);
                selector.selectedKeys().clear();
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
                if (alarmAt.isPresent() && System.nanoTime() - alarmAt.getAsLong() >= 0) {
                    alarmAt = OptionalLong.empty();
                    alarm.run();
                }
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            closed = true;
            tasks.forEach(Runnable::run);
        }
    }

    private void select() throws IOException {
        if (alarmAt.isEmpty()) {
            selector.select();
            return;
        }
        long pause = TimeUnit.NANOSECONDS.toMillis(alarmAt.getAsLong() - System.nanoTime() + 999_999);
        if (pause > 0) {
            selector.select(pause);
        } else {
            selector.selectNow();
        }
    }

    /** A socket that is closed while it is watched goes away with the next look at the selector. */
    private void flush() {
        try {
            selector.selectNow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void handle(SelectionKey key) {
        try {
            if (key.isValid()) {
                ((Handler) key.attachment()).ready();
            }
        } catch (IOException e) {
            closeQuietly(key.channel());
        }
    }

    static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception ignored) {
            // A socket that fails to close is of no use to anybody any more.
        }
    }
}
