package io.oneha.health;

import io.oneha.observe.ServerView;
import io.oneha.observe.host.DatabaseTrouble;
import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostFacts.Database;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import java.util.List;
import java.util.Optional;

/** Servers of which pool, inventory and host say different things: not in the zone and running, or in it and never started. */
final class GhostRules {
    private GhostRules() {}

    static List<Finding> judge(RuleInput picture) {
        return picture.now.servers().stream()
                .flatMap(view -> (view.inPool() ? member(picture, view) : outsider(picture, view)).stream())
                .toList();
    }

    /** Servers that are not in the zone and run as if they were. */
    static List<ServerView> ghosts(RuleInput picture) {
        return picture.now.servers().stream()
                .filter(view -> isGhost(picture, view))
                .toList();
    }

    /** Whether an entry of the pool never ran: it does not now, and its database has no log to have run with. */
    static boolean neverStarted(RuleInput picture, ServerView view) {
        if (!view.inPool() || view.answers()) {
            return false;
        }
        return Hosts.current(picture, view)
                .filter(facts -> HostUnits.lacksOpenNebula(facts)
                        || HostUnits.oned(facts).filter(state -> !state.isUp()).isPresent()
                                && DatabaseRules.conf(facts)
                                        .filter(conf -> !DatabaseRules.isSqlite(conf))
                                        .isPresent()
                                && facts.database().filter(GhostRules::isEmpty).isPresent())
                .isPresent();
    }

    /** Whether it is up and has nothing of a zone. */
    static boolean isEmpty(Database database) {
        return database.reachable()
                ? database.lastIndex().isEmpty() && database.rows().orElse(0) == 0
                : database.isKeptBy(DatabaseTrouble.EMPTY);
    }

    private static boolean isGhost(RuleInput picture, ServerView view) {
        if (view.inPool() || view.hasZoneOfItsOwn()) {
            return false;
        }
        Optional<RaftStatus> raft = view.status();
        return raft.isPresent()
                ? raft.get().state() != ServerState.SOLO
                : Hosts.current(picture, view)
                                .flatMap(HostUnits::oned)
                                .filter(HostFacts.ServiceState::isUp)
                                .isPresent()
                        && ServerIdRules.configured(picture, view)
                                .filter(id -> id >= 0)
                                .isPresent();
    }

    private static Optional<Finding> member(RuleInput picture, ServerView view) {
        if (neverStarted(picture, view)) {
            return Optional.of(FindingCode.GHOST_SERVER.warning(
                    view.name(),
                    "is in the zone, and counts for the majority, but its oned never ran: "
                            + (Hosts.facts(picture, view)
                                            .filter(HostUnits::lacksOpenNebula)
                                            .isPresent()
                                    ? "no opennebula package is there"
                                    : "its systemd unit is down and its database has no log"),
                    "finish the join (restore a backup of the leader's database, SERVER_ID = "
                            + view.server().id() + ", start), or take it out: `onezone server-del "
                            + picture.zoneId() + " " + view.server().id() + "`"));
        }
        return picture.now.target().inventory().isPresent() && !view.inInventory()
                ? Optional.of(FindingCode.INVENTORY_DRIFT.info(
                        view.name(),
                        "is in the zone, not in the inventory",
                        "add it to the inventory, or remove it from the zone"))
                : Optional.empty();
    }

    private static Optional<Finding> outsider(RuleInput picture, ServerView view) {
        if (isGhost(picture, view)) {
            return Optional.of(ghost(picture, view));
        }
        if (!view.inInventory()) {
            return Optional.empty();
        }
        return Optional.of(FindingCode.INVENTORY_DRIFT.info(
                view.name(),
                "is in the inventory, not in the zone" + runs(picture, view),
                "`oneha plan` shows how it would join; if it is not to, remove it from the inventory"));
    }

    /** What runs on a front-end that is not in the zone. */
    private static String runs(RuleInput picture, ServerView view) {
        if (view.answers()) {
            return "; it runs solo, a zone of its own"
                    + ServerIdRules.configured(picture, view)
                            .filter(id -> id >= 0)
                            .map(id -> ", and from its next start as server " + id)
                            .orElse("");
        }
        Optional<HostFacts> facts = Hosts.current(picture, view);
        if (facts.filter(HostUnits::lacksOpenNebula).isPresent()) {
            return "; no opennebula package is there yet";
        }
        return facts.flatMap(HostUnits::oned)
                .map(state -> state.isUp() ? "; oned runs there solo" : "; oned does not run there")
                .orElse("");
    }

    private static Finding ghost(RuleInput picture, ServerView view) {
        String how = view.status()
                .map(raft -> "runs as server " + raft.serverId() + " ("
                        + raft.state().word() + ", term " + raft.term() + ")")
                .orElseGet(() -> "its oned runs with SERVER_ID = "
                        + ServerIdRules.configured(picture, view).orElseThrow());
        boolean deposes = picture.termsRunWild() || picture.leadership.leader().isEmpty();
        return new Finding(
                FindingCode.GHOST_SERVER,
                deposes ? Severity.CRITICAL : Severity.WARNING,
                view.name(),
                "is not in the zone, yet " + how
                        + ": it stands for election again and again, which brings the leader down",
                "`systemctl stop opennebula` on " + view.name() + "; then add it properly or leave it off");
    }
}
