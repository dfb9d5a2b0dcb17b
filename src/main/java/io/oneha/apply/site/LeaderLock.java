package io.oneha.apply.site;

import java.time.Duration;
import java.util.Optional;

/**
 * One run at a time: a file on the leader says who works on the zone. It outlives a run that was killed, so that nobody else
 * begins where that one left off without knowing; the same run takes it again.
 */
public final class LeaderLock {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final Shell leader;
    private final String run;

    public LeaderLock(Shell leader, String run) {
        this.leader = leader;
        this.run = run;
    }

    /**
     * Takes it.
     *
     * @param owner who takes it, in one line
     * @return who has it instead: the run's name and its owner; empty when it was taken
     */
    public Optional<String> take(String owner) {
        String holder = leader.runs(Script.of("lock", "take").with("run", run).with("owner", owner), LIMIT);
        return Optional.of(holder.strip()).filter(text -> !text.isEmpty());
    }

    /** Gives it back, if this run has it. */
    public void release() {
        leader.runs(Script.of("lock", "release").with("run", run), LIMIT);
    }
}
