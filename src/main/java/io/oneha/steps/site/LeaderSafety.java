package io.oneha.steps.site;

import io.oneha.plan.Step;
import io.oneha.zone.FailureKind;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.ServerState;
import java.util.Optional;

/**
 * The server that a step relies on must still lead when it begins: a plan is made for one leader.
 *
 * @param site the hosts
 */
public record LeaderSafety(Site site) {
    /** Why a step must not begin; empty when its leader leads. */
    public Optional<StepException> against(Step step) {
        String leader = step.spec().leader();
        return leader.isEmpty() || leader.equals(step.host())
                ? Optional.empty()
                : against(leader, site.oned(leader).raft());
    }

    /**
     * For a wait that a leader which is gone would make long.
     *
     * @param host the one that is worked on, which the leader of its own zone may be
     * @throws StepException the server says that it does not lead, or nobody listens there
     */
    public static void requireNotDeposed(Site site, String host, String leader) {
        if (host.equals(leader)) {
            return;
        }
        Reply<RaftStatus> raft = site.oned(leader).raft();
        boolean mayLead = raft.failure()
                .map(failure -> failure.kind() != FailureKind.REFUSED)
                .orElse(false);
        if (!mayLead) {
            against(leader, raft).ifPresent(lost -> {
                throw lost;
            });
        }
    }

    private static Optional<StepException> against(String leader, Reply<RaftStatus> raft) {
        if (raft.value().filter(status -> status.state() == ServerState.LEADER).isPresent()) {
            return Optional.empty();
        }
        String why = raft.failure()
                .map(failure -> " is not seen to lead any more: " + failure.text())
                .orElse(" does not lead any more");
        return Optional.of(StepException.leaderLost(leader + why));
    }
}
