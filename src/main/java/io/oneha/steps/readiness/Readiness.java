package io.oneha.steps.readiness;

import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostFacts.Datastore;
import io.oneha.observe.host.HostFacts.OperatingSystem;
import io.oneha.observe.host.HostFacts.Peer;
import io.oneha.plan.StepSpec;
import io.oneha.steps.site.StepException;
import io.oneha.steps.site.Worker.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What keeps a front-end from joining, from what was seen of it and of the leader, or from being the first. Sources: one-deploy's role precheck, and
 * OpenNebula, "Front-end HA", its requirements.
 */
final class Readiness {
    /** Certificates, tokens and the log of a zone go by time. */
    private static final Duration CLOCKS = Duration.ofSeconds(10);

    private static final String DATABASE = "/var/lib/mysql";
    /** The smallest database of a zone that is restored takes about this much, in bytes; the step that copies knows its size. */
    private static final long SMALLEST = 512L << 20;

    private Readiness() {}

    /** One reason against it, and what would take it away. */
    record Obstacle(String reason, String remedy) {}

    static List<Obstacle> obstacles(StepSpec.Readiness work, HostFacts here, HostFacts leader) {
        List<Obstacle> obstacles = new ArrayList<>();
        root(here).ifPresent(obstacles::add);
        for (Peer peer : here.peers()) {
            if (peer.address().isEmpty()) {
                obstacles.add(nameless(peer));
            } else if (peer.name().equals(work.leader()) && !peer.oned()) {
                obstacles.add(new Obstacle(
                        "port 2633 of " + peer.name() + " is not reached from there",
                        "open it in the firewall: the zone's servers speak over it"));
            }
        }
        leader.peers().stream()
                .filter(peer -> peer.address().isEmpty())
                .forEach(peer -> obstacles.add(unresolved("its name does not resolve on " + work.leader())));
        OperatingSystem own = here.os();
        if (!own.id().equals(leader.os().id())
                || !own.version().equals(leader.os().version())) {
            String others = work.leader() + " " + leader.os().name();
            obstacles.add(new Obstacle(
                    "it runs " + own.name() + ", and " + others, "front-ends of a zone run the same operating system"));
        }
        clocks(here, leader).ifPresent(obstacles::add);
        room(here).ifPresent(obstacles::add);
        shares(work, here, leader).ifPresent(obstacles::add);
        return obstacles;
    }

    /**
     * What keeps a front-end from being a zone's first server.
     *
     * @param vip the virtual address, if a machine that is no front-end has it
     */
    static List<Obstacle> first(HostFacts here, Optional<String> vip) {
        List<Obstacle> obstacles = new ArrayList<>();
        root(here).ifPresent(obstacles::add);
        here.peers().stream().filter(peer -> peer.address().isEmpty()).forEach(peer -> obstacles.add(nameless(peer)));
        vip.ifPresent(address -> obstacles.add(new Obstacle(
                address + " is in use by another machine", "choose another one_vip, or take it off that machine")));
        return obstacles;
    }

    private static Optional<Obstacle> root(HostFacts here) {
        return here.privileged()
                ? Optional.empty()
                : Optional.of(new Obstacle(
                        "commands cannot be run as root", here.user() + " ALL=(ALL) NOPASSWD: ALL in sudoers there"));
    }

    private static Obstacle nameless(Peer peer) {
        return unresolved("the name " + peer.name() + " does not resolve there");
    }

    private static Obstacle unresolved(String reason) {
        return new Obstacle(reason, "name it in /etc/hosts or in the DNS");
    }

    /** Says all of them, and fails with the first. */
    static void check(String host, List<Obstacle> obstacles, Progress progress) {
        if (!obstacles.isEmpty()) {
            obstacles.stream().skip(1).forEach(more -> progress.line(more.reason() + "; " + more.remedy()));
            Obstacle first = obstacles.get(0);
            throw new StepException(host + ": " + first.reason(), first.remedy());
        }
    }

    /**
     * What the firewalls between a host that joins and the zone's servers keep apart.
     *
     * @param leader what was seen of the way to it is told elsewhere
     */
    static List<Obstacle> ports(String joiner, String leader, List<PortProbe.Port> ports) {
        List<Obstacle> obstacles = new ArrayList<>();
        for (PortProbe.Port port : ports) {
            if (port.from().equals(port.to())) {
                continue;
            }
            boolean comes = port.to().equals(joiner);
            if ((comes ? port.from() : port.to()).equals(leader) && (!comes || port.word() == PortProbe.Word.UNKNOWN)) {
                continue;
            }
            if (port.word() == PortProbe.Word.UNKNOWN) {
                // Those that the host itself does not know are told elsewhere too.
                if (comes) {
                    obstacles.add(unresolved("its name does not resolve on " + port.from()));
                }
            } else if (port.word() == PortProbe.Word.CLOSED || !comes && isRejected(port, ports)) {
                obstacles.add(new Obstacle(
                        "port 2633 of " + port.to() + " is not reached from " + port.from(),
                        "open it in the firewall there: the zone's servers speak over it both ways"));
            }
        }
        return obstacles;
    }

    /** A server that another join has yet to start refuses by itself; one that answers itself does not. */
    private static boolean isRejected(PortProbe.Port port, List<PortProbe.Port> ports) {
        return port.word() == PortProbe.Word.REFUSED
                && ports.contains(new PortProbe.Port(port.to(), port.to(), PortProbe.Word.OPEN));
    }

    private static Optional<Obstacle> clocks(HostFacts here, HostFacts leader) {
        if (here.clockOffset().isEmpty() || leader.clockOffset().isEmpty()) {
            return Optional.empty();
        }
        Duration apart =
                here.clockOffset().get().minus(leader.clockOffset().get()).abs();
        Duration sure = apart.minus(here.clockError()).minus(leader.clockError());
        return sure.compareTo(CLOCKS) > 0
                ? Optional.of(new Obstacle(
                        "its clock is " + apart.toSeconds() + " s away from the leader's", "set up NTP (chrony) there"))
                : Optional.empty();
    }

    private static Optional<Obstacle> room(HostFacts here) {
        return here.disks().stream()
                .filter(disk -> disk.path().equals(DATABASE))
                .findFirst()
                .filter(disk -> disk.free() < SMALLEST)
                .map(disk -> new Obstacle(
                        "only " + (disk.free() >> 20) + " MiB are free where its database lies",
                        "make room in " + disk.mount()));
    }

    private static Optional<Obstacle> shares(StepSpec.Readiness work, HostFacts here, HostFacts leader) {
        for (Datastore store : leader.datastores()) {
            if (!store.type().startsWith("nfs") && !store.type().startsWith("fuse")) {
                continue;
            }
            String where = store.source() + " on " + work.leader();
            List<Datastore> there = here.datastores().stream()
                    .filter(other -> other.id() == store.id())
                    .toList();
            if (there.stream().anyMatch(other -> !other.isKnown())) {
                return Optional.of(new Obstacle(
                        "datastore " + store.id() + " cannot be looked at there, and is " + where,
                        "let oneadmin into " + store.path() + " there"));
            }
            if (there.stream()
                    .noneMatch(other ->
                            other.type().equals(store.type()) && other.source().equals(store.source()))) {
                return Optional.of(new Obstacle(
                        "datastore " + store.id() + " is " + where + ", and not on it",
                        "mount " + store.source() + " at " + store.path() + " there"));
            }
        }
        return Optional.empty();
    }

    /** What is worth a line and stops nothing. */
    static List<String> remarks(HostFacts here, HostFacts leader) {
        List<String> lines = new ArrayList<>();
        here.peers().stream()
                .filter(peer -> peer.address().isPresent() && !peer.ssh())
                .forEach(peer -> lines.add("port 22 of " + peer.name() + " is not reached from " + here.hostname()));
        leader.datastores().stream()
                .filter(store -> !store.isKnown())
                .forEach(store -> lines.add("whether datastore " + store.id() + " is shared was not proved: "
                        + leader.hostname() + " cannot look at it"));
        if (leader.datastores().stream().noneMatch(Datastore::images)) {
            lines.add("no datastore has images yet, so whether they are shared was not proved");
        }
        return lines;
    }
}
