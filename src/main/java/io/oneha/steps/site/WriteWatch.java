package io.oneha.steps.site;

import io.oneha.inventory.FrontEnd;
import io.oneha.plan.HarmlessWrite;
import io.oneha.ssh.SshException;
import io.oneha.steps.site.Worker.Progress;
import io.oneha.zone.FailureKind;
import io.oneha.zone.Reply;
import io.oneha.zone.ServerState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes to the zone twice a second, beside the steps of a run, and tells how long no write passed. What is written is an
 * attribute as it was read. A write that is not answered is not repeated; after three of them it pauses, for each takes one of oned's
 * connections.
 */
public final class WriteWatch implements AutoCloseable {
    private static final Duration APART = Duration.ofMillis(500);
    /** After a server was not found to lead. */
    private static final Duration SOON = Duration.ofMillis(100);

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int MOST_UNANSWERED = 3;
    /** Two writes are so far apart where none waits. */
    private static final Duration USUAL = Duration.ofSeconds(1);

    private final Site site;
    private final HarmlessWrite harmless;
    private final List<String> names = new ArrayList<>();
    private final Thread thread = new Thread(this::watch, "oneha-writes");
    private Optional<Instant> last = Optional.empty();
    private Duration longest = Duration.ZERO;
    private int passed;
    private WriteCounts counts = WriteCounts.NONE;
    /** Why nothing was written, until it was told. */
    private Optional<String> unwritten = Optional.empty();

    private boolean isTold;
    private volatile boolean closed;

    private WriteWatch(Site site, HarmlessWrite harmless) {
        this.site = site;
        this.harmless = harmless;
        thread.setDaemon(true);
    }

    /**
     * Begins to write.
     *
     * @param harmless what is written
     * @param works whether it is to; it tells nothing where it does not
     */
    public static WriteWatch start(Site site, HarmlessWrite harmless, boolean works) {
        WriteWatch watch = new WriteWatch(site, harmless);
        if (works) {
            watch.thread.start();
        }
        return watch;
    }

    private void watch() {
        site.inventory().frontEnds().stream().map(FrontEnd::name).forEach(names::add);
        int unanswered = 0;
        try {
            while (!closed) {
                Optional<Reply<Long>> reply = write();
                boolean took = reply.flatMap(Reply::value).isPresent();
                counts(reply.isPresent(), took);
                if (took) {
                    passes();
                }
                reply.flatMap(Reply::failure)
                        .filter(failure -> failure.kind() == FailureKind.MALFORMED)
                        .ifPresent(failure -> lacks(failure.text()));
                unanswered = took || reply.isEmpty() ? 0 : unanswered + 1;
                Duration rest = unanswered >= MOST_UNANSWERED ? PAUSE : took ? APART : SOON;
                Thread.sleep(rest.toMillis());
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    /** One write to whoever leads; empty where nobody says that he does. */
    private Optional<Reply<Long>> write() {
        for (String name : List.copyOf(names)) {
            try (Oned oned = site.anotherOned(name)) {
                if (oned.is(ServerState.LEADER)) {
                    // Most likely it leads the next time, too.
                    names.remove(name);
                    names.add(0, name);
                    return Optional.of(oned.touch(harmless));
                }
            } catch (SshException | StepException e) {
                // It is away, or not a front-end of the zone: another may lead.
            }
        }
        return Optional.empty();
    }

    private synchronized void counts(boolean tried, boolean took) {
        counts = new WriteCounts(counts.tried() + (tried ? 1 : 0), counts.passed() + (took ? 1 : 0), longestNow());
    }

    /** The longest of all gaps; after the last write that was taken there is one that has not ended. */
    private Duration longestNow() {
        Duration open = last.map(before -> Duration.between(before, site.clock().instant()))
                .orElse(Duration.ZERO);
        return open.compareTo(counts.longest()) > 0 ? open : counts.longest();
    }

    /** What became of all writes from the first one on. */
    public synchronized WriteCounts counts() {
        return new WriteCounts(counts.tried(), counts.passed(), longestNow());
    }

    private synchronized void passes() {
        Instant now = site.clock().instant();
        last.map(before -> Duration.between(before, now))
                .filter(gap -> gap.compareTo(longest) > 0)
                .ifPresent(gap -> longest = gap);
        last = Optional.of(now);
        passed++;
    }

    private synchronized void lacks(String why) {
        unwritten = Optional.of(why);
    }

    /** Says what was found since it last did. */
    public synchronized void tells(Progress progress) {
        if (passed == 0) {
            unwritten
                    .filter(why -> !isTold)
                    .ifPresent(why -> progress.line("how long nobody can write is not measured: " + why));
            isTold |= unwritten.isPresent();
            return;
        }
        if (longest.compareTo(USUAL) > 0) {
            progress.measured("nobody could write for", longest);
        } else {
            progress.line("each of " + passed + " writes, 0.5 s apart, was taken at once");
        }
        longest = Duration.ZERO;
        passed = 0;
    }

    /** Writes no more; a write that is on its way is not broken off. */
    public void rests() {
        closed = true;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
