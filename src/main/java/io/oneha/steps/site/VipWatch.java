package io.oneha.steps.site;

import io.oneha.inventory.FrontEnd;
import io.oneha.inventory.Vip;
import io.oneha.ssh.SshException;
import io.oneha.steps.site.Worker.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Looks once a second, beside the steps of a run, whether one of the front-ends has the virtual address. */
public final class VipWatch implements AutoCloseable {
    private static final Duration APART = Duration.ofSeconds(1);
    /** No shorter than that of the steps' own calls: a call that comes to its end takes the connection with it. */
    private static final Duration LOOK = Duration.ofSeconds(20);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Site site;
    private final Optional<Vip> vip;
    private final List<String> names = new ArrayList<>();
    private final VipGaps gaps = new VipGaps();
    private final ReentrantLock looking = new ReentrantLock();
    private final Thread thread = new Thread(this::watch, "oneha-vip");
    private volatile boolean closed;

    private VipWatch(Site site) {
        this.site = site;
        this.vip = site.inventory().vip();
        site.inventory().frontEnds().stream().map(FrontEnd::name).forEach(names::add);
        thread.setDaemon(true);
    }

    /** Begins to look, if there is such an address. */
    public static VipWatch start(Site site) {
        VipWatch watch = new VipWatch(site);
        if (watch.vip.isPresent()) {
            watch.thread.start();
        }
        return watch;
    }

    private void watch() {
        try {
            while (!closed) {
                look(Duration.ZERO);
                Thread.sleep(APART.toMillis());
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    /** One look; none where another one goes on for longer than that. */
    private void look(Duration patience) throws InterruptedException {
        if (vip.isEmpty() || !looking.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            return;
        }
        try {
            VipGaps.Seen seen = seen(vip.get());
            synchronized (this) {
                gaps.look(site.clock().instant(), seen);
            }
        } finally {
            looking.unlock();
        }
    }

    private VipGaps.Seen seen(Vip address) {
        VipGaps.Seen seen = VipGaps.Seen.NOBODY;
        for (String name : List.copyOf(names)) {
            try {
                if (site.addresses(name, LOOK).stream().anyMatch(other -> address.isAddress(other.address()))) {
                    // Most likely it has it the next time too.
                    names.remove(name);
                    names.add(0, name);
                    return VipGaps.Seen.HELD;
                }
            } catch (SshException | StepException e) {
                seen = VipGaps.Seen.UNKNOWN;
            }
        }
        return seen;
    }

    /** A server is about to lead: from here on somebody should have the address. */
    public synchronized void wanted() {
        gaps.wanted();
    }

    /** Looks once more, and says what was found since it last did. */
    public void tellsNow(Progress progress) {
        try {
            look(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        tells(progress);
    }

    /** Says what was found since it last did: how long nobody had the address, or that somebody always had. */
    public synchronized void tells(Progress progress) {
        VipCounts found = gaps.found();
        String address = vip.map(Vip::cidr).orElse("");
        for (Duration gap : found.gaps()) {
            progress.measured("nobody had " + address + ", looked at every second, for", gap);
        }
        if (found.missed() == 0 && found.held() > 0) {
            progress.line(address + " was on a server at each of " + found.held() + " looks, 1 s apart"
                    + (found.unknown() == 0 ? "" : "; " + found.unknown() + " more did not show who had it"));
        }
    }

    /** What was found from the first look on. */
    public synchronized VipCounts counts() {
        return gaps.all(site.clock().instant());
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
