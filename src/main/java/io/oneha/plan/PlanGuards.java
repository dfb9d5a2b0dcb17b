package io.oneha.plan;

import io.oneha.health.Finding;
import io.oneha.health.FindingCode;
import io.oneha.health.Severity;
import io.oneha.health.VipHook;
import io.oneha.inventory.Vip;
import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostFailure;
import io.oneha.observe.host.RunMark;
import io.oneha.plan.Decision.Refusal;
import io.oneha.plan.PlanInput.Host;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must be so before anything is planned. No option turns one of these off. */
final class PlanGuards {
    /** With any of these no membership is changed, whoever it is about. */
    private static final Set<FindingCode> UNFIT = EnumSet.of(
            FindingCode.NO_ANSWER,
            FindingCode.NO_LEADER,
            FindingCode.LEADER_WITHOUT_MAJORITY,
            FindingCode.TWO_LEADERS,
            FindingCode.QUORUM_LOST,
            FindingCode.NO_FAULT_TOLERANCE,
            FindingCode.SERVER_UNREACHABLE,
            FindingCode.SERVER_SILENT,
            FindingCode.SERVER_AUTH,
            FindingCode.FOLLOWER_LAGGING,
            FindingCode.FOLLOWER_FROZEN,
            FindingCode.TERM_BEHIND,
            FindingCode.TERM_WRAPPED,
            FindingCode.CANDIDATE,
            FindingCode.GHOST_SERVER,
            FindingCode.DUPLICATE_SERVER,
            FindingCode.POOL_DISAGREES,
            FindingCode.HOST_KEY,
            FindingCode.SERVER_ID_MISMATCH,
            FindingCode.ZONE_DISABLED,
            FindingCode.DB_DOWN,
            FindingCode.DB_NOT_HA,
            FindingCode.DB_DIVERGED,
            FindingCode.AUTH_DRIFT,
            FindingCode.VERSION_MISMATCH);

    /** What a server that was added and never started does to its zone: finishing its join is what repairs them. */
    static final Set<FindingCode> BY_UNFINISHED = EnumSet.of(
            FindingCode.LEADER_WITHOUT_MAJORITY,
            FindingCode.QUORUM_LOST,
            FindingCode.NO_FAULT_TOLERANCE,
            FindingCode.SERVER_UNREACHABLE,
            FindingCode.FOLLOWER_LAGGING,
            FindingCode.GHOST_SERVER,
            FindingCode.SERVER_ID_MISMATCH,
            FindingCode.DB_DOWN,
            FindingCode.AUTH_DRIFT,
            FindingCode.VERSION_MISMATCH);

    /** What oned writes when it makes a zone's database, and refuses to write over. */
    private static final Set<String> MADE_BY_ONED = Stream.of("sunstone", "onegate", "oneflow", "oneform", "oneks")
            .map(service -> "/var/lib/one/.one/" + service + "_auth")
            .collect(Collectors.toUnmodifiableSet());

    private PlanGuards() {}

    /** What must be so before servers join. */
    static Optional<Refusal> inventory(PlanInput seen) {
        if (seen.inventory().federation()) {
            return Optional.of(new Refusal(
                    RefusalCode.FEDERATION,
                    "the inventory sets up a federation, which plans do not cover",
                    "change membership by hand, as OpenNebula's documentation has it"));
        }
        return FederationRole.joins(seen).or(() -> address(seen));
    }

    static Optional<Refusal> address(PlanInput seen) {
        return seen.inventory().vip().isPresent()
                ? Optional.empty()
                : Optional.of(new Refusal(
                        RefusalCode.NO_VIP,
                        "the inventory has no virtual address: HA needs one_vip, one_vip_cidr and one_vip_if",
                        "add them to the front-end group's vars"));
    }

    /** Every front-end must have been looked at, as root. */
    static Optional<Refusal> hosts(List<Host> hosts) {
        for (Host host : hosts) {
            Optional<HostFacts> facts = host.facts();
            if (facts.isEmpty()) {
                return Optional.of(unseen(host));
            }
            if (!facts.get().privileged()) {
                return Optional.of(new Refusal(
                        RefusalCode.NO_SUDO,
                        host.name() + ": "
                                + facts.get().unseen().stream().findFirst().orElse("there is no sudo"),
                        "allow " + facts.get().user() + " to use sudo without a password there"));
            }
            Optional<Refusal> units = units(host);
            if (units.isPresent()) {
                return units;
            }
        }
        return Optional.empty();
    }

    /** Where systemd gave no answer in time, as on a busy host, nothing is known of its units. */
    static Optional<Refusal> units(Host host) {
        return host.facts()
                .flatMap(HostFacts::unseenServices)
                .map(why -> new Refusal(
                        RefusalCode.HOST_UNSEEN,
                        host.name() + " does not tell whether its oned runs: " + why,
                        "plan again; if it stays so, look there why `systemctl show opennebula` gives no answer"));
    }

    private static Refusal unseen(Host host) {
        Optional<String> failure = host.view().host().failure().map(HostFailure::text);
        boolean spared = failure.isEmpty() && host.frontEnd().isWithoutSsh();
        String why = failure.orElse(spared ? "oneha_ssh in the inventory turns SSH off" : "SSH is off");
        String remedy = spared
                ? "take oneha_ssh out of the inventory"
                : failure.isEmpty() ? "leave --no-ssh away" : "make SSH to it work";
        return new Refusal(
                RefusalCode.HOST_UNSEEN, host.name() + " could not be looked at: " + why, remedy + ", then plan again");
    }

    /** Servers that were added to the pool and never started, or that a run has begun with: their join is to be finished. */
    static List<Host> unfinished(PlanInput seen, Set<String> begun) {
        Optional<String> leader = seen.leader().map(Host::name);
        return seen.members().stream()
                .filter(host -> neverStarted(host)
                        || begun.contains(host.name())
                                && leader.filter(host.name()::equals).isEmpty())
                .toList();
    }

    private static boolean neverStarted(Host host) {
        return host.isStopped() && (host.serverId() != host.view().server().id() || !host.hasLog());
    }

    static Optional<Refusal> zone(PlanInput seen, List<Host> unfinished) {
        return zone(seen, unfinished, BY_UNFINISHED);
    }

    /** @param mended what is no reason where it is found of these hosts */
    static Optional<Refusal> zone(PlanInput seen, List<Host> unfinished, Set<FindingCode> mended) {
        Set<String> names = unfinished.stream().map(Host::name).collect(Collectors.toSet());
        // What is found of hosts that have yet to join is what their join puts right.
        Set<String> joiners = seen.missing().stream().map(Host::name).collect(Collectors.toSet());
        // Who is lost is the reason; that no other may be is what follows.
        List<Finding> findings = seen.verdict().findings().stream()
                .sorted(Comparator.comparing(finding -> finding.code() == FindingCode.NO_FAULT_TOLERANCE))
                .toList();
        for (Finding finding : findings) {
            boolean repaired = !names.isEmpty()
                    && mended.contains(finding.code())
                    && (names.contains(finding.subject()) || isAboutAll(finding));
            if (UNFIT.contains(finding.code())
                    && isFault(seen, finding)
                    && !repaired
                    && !joiners.contains(finding.subject())) {
                return Optional.of(new Refusal(finding.code(), finding.sentence(), finding.remedy()));
            }
        }
        if (seen.leader().isEmpty()) {
            return Optional.of(new Refusal(
                    RefusalCode.LEADER_NOT_IN_INVENTORY,
                    "the leader is not one of the inventory's front-ends",
                    "add it to the inventory: changes are made on the leader"));
        }
        return Optional.empty();
    }

    /** What a run that has a server stopped keeps from alarming is a fault of the zone all the same, and no reason to stop another. */
    static boolean isFault(PlanInput seen, Finding finding) {
        // The only one of them that may be no fault by itself.
        boolean told = finding.code() != FindingCode.FOLLOWER_LAGGING
                && seen.hosts().stream()
                        .flatMap(host -> host.facts().flatMap(HostFacts::run).stream())
                        .anyMatch(mark -> mark.works().isPresent());
        return finding.severity() != Severity.INFO || told;
    }

    /**
     * A zone has its virtual address already: a server that joined with another one in its hooks would take that one when it
     * leads, and the users' one would be nowhere.
     */
    static Optional<Refusal> vip(PlanInput seen, Host leader) {
        Vip wanted = seen.inventory().vip().orElseThrow();
        return leader.oned()
                .flatMap(HostFacts.OnedConf::leaderHook)
                .map(VipHook::of)
                .filter(hook -> !hook.parts().isEmpty() && !hook.has(wanted))
                .map(hook -> new Refusal(
                        RefusalCode.OTHER_VIP,
                        "the inventory's one_vip is " + wanted.cidr() + ", and the raft hook of " + leader.name()
                                + ", which leads, has " + String.join(", ", hook.cidrs()),
                        "correct one_vip and one_vip_cidr in the inventory; if the zone is to move to another address,"
                                + " change the hooks of its servers first"));
    }

    private static boolean isAboutAll(Finding finding) {
        return finding.code() == FindingCode.LEADER_WITHOUT_MAJORITY
                || finding.code() == FindingCode.QUORUM_LOST
                || finding.code() == FindingCode.NO_FAULT_TOLERANCE;
    }

    /** Hosts that are to join must not run a zone of their own. */
    static Optional<Refusal> joiners(List<Host> joiners) {
        return joiners.stream()
                .filter(host -> host.answers() || host.runs())
                .findFirst()
                .map(host -> new Refusal(
                        RefusalCode.RUNS_ALREADY,
                        "oned runs on " + host.name() + ", which is not in the zone: its database would be replaced",
                        "if nothing there is needed: `systemctl disable --now opennebula` on " + host.name()
                                + ", then plan again"))
                .or(() -> joiners.stream()
                        .filter(Host::hasLogWithoutHa)
                        .findFirst()
                        .map(host -> new Refusal(
                                RefusalCode.OTHER_ZONE,
                                host.name()
                                        + " has the database of a zone of its own, without HA: joining would replace it",
                                "if nothing there is needed: drop that database on " + host.name()
                                        + ", then plan again")));
    }

    /** Where nothing runs: a host on which a zone's oned is stopped. */
    static Optional<Refusal> down(List<Host> all, Host host, Set<String> begun) {
        boolean server = host.view().inPool() || host.hasDatabase() && !host.hasSoloDatabase() || host.serverId() >= 0;
        boolean solo = host.hasSoloDatabase() && !begun.contains(host.name());
        if (!server && !solo) {
            return Optional.empty();
        }
        // By hand is started what no run has left half done, and what will be a server of its zone then.
        boolean ofThisRun = !begun.isEmpty() && !begun.contains(host.name());
        Optional<String> resume = all.stream()
                .filter(each -> !ofThisRun)
                .flatMap(each -> each.facts().flatMap(HostFacts::run).stream())
                .filter(mark -> !mark.run().isEmpty())
                .map(RunMark::resume)
                .findFirst();
        String start = resume.or(() -> isCopy(host)
                        ? Optional.of("do not start oned on " + host.name()
                                + ", it would run on its own on a copy of a zone: start the servers whose SERVER_ID is the"
                                + " zone's, then finish this one's join with `oneha apply`")
                        : Optional.empty())
                .orElse("start it (`systemctl start opennebula` on " + host.name() + ")");
        return Optional.of(new Refusal(
                RefusalCode.ZONE_DOWN,
                host.name()
                        + " has a zone's database" + (server ? " or SERVER_ID" : "")
                        + ", and its oned does not run: that zone is down",
                server || resume.isPresent()
                        ? start + "; nothing is deployed over a zone's data"
                        : start + "; if that zone is not needed, move its database away, and all but one_auth out"
                                + " of /var/lib/one/.one"));
    }

    /** Whether it has the log of a zone with HA, and a SERVER_ID that is not the one it has there. */
    private static boolean isCopy(Host host) {
        int id = host.serverId();
        boolean other = host.view().inPool() ? id != host.view().server().id() : id < 0;
        return other && host.hasDatabase() && !host.hasSoloDatabase();
    }

    /** What an earlier zone left where a new one is to be made: oned does not start over it. Source: src/um/UserPool.cc. */
    static Optional<Refusal> remains(Host first) {
        Optional<String> file = first.facts().map(HostFacts::authSums).orElse(Map.of()).keySet().stream()
                .filter(MADE_BY_ONED::contains)
                .sorted()
                .findFirst();
        Optional<String> dead = first.deadDatabase();
        if (file.isPresent() && dead.isPresent()) {
            return Optional.of(new Refusal(
                    FindingCode.DB_DOWN,
                    first.name() + " has " + file.get() + " of an earlier zone, whose database does not answer: "
                            + dead.get(),
                    "start the database there, then plan again"));
        }
        return file.map(its -> new Refusal(
                RefusalCode.OLD_CREDENTIALS,
                first.name() + " has " + its
                        + " of an earlier zone and no database of one: oned makes no new zone beside it",
                "if that zone has a database, name it in /etc/one/oned.conf; if it is gone for good, move all"
                        + " but one_auth out of /var/lib/one/.one and plan again"));
    }
}
