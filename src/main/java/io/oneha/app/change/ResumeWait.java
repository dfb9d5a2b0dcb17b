package io.oneha.app.change;

import io.oneha.health.FindingCode;
import io.oneha.plan.Decision;
import io.oneha.plan.RefusalCode;
import io.oneha.run.Countdown;
import io.oneha.run.Replanning;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What a run that goes on waits for before it is refused: as long as it would have waited itself, for what passes by itself. It
 * may have been killed while it started an oned, which answers seconds later and leads later still.
 */
public record ResumeWait(LongSupplier nanoTime, Replanning.Pause pause) {
    private static final Set<RefusalCode> PASSING =
            Set.of(RefusalCode.HOST_UNSEEN, RefusalCode.ZONE_DOWN, RefusalCode.NO_ZONE);
    private static final Set<FindingCode> PASSING_FINDINGS = Set.of(
            FindingCode.NO_ANSWER,
            FindingCode.NO_LEADER,
            FindingCode.LEADER_WITHOUT_MAJORITY,
            FindingCode.QUORUM_LOST,
            FindingCode.NO_FAULT_TOLERANCE,
            FindingCode.SERVER_UNREACHABLE,
            FindingCode.SERVER_SILENT,
            FindingCode.FOLLOWER_LAGGING,
            FindingCode.CANDIDATE,
            FindingCode.TERM_BEHIND,
            FindingCode.DB_DOWN);

    /**
     * Decides, again and again while the answer is a refusal for what passes by itself.
     *
     * @param decide looks and decides
     * @param lines gets what is waited for
     * @return the last decision
     */
    public Decision awaited(Supplier<Decision> decide, Consumer<String> lines) {
        Countdown countdown = new Countdown(Replanning.FOR_A_LEADER, nanoTime);
        Decision decision = decide.get();
        boolean told = false;
        while (decision instanceof Decision.Refusal refusal
                && refusal.isAmong(PASSING, PASSING_FINDINGS)
                && !countdown.isOver()) {
            if (!told) {
                lines.accept(
                        refusal.reason() + "; waits up to " + countdown.length().toSeconds() + " s for that to pass");
                told = true;
            }
            try {
                pause.pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return decision;
            }
            countdown.tell("waits for the zone", lines);
            decision = decide.get();
        }
        return decision;
    }
}
