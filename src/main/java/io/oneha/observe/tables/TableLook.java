package io.oneha.observe.tables;

import io.oneha.base.Resource;
import io.oneha.base.Text;
import io.oneha.observe.host.FactsScript;
import io.oneha.observe.host.MalformedFactsException;
import io.oneha.ssh.Become;
import io.oneha.ssh.RemoteCommand;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.RemoteResult;
import io.oneha.ssh.SshException;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures the tables of a leader and its followers, at the same moment, again and again until they can be compared.
 *
 * @param clock tells when something was measured
 */
public record TableLook(Clock clock) {
    private static final int OUTPUT_LIMIT = 1 << 18;

    /** The verb of the script for how far a log was applied alone. */
    private static final String INDEX = "index";

    /** Reading an index alone costs next to nothing. */
    private static final Duration INDEX_LIMIT = Duration.ofSeconds(10);

    /** How many times further than during a pause the log is when a snapshot is taken: until then all hosts have begun. */
    private static final int AHEAD = 3;

    /** How long after a host's own deadline its answer is waited for. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int REASON = 160;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** What is done between two rounds, while they cannot be compared yet. */
    public interface Between {
        /** Nothing but wait. */
        Between NOTHING = () -> {};

        /** Called before each round but the first. */
        void round();
    }

    /**
     * One round after the other, until all is known or the time is over; a round that has begun is waited for, and ends by the
     * deadline of its measure.
     *
     * @param comparison gets what is measured, and says by what
     * @param hosts all of its servers that can be asked, by name; one that fails is not asked again
     * @param most how long
     */
    public void compare(TableComparison comparison, Map<String, RemoteHost> hosts, Duration most, Between between) {
        long until = System.nanoTime() + most.toNanos();
        Map<String, RemoteHost> asked = new LinkedHashMap<>(hosts);
        ExecutorService calls = Executors.newFixedThreadPool(Math.max(1, hosts.size()), task -> {
            Thread thread = new Thread(task, "oneha-tables-" + NUMBER.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        try {
            round(comparison, asked, calls);
            while (!comparison.isDone() && System.nanoTime() < until) {
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
                between.round();
                round(comparison, asked, calls);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            calls.shutdownNow();
        }
    }

    private void round(TableComparison comparison, Map<String, RemoteHost> asked, ExecutorService calls)
            throws InterruptedException {
        TableMeasure measure = comparison.measure();
        BigInteger target = measure == TableMeasure.COUNTS
                ? BigInteger.ZERO
                : soon(Optional.ofNullable(asked.get(comparison.leader())));
        Map<String, Future<TableSnapshot>> answers = new LinkedHashMap<>();
        Instant at = clock.instant();
        asked.forEach((name, host) -> answers.put(
                name, calls.submit(() -> ask(host, script(measure.verb(), measure.limit(), target), measure.limit()))));
        for (Map.Entry<String, Future<TableSnapshot>> answer : answers.entrySet()) {
            try {
                comparison.add(answer.getKey(), answer.getValue().get(), at);
            } catch (java.util.concurrent.ExecutionException e) {
                comparison.fail(answer.getKey(), reason(e.getCause()));
                asked.remove(answer.getKey());
            }
        }
    }

    private static String reason(Throwable cause) {
        if (cause instanceof SshException || cause instanceof MalformedFactsException) {
            return Text.clean(cause.getMessage(), REASON);
        }
        throw new IllegalStateException(cause);
    }

    /**
     * The index that the leader's log will have in a moment, or 0 where it stands: servers that take their snapshots when they
     * come to it take them at one index, although they begin at different times and a digest takes seconds.
     */
    private static BigInteger soon(Optional<RemoteHost> leader) throws InterruptedException {
        if (leader.isEmpty()) {
            return BigInteger.ZERO;
        }
        try {
            BigInteger before = index(leader.get());
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            BigInteger now = index(leader.get());
            BigInteger more = now.subtract(before);
            return more.signum() > 0 ? now.add(more.multiply(BigInteger.valueOf(AHEAD))) : BigInteger.ZERO;
        } catch (SshException | MalformedFactsException e) {
            // Whoever measures will say it.
            return BigInteger.ZERO;
        }
    }

    private static BigInteger index(RemoteHost host) {
        return ask(host, script(INDEX, INDEX_LIMIT, BigInteger.ZERO), INDEX_LIMIT)
                .applied();
    }

    /**
     * The script that measures the replicated tables; {@link TableSnapshot#parse} reads its standard output. It asks by the account
     * of oned.conf, so it runs as root, by sudo where the login is another user's.
     */
    private static RemoteCommand script(String verb, Duration limit, BigInteger target) {
        return RemoteCommand.script("verb='" + verb + "'\ntarget='" + target + "'\nconfiguration='"
                        + FactsScript.configurationReader() + "'\n"
                        + Resource.text(TableLook.class, "tables.sh"))
                .limitedTo(OUTPUT_LIMIT)
                .endingWithin(limit)
                .as(Become.ROOT);
    }

    private static TableSnapshot ask(RemoteHost host, RemoteCommand script, Duration limit) {
        RemoteResult result = host.run(script, limit.plus(SLACK));
        if (!result.isOk()) {
            String last = result.errors()
                    .lines()
                    .filter(line -> !line.isBlank())
                    .reduce((first, second) -> second)
                    .orElse("comparing ended with status " + result.exitStatus());
            throw new MalformedFactsException(host.name() + ": " + Text.clean(last, REASON));
        }
        return TableSnapshot.parse(result.out());
    }
}
