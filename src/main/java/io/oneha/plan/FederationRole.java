package io.oneha.plan;

import io.oneha.observe.host.HostFacts;
import io.oneha.plan.Decision.Refusal;
import io.oneha.plan.PlanInput.Host;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a zone is in a federation, by FEDERATION/MODE of its servers' oned.conf. Users, groups, permissions, zones, virtual data centres
 * and market places are the master's: a slave has copies of them in its own log, so that all servers of one zone have the same rows.
 * Source: OpenNebula, src/nebula/Nebula.cc (which pools are kept by FedLogDB), src/raft/FedReplicaManager.cc.
 */
enum FederationRole {
    /** A zone of its own. */
    STANDALONE,
    /** Others have copies of what its federated tables have. */
    MASTER,
    /** One that has such copies. */
    SLAVE;

    /** Of a zone whose servers agree, see {@link #unclear}; one that says nothing is a zone of its own. */
    static FederationRole of(PlanInput seen) {
        List<String> modes = modes(seen);
        return Arrays.stream(values())
                .filter(role -> role != STANDALONE && modes.contains(role.name()))
                .findFirst()
                .orElse(STANDALONE);
    }

    /** Why it is not known. */
    static Optional<Refusal> unclear(PlanInput seen) {
        List<String> modes = modes(seen);
        if (modes.size() > 1) {
            return Optional.of(new Refusal(
                    RefusalCode.FEDERATION,
                    "the servers do not agree about FEDERATION/MODE in their oned.conf: it is "
                            + String.join(" and ", modes),
                    "correct it where it is wrong, then plan again"));
        }
        return modes.stream()
                .filter(mode ->
                        Arrays.stream(values()).noneMatch(role -> role.name().equals(mode)))
                .findFirst()
                .map(mode -> new Refusal(
                        RefusalCode.FEDERATION,
                        "FEDERATION/MODE of the servers' oned.conf is " + mode + ", which plans do not cover",
                        "restart its servers by hand, followers first, the leader last"));
    }

    private static List<String> modes(PlanInput seen) {
        return seen.members().stream()
                .map(Host::oned)
                .flatMap(Optional::stream)
                .map(HostFacts.OnedConf::mode)
                .map(mode -> mode.filter(its -> !its.isEmpty()).orElse(STANDALONE.name()))
                .map(mode -> mode.toUpperCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    /** The write by which nobody else's zone is touched. */
    HarmlessWrite write() {
        return this == SLAVE ? HarmlessWrite.CLUSTER : HarmlessWrite.ZONE;
    }

    /** A server joins by hand: that its federated tables arrive whole is not proved. */
    static Optional<Refusal> joins(PlanInput seen) {
        return unclear(seen)
                .or(() -> of(seen) == STANDALONE
                        ? Optional.empty()
                        : Optional.of(new Refusal(
                                RefusalCode.FEDERATION,
                                seen.zoneName() + " is part of a federation (FEDERATION/MODE of its oned.conf is "
                                        + of(seen) + "), and a server-add there is the federation's matter",
                                "add the server by hand, as OpenNebula's documentation has it")));
    }

    /** The pool of a slave's servers is a row of the master's. Source: OpenNebula, src/rm/api/ZoneAPI.cc (del_server). */
    static Optional<Refusal> removals(PlanInput seen) {
        return of(seen) != SLAVE
                ? Optional.empty()
                : Optional.of(
                        new Refusal(
                                RefusalCode.FEDERATION,
                                seen.zoneName()
                                        + " is a slave of a federation: its server-del writes to the federation's master, where"
                                        + " oneha touches nothing",
                                "see that the federation's master answers, then remove the entry by hand with `onezone server-del`"));
    }
}
