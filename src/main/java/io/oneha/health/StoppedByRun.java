package io.oneha.health;

import static io.oneha.health.FindingCode.*;

import io.oneha.observe.host.RunMark;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a run causes that has a server stopped, for its restart, for maintenance or to hand over. It is kept from alarming for no longer
 * than a run can work on one server; what of it concerns the zone, for no longer than a change of leader takes.
 */
final class StoppedByRun {
    /** A command may take two hours, a reboot ten minutes; what comes after them is short. */
    private static final Duration LONGEST = Duration.ofMinutes(135);

    private static final Duration HANDOVER = Duration.ofSeconds(60);

    /** Of the server itself. */
    private static final Set<FindingCode> OF_THE_SERVER = EnumSet.of(
            SERVER_UNREACHABLE,
            SERVER_SILENT,
            CANDIDATE,
            FOLLOWER_LAGGING,
            FOLLOWER_FROZEN,
            TERM_BEHIND,
            SSH_DOWN,
            DB_DOWN,
            VIP_SPLIT,
            VIP_NOT_ON_LEADER,
            SERVICE_ROLE);

    /** Of a zone whose leader changes, or of another server of it. */
    private static final Set<FindingCode> OF_A_HANDOVER = EnumSet.of(
            NO_LEADER, CANDIDATE, ELECTIONS, TERM_BEHIND, VIP_MISSING, VIP_SPLIT, VIP_NOT_ON_LEADER, SERVICE_ROLE);

    private StoppedByRun() {}

    /** Whether a finding is that a server does not run which a run has stopped: it is for that run to start it. */
    static boolean isLeft(RunMark mark, Finding finding) {
        return finding.code() == SERVER_UNREACHABLE && isOf(mark, finding);
    }

    private static boolean isOf(RunMark mark, Finding finding) {
        return mark.works()
                .map(RunMark.Work::host)
                .filter(finding.subject()::equals)
                .isPresent();
    }

    /** Whether a run explains it, as far as one mark of it goes. */
    static boolean explains(RuleInput picture, RunMark mark, Finding finding) {
        return mark.works()
                .filter(work -> isWithin(picture, work, LONGEST))
                .filter(work -> OF_THE_SERVER.contains(finding.code()) && isOf(mark, finding)
                        || finding.code() == NO_FAULT_TOLERANCE && isOnlyLoss(picture, work)
                        || OF_A_HANDOVER.contains(finding.code()) && isWithin(picture, work, HANDOVER))
                .isPresent();
    }

    private static boolean isWithin(RuleInput picture, RunMark.Work work, Duration most) {
        return Duration.between(work.since(), picture.at()).abs().compareTo(most) < 0;
    }

    private static boolean isOnlyLoss(RuleInput picture, RunMark.Work work) {
        return Health.lost(picture).stream().allMatch(view -> view.name().equals(work.host()));
    }
}
