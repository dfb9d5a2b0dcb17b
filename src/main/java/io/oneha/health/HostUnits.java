package io.oneha.health;

import io.oneha.observe.ServerView;
import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostFacts.ServiceState;
import io.oneha.observe.host.HostView;
import java.util.List;
import java.util.Optional;

/** systemd's units on a host, and what they say beside oned's own answers. */
public final class HostUnits {
    static final String ONED = "opennebula";

    /** The names that MariaDB's and MySQL's unit has. */
    private static final List<String> DATABASES = List.of("mariadb", "mysql", "mysqld");

    private HostUnits() {}

    static Optional<ServiceState> oned(HostFacts facts) {
        return Optional.ofNullable(facts.services().get(ONED));
    }

    /**
     * Why no oned answers on a front-end that has yet to join, by what its host shows; empty where the host was not seen, or does not
     * show it. That a port refuses connections is no news of a machine on which nothing is to listen yet.
     */
    public static Optional<String> absence(HostView host) {
        return host.known()
                .filter(facts -> host.failure().isEmpty())
                .flatMap(facts -> lacksOpenNebula(facts)
                        ? Optional.of("no OpenNebula there yet")
                        : oned(facts).filter(state -> !state.isUp()).map(state -> "oned is not started"));
    }

    /** Whether OpenNebula is not on the host at all; false where that is not known. */
    static boolean lacksOpenNebula(HostFacts facts) {
        return facts.packageVersion().isEmpty()
                && oned(facts).isEmpty()
                && facts.oned().isEmpty()
                && !facts.os().id().isBlank();
    }

    /** A database unit that is there and does not run, when no other does. */
    static Optional<String> downDatabase(HostFacts facts) {
        List<String> units =
                DATABASES.stream().filter(facts.services()::containsKey).toList();
        if (units.stream().anyMatch(unit -> facts.services().get(unit).isUp())) {
            return Optional.empty();
        }
        return units.stream().findFirst();
    }

    /** {@code has failed}, {@code is inactive}. */
    static String told(ServiceState state) {
        return state == ServiceState.FAILED ? "has failed" : "is " + state.word();
    }

    /** What follows a reason why oned gives no answer: what its unit's state was when SSH last told; or nothing. */
    static String besides(RuleInput picture, ServerView view) {
        Optional<HostFacts> facts = Hosts.current(picture, view);
        Optional<ServiceState> oned = facts.flatMap(HostUnits::oned);
        if (facts.filter(HostUnits::lacksOpenNebula).isPresent()) {
            return "; no opennebula package is there";
        }
        if (oned.isEmpty()) {
            return "";
        }
        String database = DatabaseRules.isDown(picture, view) ? "; its database is down" : "";
        if (!oned.get().isUp()) {
            return "; its systemd unit opennebula " + told(oned.get()) + database;
        }
        return "; its systemd unit opennebula was " + oned.get().word() + " "
                + Hosts.readFor(picture, view).map(Phrases::duration).orElse("0 s")
                + " ago" + database;
    }
}
