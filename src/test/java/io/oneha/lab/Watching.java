package io.oneha.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Looks at something again and again, beside what a test does, and keeps what was seen. */
final class Watching implements AutoCloseable {
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean ends;

    /** Looks as often as it can. */
    static Watching of(Supplier<String> look) {
        Watching watching = new Watching();
        Thread thread = new Thread(() -> {
            while (!watching.ends) {
                watching.seen.add(look.get());
            }
        });
        thread.setDaemon(true);
        watching.threads.add(thread);
        thread.start();
        return watching;
    }

    /** Everything different that was seen, once it is closed. */
    Set<String> seen() {
        return seen;
    }

    @Override
    public void close() {
        ends = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
