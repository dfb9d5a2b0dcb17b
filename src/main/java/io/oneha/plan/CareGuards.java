package io.oneha.plan;

import io.oneha.health.Finding;
import io.oneha.health.FindingCode;
import io.oneha.plan.Decision.Refusal;
import io.oneha.plan.PlanInput.Host;
import io.oneha.zone.ServerState;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What must be so before servers of a running zone are stopped, one after another. No option turns one of these off. */
final class CareGuards {
    /** What a stopped leader would leave worse. */
    private static final Set<FindingCode> OF_THE_ADDRESS =
            EnumSet.of(FindingCode.VIP_MISSING, FindingCode.VIP_SPLIT, FindingCode.VIP_NOT_ON_LEADER);

    private CareGuards() {}

    /** @param open servers that the run itself has stopped and not brought back: what is found of them is its own doing */
    static Optional<Refusal> against(PlanInput seen, List<Host> open) {
        return against(seen, open, PlanGuards.BY_UNFINISHED);
    }

    /** @param mended what is no reason where it is found of these */
    static Optional<Refusal> against(PlanInput seen, List<Host> open, Set<FindingCode> mended) {
        return PlanGuards.address(seen)
                .or(() -> PlanGuards.hosts(seen.members().stream()
                        .filter(host -> !open.contains(host))
                        .toList()))
                .or(() -> FederationRole.unclear(seen))
                .or(() -> withoutHa(seen, open))
                .or(() -> extra(seen))
                .or(() -> PlanGuards.zone(seen, open, mended))
                .or(() -> address(seen, open))
                .or(() -> outsideUnit(seen, open));
    }

    private static Optional<Refusal> withoutHa(PlanInput seen, List<Host> open) {
        return seen.hosts().stream()
                .filter(host -> !open.contains(host) && host.is(ServerState.SOLO))
                .findFirst()
                .map(host -> new Refusal(
                        FindingCode.NOT_HA,
                        host.name() + " runs without HA: nobody takes over while its oned is stopped",
                        "`systemctl restart opennebula` there, when nobody works with it; `oneha force-ha --adopt` takes it"
                                + " into HA"));
    }

    private static Optional<Refusal> extra(PlanInput seen) {
        return seen.extra().stream()
                .findFirst()
                .map(server -> new Refusal(
                        RefusalCode.EXTRA_SERVER,
                        server.name()
                                + " is in the zone and not in the inventory, so that oneha cannot tell whether it keeps the"
                                + " zone's writes while another is stopped",
                        "add it to the inventory, then plan again"));
    }

    private static Optional<Refusal> address(PlanInput seen, List<Host> open) {
        return seen.verdict().findings().stream()
                .filter(finding ->
                        open.isEmpty() && OF_THE_ADDRESS.contains(finding.code()) && PlanGuards.isFault(seen, finding))
                .findFirst()
                .map(CareGuards::refusal);
    }

    static Refusal refusal(Finding finding) {
        return new Refusal(finding.code(), finding.sentence(), finding.remedy());
    }

    /** One that a container or a cluster manager started would be started by it again, or not at all. */
    private static Optional<Refusal> outsideUnit(PlanInput seen, List<Host> open) {
        return seen.members().stream()
                .filter(host -> !open.contains(host) && host.isOutsideUnit())
                .findFirst()
                .map(CareGuards::outsideUnit);
    }

    static Refusal outsideUnit(Host host) {
        return new Refusal(
                RefusalCode.OUTSIDE_UNIT,
                host.name() + ": its oned answers, and opennebula.service does not run: something else has started it",
                "restart it by what started it; oneha stops and starts opennebula.service only");
    }

    /** Where nobody answers it is not known which servers the zone has, and that is no fault of the name. */
    static Refusal noSuchServer(PlanInput seen, String name) {
        return seen.verdict().findings().stream()
                .filter(finding -> finding.code() == FindingCode.NO_ANSWER)
                .findFirst()
                .map(finding -> new Refusal(finding.code(), finding.sentence(), finding.remedy()))
                .orElseGet(() -> new Refusal(
                        RefusalCode.NO_SUCH_SERVER,
                        name + " is no server of the zone that the inventory names",
                        "name one of "
                                + String.join(
                                        ", ",
                                        seen.members().stream()
                                                .map(Host::name)
                                                .sorted()
                                                .toList())));
    }
}
