package io.oneha.plan;

import io.oneha.health.Verdict;
import io.oneha.inventory.FrontEnd;
import io.oneha.inventory.Inventory;
import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.observe.host.DatabaseTrouble;
import io.oneha.observe.host.HostFacts;
import io.oneha.zone.ServerState;
import io.oneha.zone.SystemSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What plans are made from.
 *
 * @param inventory what is wanted
 * @param snapshot what is
 * @param verdict what that means
 * @param descriptions who describes the steps
 * @param ways how the front-ends are reached
 */
public record PlanInput(
        Inventory inventory, Snapshot snapshot, Verdict verdict, Step.Descriptions descriptions, Ways ways) {
    private static final String ONED = "opennebula";

    /** Where nothing is known of the ways. */
    public PlanInput(Inventory inventory, Snapshot snapshot, Verdict verdict, Step.Descriptions descriptions) {
        this(inventory, snapshot, verdict, descriptions, Ways.NONE);
    }

    /** A front-end of the inventory and the server that it is, or would be. */
    record Host(FrontEnd frontEnd, ServerView view) {
        String name() {
            return frontEnd.name();
        }

        Optional<HostFacts> facts() {
            return view.host().known();
        }

        /** Whether its server answers XML-RPC in this state. */
        boolean is(ServerState state) {
            return view.is(state);
        }

        boolean answers() {
            return view.answers();
        }

        /** Whether oned's unit runs there, or is about to. */
        boolean runs() {
            return runs(ONED);
        }

        /** Whether it is seen that oned does not run there. */
        boolean isStopped() {
            return !answers() && isUnitDown();
        }

        /** Whether something else than its unit has started what answers as its oned. */
        boolean isOutsideUnit() {
            return answers() && isUnitDown();
        }

        private boolean isUnitDown() {
            boolean seen =
                    facts().filter(facts -> facts.unseenServices().isEmpty()).isPresent();
            return seen && !runs();
        }

        /** Whether a unit runs there, or is about to. */
        boolean runs(String unit) {
            return facts().map(facts -> facts.services().get(unit))
                    .filter(HostFacts.ServiceState::isUp)
                    .isPresent();
        }

        /** What its oned.conf says. */
        Optional<HostFacts.OnedConf> oned() {
            return facts().flatMap(HostFacts::oned);
        }

        /** The SERVER_ID of its oned.conf; -1 where there is none. */
        int serverId() {
            return oned().map(conf -> conf.serverId().orElse(-1)).orElse(-1);
        }

        /** Whether it has any credentials, and another has the same, as far as was seen. */
        boolean hasCredentialsOf(Host other) {
            Map<String, String> there = other.facts().map(HostFacts::authSums).orElse(Map.of());
            return !there.isEmpty()
                    && facts().map(HostFacts::authSums).filter(there::equals).isPresent();
        }

        private boolean hasDatabase(Predicate<HostFacts.Database> which) {
            return facts().flatMap(HostFacts::database).filter(which).isPresent();
        }

        /** Whether its database is a zone's. */
        boolean hasDatabase() {
            return hasDatabase(HostFacts.Database::reachable);
        }

        /** Whether its database has a zone's log in it. */
        boolean hasLog() {
            return hasDatabase(database -> database.rows().orElse(0) > 0);
        }

        /**
         * Whether its database has the log of a zone without HA: oned writes record 0 into it when it makes it, and others only
         * with HA (OpenNebula, src/sql/LogDB.cc).
         */
        boolean hasLogWithoutHa() {
            return hasDatabase(database -> database.lastIndex().orElse(-1) == 0);
        }

        /** Whether its database is that of a zone without HA, be it SQLite. */
        boolean hasSoloDatabase() {
            return hasDatabase(HostFacts.Database::reachable)
                    && (hasDatabase(database -> database.lastIndex().isEmpty()) || hasLogWithoutHa());
        }

        /** Why its database cannot be asked, where that is because its server does not run. */
        Optional<String> deadDatabase() {
            return facts().flatMap(HostFacts::database)
                    .filter(database -> database.isKeptBy(DatabaseTrouble.NO_SERVER))
                    .map(HostFacts.Database::error);
        }
    }

    /** @param holds whether what was seen says that it is done already */
    Step step(StepSpec spec, boolean holds) {
        StepSpec own = spec.with(FederationRole.of(this).write());
        return new Step(own, descriptions.of(own, inventory), holds);
    }

    /** The other front-ends that the look has. */
    List<String> others(String host) {
        return hosts().stream()
                .map(Host::name)
                .filter(name -> !name.equals(host))
                .toList();
    }

    /** The inventory's front-ends in its order, as far as the look has them. */
    List<Host> hosts() {
        return inventory.frontEnds().stream()
                .flatMap(frontEnd -> view(frontEnd).map(view -> new Host(frontEnd, view)).stream())
                .toList();
    }

    private Optional<ServerView> view(FrontEnd frontEnd) {
        return snapshot.servers().stream()
                .filter(view -> view.name().equalsIgnoreCase(frontEnd.name())
                        || view.asked().equals(frontEnd.endpoint()))
                .findFirst();
    }

    /** The front-ends that the pool has. */
    List<Host> members() {
        return hosts().stream().filter(host -> host.view().inPool()).toList();
    }

    /** The front-ends that the pool lacks. */
    List<Host> missing() {
        return hosts().stream().filter(host -> !host.view().inPool()).toList();
    }

    /** Servers of the pool that the inventory lacks. */
    List<ServerView> extra() {
        return snapshot.pool().stream().filter(view -> !view.inInventory()).toList();
    }

    /**
     * The host of the zone's leader; while a server that never started takes its majority away, the one host that says it
     * leads.
     */
    Optional<Host> leader() {
        Optional<Host> proven = verdict.leader().flatMap(server -> members().stream()
                .filter(host -> host.view().server().id() == server.id())
                .findFirst());
        List<Host> claiming =
                members().stream().filter(host -> host.is(ServerState.LEADER)).toList();
        return proven.or(() -> claiming.size() == 1 ? Optional.of(claiming.get(0)) : Optional.empty());
    }

    /** Whether it keeps its database in SQLite, which nothing replicates. */
    boolean isSqlite(Host host) {
        return snapshot.settings()
                        .map(SystemSettings::databaseBackend)
                        .filter("sqlite"::equalsIgnoreCase)
                        .isPresent()
                || host.oned()
                        .flatMap(HostFacts.OnedConf::database)
                        .filter(database -> database.backend().equalsIgnoreCase("sqlite"))
                        .isPresent();
    }

    /** The zone's name, or what the inventory calls it. */
    String zoneName() {
        return snapshot.zone()
                .value()
                .map(zone -> zone.name())
                .or(inventory::zoneName)
                .orElse("OpenNebula");
    }
}
