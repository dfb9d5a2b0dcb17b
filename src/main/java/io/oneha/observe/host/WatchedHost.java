package io.oneha.observe.host;

import io.oneha.base.Text;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.SshException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One host of a {@link HostWatch}, and the loop that looks at it. */
final class WatchedHost implements Runnable {
    /** How long what is known of the other front-ends is good for. */
    private static final long PEERS_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final RemoteHost host;
    private final Supplier<List<String>> peers;
    private final HostLook look;
    private final HostWatch.Pace pace;
    private final PeerProbing knocking;
    private final Clock clock;
    private final Runnable outcome;
    /** Holds something when everything is to be looked at. */
    private final BlockingQueue<Boolean> wake = new ArrayBlockingQueue<>(1);

    private volatile HostView view = HostView.PENDING;
    private volatile boolean hadOutcome;
    private volatile Thread thread;
    private volatile boolean closed;
    private volatile long peersDue = System.nanoTime();
    private volatile boolean resting;

    WatchedHost(
            RemoteHost host,
            Supplier<List<String>> peers,
            HostLook look,
            HostWatch.Pace pace,
            PeerProbing knocking,
            Clock clock,
            Runnable outcome) {
        this.host = host;
        this.peers = peers;
        this.look = look;
        this.pace = pace;
        this.knocking = knocking;
        this.clock = clock;
        this.outcome = outcome;
    }

    HostView view() {
        return view;
    }

    boolean hadOutcome() {
        return hadOutcome;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        long factsDue = System.nanoTime();
        while (!closed) {
            long start = System.nanoTime();
            boolean everything = start - factsDue >= 0;
            if (look(everything) && everything) {
                factsDue = start + pace.facts().toNanos();
            }
            hadOutcome = true;
            outcome.run();
            if (pause(start + pace.addresses().toNanos())) {
                factsDue = System.nanoTime();
            }
        }
    }

    private boolean look(boolean everything) {
        long start = System.nanoTime();
        try {
            Optional<HostFacts> read = everything ? Optional.of(facts(start)) : Optional.empty();
            List<NicAddress> addresses = everything ? read.get().addresses() : look.addresses(host, pace.deadline());
            Instant now = clock.instant();
            view = new HostView(
                    true,
                    Optional.of(new HostView.Seen<>(addresses, now)),
                    read.map(facts -> new HostView.Seen<>(facts, now)).or(view::facts),
                    Optional.empty(),
                    Duration.ofNanos(System.nanoTime() - start));
            return true;
        } catch (SshException e) {
            failed(e.kind(), e.getMessage());
        } catch (RuntimeException e) {
            failed(SshException.Kind.OUTPUT, host.name() + ": " + e.getClass().getSimpleName() + " " + e.getMessage());
        }
        return false;
    }

    /** What knocking told is remembered in between. */
    private HostFacts facts(long start) {
        boolean knocks = knocking == PeerProbing.REPEATED && start - peersDue >= 0;
        HostFacts facts = look.facts(host, knocks ? peers.get() : List.of(), pace.deadline());
        if (knocks) {
            peersDue = start + PEERS_NANOS;
            return facts;
        }
        return facts.peers(view.known().map(HostFacts::peers).orElse(List.of()));
    }

    private void failed(SshException.Kind kind, String text) {
        Instant since = view.failure().map(HostFailure::since).orElseGet(clock::instant);
        view = view.failed(new HostFailure(kind, Text.clean(text), since));
    }

    /** Waits until then; whether it was woken to look at everything. */
    private boolean pause(long until) {
        try {
            boolean woken = !resting && wake.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS) != null
                    || resting && wake.take();
            peersDue = woken ? System.nanoTime() : peersDue;
            return woken;
        } catch (InterruptedException e) {
            // Only close() interrupts.
            return false;
        }
    }

    /** There is somebody new to knock at. */
    void knocksAnew() {
        peersDue = System.nanoTime();
    }

    /** Waits from here on until it is told to look. */
    void rest() {
        resting = true;
    }

    void refresh() {
        wake.offer(true);
    }

    void close() {
        closed = true;
        refresh();
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }
}
