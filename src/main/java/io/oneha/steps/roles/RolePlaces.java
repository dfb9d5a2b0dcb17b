package io.oneha.steps.roles;

import io.oneha.health.LeaderServices;
import io.oneha.inventory.Vip;
import io.oneha.observe.host.HostFacts;
import io.oneha.ssh.SshException;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.StepException;
import java.util.List;
import java.util.Optional;

/**
 * Whether the virtual address and the leader's services are where they belong, as fresh looks show it.
 *
 * @param host the server that it is about, a follower or the leader itself
 * @param leader the server that leads
 * @param vipCidr the address
 */
public record RolePlaces(RunContext context, String host, String leader, String vipCidr) {
    /** What is not where it belongs, or was not seen there in time; empty when all is. */
    public Optional<StepException> against() {
        try {
            return misplaced();
        } catch (SshException e) {
            // A busy host may end a look before it is done: the next one tells.
            if (e.kind() != SshException.Kind.OUTPUT) {
                throw e;
            }
            return Optional.of(new StepException(
                    "it is not seen where " + vipCidr + " and the leader's services are: " + e.getMessage(),
                    "see why a look takes so long there; then resume the run"));
        }
    }

    private Optional<StepException> misplaced() {
        HostFacts leads = context.facts(leader);
        if (!hasVip(leads)) {
            return Optional.of(misplaced(leader + " does not have "));
        }
        return host.equals(leader) ? againstLeader(leads) : againstFollower(context.facts(host));
    }

    /** Asked only of a leader that this run has made: what another lacks was lacking before, and is a finding. */
    private Optional<StepException> againstLeader(HostFacts facts) {
        List<String> idle = LeaderServices.idle(facts);
        return idle.isEmpty()
                ? Optional.empty()
                : Optional.of(new StepException(
                        host + " leads, yet these do not run there: " + String.join(", ", idle),
                        "`systemctl start " + String.join(" ", idle)
                                + "` there; what is not wanted: `systemctl disable --now` and"
                                + " `systemctl reset-failed`; then resume the run"));
    }

    private Optional<StepException> againstFollower(HostFacts follower) {
        if (hasVip(follower)) {
            return Optional.of(misplaced(host + " has "));
        }
        List<String> running = LeaderServices.running(follower);
        return running.isEmpty()
                ? Optional.empty()
                : Optional.of(new StepException(
                        host + " follows, yet runs what belongs on the leader: " + String.join(", ", running),
                        "`systemctl stop " + String.join(" ", running) + "` there; then resume the run"));
    }

    private StepException misplaced(String where) {
        return new StepException(
                where + vipCidr + ", although " + leader + " leads",
                "does its raft hook run? /var/log/one/oned.log says what became of raft/vip.sh");
    }

    private boolean hasVip(HostFacts facts) {
        Optional<Vip> vip = Vip.parse(vipCidr);
        return vip.isPresent()
                && facts.addresses().stream().anyMatch(nic -> vip.get().isAddress(nic.address()));
    }
}
