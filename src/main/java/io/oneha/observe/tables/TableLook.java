package io.oneha.observe.tables;

import io.oneha.base.Text;
import io.oneha.observe.host.DriverListing;
import io.oneha.observe.host.FactsScript;
import io.oneha.observe.host.MalformedFactsException;
import io.oneha.ssh.Become;
import io.oneha.ssh.RemoteCommand;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.RemoteResult;
import io.oneha.ssh.SshException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the rows of a leader and its followers, at the same moment, again and again until they can be compared.
 *
 * @param clock tells when something was counted
 */
public record TableLook(Clock clock) {
    private static final int OUTPUT_LIMIT = 1 << 18;
    /** Its parts have limits of their own, which together are less. */
    private static final Duration LIMIT = Duration.ofSeconds(28);

    /**
     * The script that counts the rows of the replicated tables; {@link TableCounts#parse} reads its standard output. It asks by the
     * account of oned.conf, so it runs as root, by sudo where the login is another user's. Counting took 0.2 s for 200,000 virtual
     * machines.
     */
    private static final RemoteCommand COUNT = RemoteCommand.script("configuration='"
                    + FactsScript.configurationReader() + "'\n"
                    + DriverListing.resource(TableLook.class, "tables.sh"))
            .limitedTo(OUTPUT_LIMIT)
            .endingWithin(LIMIT)
            .as(Become.ROOT);

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration ANSWER = Duration.ofSeconds(30);
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
     * One round after the other, until all is known or the time is over; a round that has begun is waited for, and ends by its
     * own deadline of half a minute.
     *
     * @param comparison gets what is counted
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
        Map<String, Future<TableCounts>> answers = new LinkedHashMap<>();
        Instant at = clock.instant();
        asked.forEach((name, host) -> answers.put(name, calls.submit(() -> count(host))));
        for (Map.Entry<String, Future<TableCounts>> answer : answers.entrySet()) {
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

    private static TableCounts count(RemoteHost host) {
        RemoteResult result = host.run(COUNT, ANSWER);
        if (!result.isOk()) {
            String last = result.errors()
                    .lines()
                    .filter(line -> !line.isBlank())
                    .reduce((first, second) -> second)
                    .orElse("counting ended with status " + result.exitStatus());
            throw new MalformedFactsException(host.name() + ": " + Text.clean(last, REASON));
        }
        return TableCounts.parse(result.out());
    }
}
