package io.oneha.run;

import io.oneha.observe.host.RunMark;
import io.oneha.ssh.SshException;
import io.oneha.steps.site.BackgroundCall;
import io.oneha.steps.site.RootShell;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.StepException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * One run at a time: its mark is on a majority of the pool's servers and on every host that it works on, so that of two runs one
 * finds the other's, whoever leads. The mark outlives a run that was killed, and a boot of the host: nobody else begins where
 * that one was broken off without knowing of it. The same run takes the lock again. A run that ended before all was done
 * leaves its mark as one that keeps nobody out. The next run sets that mark aside; it is removed when that run has done all, and
 * put back when that run gives the zone back before.
 */
public final class ZoneLock implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Duration BEAT = Duration.ofSeconds(10);

    /** The answer of a host that has set another run's mark aside for this one's. */
    private static final String ASIDE = "aside";

    private final Function<String, RootShell> hosts;
    private final PoolMembers pool;
    private final Set<String> held = new LinkedHashSet<>();
    /** Hosts that were asked for it and whose answer did not come: they may have it. */
    private final Set<String> unsure = new LinkedHashSet<>();
    /** Hosts that have set another run's mark aside. */
    private final Set<String> replaced = new LinkedHashSet<>();

    private final boolean resumed;
    private final Thread beats;
    private final CountDownLatch closed = new CountDownLatch(1);
    private RunMark mark;

    /**
     * @param hosts a front-end as root, by its name in the inventory
     * @param mark what is left on the hosts
     * @param resumed whether an earlier part of the run has left its mark: where it cannot go on, that stays
     */
    public ZoneLock(Function<String, RootShell> hosts, PoolMembers pool, RunMark mark, boolean resumed) {
        this.hosts = hosts;
        this.pool = pool;
        this.mark = mark;
        this.resumed = resumed;
        this.beats = new Thread(this::beats, "oneha-lock");
        this.beats.setDaemon(true);
    }

    /**
     * Takes it, or takes it on more hosts; always in the order of the servers' numbers, so that of two runs that begin at once
     * one gets it. A lock that was taken only in part is given back, also where it is not known whether it was taken.
     *
     * @param touched the front-ends that the run works on
     * @throws StepException another run has it, or one of these hosts cannot be locked, or too few servers can
     */
    public synchronized void take(Collection<String> touched) {
        Set<String> order = new LinkedHashSet<>(pool.names());
        order.addAll(touched.stream().sorted().toList());
        order.removeAll(held);
        List<String> taken = new ArrayList<>();
        List<String> unreached = new ArrayList<>();
        try {
            for (String name : order) {
                try {
                    unsure.add(name);
                    String answer = on(name, "take");
                    unsure.remove(name);
                    requireFree(name, answer);
                    taken.add(name);
                } catch (SshException e) {
                    if (touched.contains(name)) {
                        throw e;
                    }
                    unreached.add(e.getMessage());
                }
            }
            requireMajority(taken, unreached);
        } catch (StepException | SshException e) {
            givesBack(taken);
            throw e;
        }
        held.addAll(taken);
        if (!beats.isAlive() && closed.getCount() > 0) {
            beats.start();
        }
    }

    private void givesBack(List<String> taken) {
        Set<String> all = new LinkedHashSet<>(taken);
        all.addAll(unsure);
        if (resumed && held.isEmpty()) {
            mark = mark.with(RunMark.State.ENDED);
            all.stream().filter(name -> !replaced.contains(name)).forEach(this::marks);
            all.stream().filter(replaced::contains).forEach(name -> asks(name, "release"));
        } else {
            all.forEach(name -> asks(name, "release"));
        }
        unsure.clear();
        replaced.removeAll(all);
    }

    /** The answer of a host that is not free begins with a line {@code held}, for the file behind it may be empty. */
    private void requireFree(String name, String answer) {
        if (answer.strip().equals(ASIDE)) {
            replaced.add(name);
            return;
        }
        RunMark.read(answer.lines().toList()).ifPresent(other -> {
            throw other.run().isEmpty()
                    ? new StepException(other.words() + " keeps runs out, says " + name, other.resume())
                    : new StepException(
                            "another run has the zone: " + other.words() + ", says " + name,
                            other.resume() + "; to give that run up: `sudo sh -c 'rm " + RunMark.FILE
                                    + "*'` on each front-end that has it");
        });
    }

    private void requireMajority(List<String> taken, List<String> unreached) {
        long locked = pool.names().stream()
                .filter(name -> taken.contains(name) || held.contains(name))
                .count();
        if (pool.size() > 0 && locked < pool.majority()) {
            throw new StepException(
                    StepException.Cause.OUT_OF_REACH,
                    "the zone cannot be locked: that takes " + pool.majority() + " of its " + pool.size()
                            + " servers, and only " + locked + " can be locked"
                            + (unreached.isEmpty() ? "" : ": " + String.join("; ", unreached)),
                    "make SSH to the zone's servers work");
        }
    }

    /**
     * A server is about to be added: every host that has the mark says so before that is done.
     *
     * @throws StepException a majority of the hosts could not be told
     */
    public synchronized void opens(String host) {
        if (mark.open().contains(host)) {
            return;
        }
        Set<String> open = new LinkedHashSet<>(mark.open());
        open.add(host);
        mark = mark.withOpen(List.copyOf(open));
        long told = held.stream().filter(this::marks).count();
        if (told * 2 <= held.size()) {
            throw new StepException(
                    StepException.Cause.OUT_OF_REACH,
                    "that " + host + " is about to be added could be written down on " + told + " of " + held.size()
                            + " hosts only",
                    "");
        }
    }

    /** The server that was added follows. */
    public synchronized void closes(String host) {
        if (mark.open().contains(host)) {
            mark = mark.withOpen(
                    mark.open().stream().filter(name -> !name.equals(host)).toList());
            held.forEach(this::marks);
        }
    }

    /** A server is about to be stopped for a while, or is found to be: the hosts say so, as far as they are reached. */
    public synchronized void works(String host, Instant now) {
        if (mark.works().filter(work -> work.host().equals(host)).isEmpty()) {
            mark = mark.with(Optional.of(new RunMark.Work(host, now)));
            marksAll();
        }
    }

    /** It runs again, and nothing is left of that. */
    public synchronized void rests(String host) {
        if (mark.works().filter(work -> work.host().equals(host)).isPresent()) {
            mark = mark.with(Optional.empty());
            marksAll();
        }
    }

    /** All is done: every host that has the mark, and those that an earlier part of the run had, forget it and what it replaced. */
    public synchronized void finishes(Collection<String> earlier) {
        leaves("finish", earlier);
    }

    /** It is given back on the same hosts, and the mark that it replaced is there again. */
    public synchronized void release(Collection<String> earlier) {
        leaves("release", earlier);
    }

    private void leaves(String verb, Collection<String> earlier) {
        Set<String> all = new LinkedHashSet<>(held);
        all.addAll(unsure);
        all.addAll(earlier);
        all.forEach(name -> asks(name, verb));
        held.clear();
        unsure.clear();
    }

    /** The run has ended before all was done: others may begin, and see that it was not finished. */
    public synchronized void ends() {
        mark = mark.with(RunMark.State.ENDED);
        held.forEach(this::marks);
        unsure.forEach(this::marks);
        held.clear();
        unsure.clear();
    }

    /** All at once: whoever waits for a server to be stopped does not wait for one host after another. */
    private void marksAll() {
        List<BackgroundCall> calls = held.stream()
                .map(name -> BackgroundCall.start("oneha-mark", () -> String.valueOf(marks(name))))
                .toList();
        calls.forEach(BackgroundCall::end);
    }

    private boolean marks(String name) {
        return asks(name, "mark");
    }

    /**
     * A host that cannot be reached, or that the inventory has no more, keeps what it has: whoever comes next is told who had the
     * zone, and how to go on.
     */
    private boolean asks(String name, String verb) {
        try {
            on(name, verb);
            return true;
        } catch (StepException | SshException e) {
            return false;
        }
    }

    private String on(String name, String verb) {
        Script script = Script.of("site/lock", verb)
                .with("run", mark.run())
                .with("mark", mark.text().strip());
        return hosts.apply(name).runs(script, LIMIT);
    }

    private void beats() {
        try {
            while (!closed.await(BEAT.toMillis(), TimeUnit.MILLISECONDS)) {
                // The next one may get through; a host that is away shows an old mark.
                holders().forEach(name -> asks(name, "beat"));
            }
        } catch (InterruptedException e) {
            // Nobody else has this thread: it ends.
        }
    }

    private synchronized List<String> holders() {
        return List.copyOf(held);
    }

    /** No more signs of life. */
    @Override
    public void close() {
        closed.countDown();
    }
}
