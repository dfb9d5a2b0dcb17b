package io.oneha.observe;

import io.oneha.base.Endpoint;
import io.oneha.zone.FailureKind;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.ServerState;
import io.oneha.zone.TemplateAttribute;
import io.oneha.zone.Zone;
import io.oneha.zone.ZoneApi;
import io.oneha.zone.ZoneServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * One look: asks the endpoints that are known, then at once every server that an answer names, until all replied or the time
 * is over. Which zone is meant is found out on the way.
 */
final class Survey {
    private final ZoneApi api;
    private final Target target;
    private final ObserverCache memory;
    private final FrontEnds frontEnds;
    private final LongSupplier ticker;
    private final ParallelCalls round;
    private final boolean leaderAlone;
    private final Map<String, Probe> probes = new LinkedHashMap<>();
    private OptionalInt zoneId;
    private boolean certain;
    private boolean wantZones;
    /** Why there is no zone to ask for, when the one that is wanted by name does not exist. */
    Optional<Reply<Zone>> noSuchZone = Optional.empty();

    /** @param leaderAlone whether only the leader is looked for: settings and version are not asked for */
    Survey(
            ZoneApi api,
            Target target,
            ObserverCache memory,
            FrontEnds frontEnds,
            Duration deadline,
            LongSupplier ticker,
            boolean leaderAlone) {
        this.api = api;
        this.target = target;
        this.memory = memory;
        this.frontEnds = frontEnds;
        this.ticker = ticker;
        this.round = new ParallelCalls(ticker, deadline);
        this.leaderAlone = leaderAlone;
        this.zoneId = memory.zoneId.isPresent() ? memory.zoneId : wantedId(target);
        this.certain = memory.zoneId.isPresent() || target.zone().isPresent() && zoneId.isPresent();
    }

    /**
     * Asks and waits. Afterwards every probe has a raft reply, and the memory what the next look needs.
     *
     * @param enough whether what is known suffices; whoever has not answered by then counts as silent
     */
    void run(BooleanSupplier enough) {
        wantZones = memory.zonesDue(ticker.getAsLong());
        if (wantZones) {
            memory.zonesAsked(ticker.getAsLong());
        }
        seeds().forEach(this::probe);
        memory.zone.flatMap(Reply::value).ifPresent(this::expand);
        if (zoneId.isEmpty()) {
            List.copyOf(probes.values()).forEach(this::askForZoneByName);
        }
        round.await(enough);
        for (Probe probe : probes.values()) {
            if (probe.raft.isEmpty()) {
                probe.raft = Optional.of(round.silence());
                memory.keepRaft(probe.key(), probe.raft.get(), true);
            }
            if (probe.zoneAsked && probe.zone.isEmpty()) {
                probe.zone = Optional.of(round.silence());
                memory.askZonesAgain(probe.status().isPresent());
            }
            probe.zone.ifPresent(zone -> memory.zones.put(probe.key(), zone));
        }
        memory.zoneId = certain ? zoneId : OptionalInt.empty();
    }

    /** Whether it is known which zone is meant. */
    boolean isCertain() {
        return certain;
    }

    /** Every endpoint that was asked, the given ones first. */
    Collection<Probe> probes() {
        return probes.values();
    }

    /** The raft reply of an endpoint. */
    Reply<RaftStatus> raft(String endpoint) {
        return Optional.ofNullable(probes.get(Endpoint.key(endpoint)))
                .flatMap(probe -> probe.raft)
                .orElseGet(round::silence);
    }

    /** The reply of one who did not answer in time. */
    <T> Reply<T> silence() {
        return round.silence();
    }

    /** Given endpoints may be other names (a VIP, localhost) of servers that are asked anyway: not needed while those answer. */
    private List<String> seeds() {
        List<String> seeds = new ArrayList<>();
        if (!memory.poolAnswered) {
            seeds.addAll(target.endpoints());
        }
        seeds.addAll(frontEnds.endpoints(memory.zone.flatMap(Reply::value)));
        return seeds;
    }

    private static OptionalInt wantedId(Target target) {
        if (target.zone().isEmpty()) {
            return OptionalInt.of(0);
        }
        try {
            return OptionalInt.of(Integer.parseUnsignedInt(target.zone().get()));
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    private Probe probe(String endpoint) {
        String key = Endpoint.key(endpoint);
        Probe known = probes.get(key);
        if (known != null) {
            return known;
        }
        Probe probe = new Probe(endpoint);
        probes.put(key, probe);
        round.<RaftStatus>ask(timeout -> api.raftStatus(endpoint, timeout), reply -> gotRaft(probe, reply));
        if (wantZones) {
            askZone(probe);
        }
        return probe;
    }

    private void expand(Zone zone) {
        for (ZoneServer server : zone.servers()) {
            probe(frontEnds.endpoint(server, zone)).named = Optional.of(server);
        }
    }

    private void gotRaft(Probe probe, Reply<RaftStatus> reply) {
        probe.raft = Optional.of(reply);
        if (memory.isNews(probe.key(), reply)) {
            askZones();
        }
        memory.keepRaft(probe.key(), reply, false);
        if (!certain && isClustered(probe)) {
            probe.zone
                    .flatMap(Reply::value)
                    .filter(zone -> zone.servers().isEmpty())
                    .ifPresent(zone -> lookForHome(probe, zone));
        }
        boolean leads = reply.value()
                .filter(raft -> raft.state() == ServerState.LEADER || raft.state() == ServerState.SOLO)
                .isPresent();
        if (leads && !leaderAlone && memory.askSettings(ticker.getAsLong())) {
            round.ask(timeout -> api.settings(probe.endpoint, timeout), settings -> settings.value()
                    .ifPresent(value -> memory.settings = Optional.of(value)));
            round.ask(timeout -> api.version(probe.endpoint, timeout), version -> version.value()
                    .ifPresent(value -> memory.version = Optional.of(value)));
        }
    }

    private void askZones() {
        if (!wantZones) {
            wantZones = true;
            memory.zonesAsked(ticker.getAsLong());
        }
        List.copyOf(probes.values()).forEach(this::askZone);
    }

    private void askZone(Probe probe) {
        if (zoneId.isEmpty() || probe.zoneAsked) {
            return;
        }
        int id = zoneId.getAsInt();
        probe.zoneAsked = true;
        round.<Zone>ask(timeout -> api.zone(probe.endpoint, id, timeout), reply -> {
            if (zoneId.getAsInt() == id) {
                gotZone(probe, reply);
            }
        });
    }

    private void gotZone(Probe probe, Reply<Zone> reply) {
        probe.zone = Optional.of(reply);
        if (reply.value().isEmpty()) {
            return;
        }
        Zone zone = reply.value().get();
        certain = certain || frontEnds.at(probe.key(), zone).isPresent();
        if (certain) {
            expand(zone);
        } else if (!zone.servers().isEmpty() || isClustered(probe)) {
            lookForHome(probe, zone);
        }
    }

    /** Whether the server itself says that it is one of several, whatever the zone it told of says. */
    private static boolean isClustered(Probe probe) {
        return probe.status().filter(raft -> raft.state() != ServerState.SOLO).isPresent();
    }

    /** A server that is not in the pool it tells of is a federation slave, or was asked by another name. */
    private void lookForHome(Probe probe, Zone told) {
        round.<List<Zone>>ask(timeout -> api.zonePool(probe.endpoint, timeout), reply -> {
            Optional<Zone> home = certain ? Optional.empty() : reply.value().flatMap(zones -> home(probe, zones));
            certain = certain || reply.value().isPresent();
            if (home.isPresent() && home.get().id() != told.id()) {
                choose(home.get().id());
            } else if (zoneId.getAsInt() == told.id()) {
                expand(told);
            }
        });
    }

    private void askForZoneByName(Probe probe) {
        String name = target.zone().orElseThrow();
        round.<List<Zone>>ask(timeout -> api.zonePool(probe.endpoint, timeout), reply -> {
            if (zoneId.isPresent()) {
                return;
            }
            if (reply.value().isEmpty()) {
                probe.zone = Optional.of(reply.failure().orElseThrow().cast());
                return;
            }
            List<Zone> zones = reply.value().get();
            zones.stream()
                    .filter(zone -> zone.name().equals(name))
                    .findFirst()
                    .ifPresentOrElse(
                            zone -> choose(zone.id()), () -> noSuchZone = Optional.of(noZone(name, zones, reply)));
        });
    }

    private static Reply<Zone> noZone(String name, List<Zone> zones, Reply<List<Zone>> reply) {
        String names = zones.stream().map(Zone::name).collect(Collectors.joining(", "));
        return new Reply.Failure<>(
                FailureKind.ONED_ERROR, "no zone is named " + name + "; there is " + names, reply.elapsed());
    }

    private void choose(int id) {
        zoneId = OptionalInt.of(id);
        certain = true;
        memory.forgetZones();
        for (Probe probe : probes.values()) {
            probe.zoneAsked = false;
            probe.zone = Optional.empty();
        }
        askZones();
    }

    private Optional<Zone> home(Probe probe, List<Zone> zones) {
        return zones.stream()
                .filter(zone -> frontEnds.at(probe.key(), zone).isPresent())
                .findFirst()
                .or(() -> zones.stream()
                        .filter(zone -> isPublishedAt(zone, probe.endpoint))
                        .findFirst());
    }

    /** Whether the zone's ENDPOINT, which is its VIP where it was set, is where we asked. */
    private static boolean isPublishedAt(Zone zone, String endpoint) {
        Optional<String> asked =
                Endpoint.parse(endpoint).filter(at -> !at.isLoopback()).map(Endpoint::host);
        return asked.isPresent()
                && zone.template().stream()
                        .anyMatch(attribute -> attribute instanceof TemplateAttribute.Single single
                                && single.name().equalsIgnoreCase("ENDPOINT")
                                && Endpoint.parse(single.value())
                                        .map(Endpoint::host)
                                        .equals(asked));
    }
}
