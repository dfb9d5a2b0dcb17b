package io.oneha.observe.host;

import io.oneha.base.Text;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.SshException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Looks at hosts over SSH again and again, each on a thread of its own, so that one that hangs delays no other. What it has
 * learnt can be had at any time without waiting.
 */
public final class HostWatch implements AutoCloseable {
    /**
     * How often it looks, and how long it waits.
     *
     * @param addresses from one look at the NICs to the next
     * @param facts from one look at everything to the next
     * @param deadline the longest one look takes
     */
    public record Pace(Duration addresses, Duration facts, Duration deadline) {
        /** The virtual address every 2 seconds, everything every 10. */
        public static Pace within(Duration deadline) {
            return new Pace(Duration.ofSeconds(2), Duration.ofSeconds(10), deadline);
        }
    }

    private static final Duration SLICE = Duration.ofMillis(50);

    private final HostLook look;
    private final Pace pace;
    private final PeerProbing knocking;
    private final Clock clock;
    private final Map<String, WatchedHost> hosts = new ConcurrentHashMap<>();
    private final Map<String, HostView> failed = new ConcurrentHashMap<>();
    private final Object outcome = new Object();
    private volatile boolean closed;

    /**
     * @param look how a host is looked at
     * @param knocking whether hosts are asked how they reach one another
     * @param clock tells when something was learnt
     */
    public HostWatch(HostLook look, Pace pace, PeerProbing knocking, Clock clock) {
        this.look = look;
        this.pace = pace;
        this.knocking = knocking;
        this.clock = clock;
    }

    /** Starts to look at hosts, by name, but for those that are being looked at already. */
    public void add(Map<String, RemoteHost> more) {
        List<Thread> threads = new ArrayList<>();
        more.forEach((name, host) -> hosts.computeIfAbsent(name, added -> {
            WatchedHost watched =
                    new WatchedHost(host, () -> peers(name), look, pace, knocking, clock, this::hadOutcome);
            Thread thread = new Thread(watched, "oneha-host-" + name);
            thread.setDaemon(true);
            threads.add(thread);
            return watched;
        }));
        if (!threads.isEmpty()) {
            hosts.values().forEach(WatchedHost::knocksAnew);
            threads.forEach(Thread::start);
        }
    }

    /** Shows a host that cannot even be tried. */
    public void fail(String name, SshException why) {
        failed.put(
                name,
                HostView.PENDING.failed(new HostFailure(why.kind(), Text.clean(why.getMessage()), clock.instant())));
    }

    /** Looks at everything again at once. */
    public void refresh() {
        hosts.values().forEach(WatchedHost::refresh);
    }

    /**
     * The same, and waits until every host was looked at since, or the time is over. One that could not be looked at lately is
     * not waited for.
     *
     * @param most how long
     */
    public void refreshAndWait(Duration most) {
        Instant since = clock.instant();
        refresh();
        long until = System.nanoTime() + most.toNanos();
        try {
            while (!closed
                    && System.nanoTime() < until
                    && latest().values().stream().anyMatch(view -> isOlder(view, since))) {
                TimeUnit.NANOSECONDS.sleep(SLICE.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isOlder(HostView view, Instant since) {
        return view.facts().filter(seen -> !seen.at().isBefore(since)).isEmpty()
                && view.failure().isEmpty();
    }

    /** What was learnt of each host so far, by the front-end's name (the inventory's, or the pool's where there is none). */
    public Map<String, HostView> latest() {
        Map<String, HostView> views = new TreeMap<>(failed);
        hosts.forEach((name, watched) -> views.put(name, watched.view()));
        return views;
    }

    /**
     * Waits until every host was looked at or could not be, or the time is over.
     *
     * @param most how long
     * @param paused nanoseconds for which the operator was being asked something so far; they do not count
     * @return whether every host had an outcome
     */
    public boolean awaitFirst(Duration most, LongSupplier paused) {
        long start = System.nanoTime();
        long pausedBefore = paused.getAsLong();
        synchronized (outcome) {
            while (!closed && hosts.values().stream().anyMatch(watched -> !watched.hadOutcome())) {
                long spent = System.nanoTime() - start - (paused.getAsLong() - pausedBefore);
                long left = most.toNanos() - spent;
                if (left <= 0) {
                    return false;
                }
                try {
                    TimeUnit.NANOSECONDS.timedWait(outcome, Math.min(left, SLICE.toNanos()) + 1);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
        }
        return true;
    }

    /** From here on looks at everything when it is told to, and not by itself. */
    public void rest() {
        hosts.values().forEach(WatchedHost::rest);
    }

    /** Stops looking; does not close the hosts. */
    @Override
    public void close() {
        closed = true;
        hosts.values().forEach(WatchedHost::close);
        hadOutcome();
    }

    private void hadOutcome() {
        synchronized (outcome) {
            outcome.notifyAll();
        }
    }

    private List<String> peers(String name) {
        return hosts.keySet().stream()
                .filter(other -> !other.equals(name))
                .sorted()
                .toList();
    }
}
