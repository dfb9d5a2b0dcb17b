package io.oneha.observe;

import io.oneha.base.Endpoint;
import io.oneha.inventory.FrontEnd;
import io.oneha.zone.FailureKind;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.ServerState;
import io.oneha.zone.Zone;
import io.oneha.zone.ZoneServer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** From the answers of a look: which server's word on the zone counts, and the servers to show. */
final class SnapshotAssembly {
    /** What each failure tells about why there is no zone, most telling first. */
    private static final List<FailureKind> TELLING = List.of(
            FailureKind.AUTHENTICATION,
            FailureKind.AUTHORIZATION,
            FailureKind.ONED_ERROR,
            FailureKind.NO_LEADER,
            FailureKind.MALFORMED,
            FailureKind.SILENT,
            FailureKind.REFUSED,
            FailureKind.UNREACHABLE,
            FailureKind.NO_TUNNEL,
            FailureKind.UNRESOLVED);

    private static final int NO_ID = -1;

    /** Leaders most, then by how new the log is: what a server with an older log says of the zone may be stale. */
    private static final Comparator<Probe> TRUST = Comparator.<Probe>comparingInt(probe -> role(probe))
            .thenComparingLong(probe -> probe.status().map(RaftStatus::term).orElse(-1L))
            .thenComparing(probe -> probe.status().map(RaftStatus::commit).orElse(BigInteger.ZERO));

    private final Survey survey;
    private final Target target;
    private final ObserverCache memory;
    private final FrontEnds frontEnds;
    private PoolVotes votes;

    SnapshotAssembly(Survey survey, Target target, ObserverCache memory, FrontEnds frontEnds) {
        this.survey = survey;
        this.target = target;
        this.memory = memory;
        this.frontEnds = frontEnds;
        this.votes = new PoolVotes(frontEnds, Map.of());
    }

    /** The zone by its most trustworthy server, or the most telling reason why there is none. */
    Reply<Zone> zone() {
        return trusted().or(this::remembered).or(() -> survey.noSuchZone).orElseGet(this::whyNot);
    }

    /**
     * The servers of a pool, then the inventory's others, then those that only a stale pool has and that still run, and those
     * that were asked and believe in another pool.
     */
    List<ServerView> servers(Zone zone) {
        List<ServerView> views = assembled(zone);
        views.replaceAll(view -> view.believing(votes.other(Endpoint.key(view.asked()), zone)));
        return views;
    }

    private List<ServerView> assembled(Zone zone) {
        List<ServerView> views = new ArrayList<>(pool(zone));
        others(zone).map(this::outsider).forEach(views::add);
        if (zone.servers().isEmpty()) {
            if (views.stream().noneMatch(view -> view.answers())) {
                views.addAll(0, given());
            }
        } else {
            views.addAll(leftBehind(views));
            views.addAll(strays(views, zone));
        }
        return views;
    }

    /** The servers to show when nobody told of a zone: those of the pool known before, or else whoever was asked. */
    List<ServerView> serversWithoutZone() {
        return memory.zone.flatMap(Reply::value).map(this::servers).orElseGet(() -> {
            List<ServerView> views = new ArrayList<>(given());
            frontEnds.all().forEach(frontEnd -> views.add(outsider(frontEnd)));
            return views;
        });
    }

    /**
     * Whether a majority of the zone's servers stands behind a leader, so that no answer which is still to come can name another: who is
     * not of that pool has been heard, for there may be a larger zone of which it is.
     */
    boolean isLed(Zone zone) {
        List<ServerView> pool = pool(zone);
        return Leadership.of(pool).proven()
                && survey.probes().stream()
                        .filter(probe -> !isAmong(probe, pool))
                        .allMatch(Probe::isHeard);
    }

    /** Whether every server of the pool answered where it was asked. */
    boolean allAnswered(Zone zone) {
        return !zone.servers().isEmpty()
                && zone.servers().stream()
                        .map(server -> survey.raft(frontEnds.endpoint(server, zone)))
                        .allMatch(reply -> reply.value().isPresent());
    }

    /** Names of the front-ends that no server of the pool is. */
    List<String> missing(Zone zone) {
        return others(zone).map(FrontEnd::name).toList();
    }

    private Optional<Reply<Zone>> trusted() {
        Map<Probe, Reply<Zone>> told = new LinkedHashMap<>();
        for (Probe probe : survey.probes()) {
            Optional<Reply<Zone>> zone = probe.zoneAsked || probe.status().isEmpty()
                    ? probe.zone
                    : Optional.ofNullable(memory.zones.get(probe.key()));
            zone.filter(reply -> reply.value().isPresent()).ifPresent(reply -> told.put(probe, reply));
        }
        votes = new PoolVotes(frontEnds, told);
        List<Probe> all = told.keySet().stream()
                .sorted(votes.likelier().thenComparing(TRUST).reversed())
                .toList();
        List<Probe> believed = votes.believed(all);
        List<Probe> ranked = believed.isEmpty() ? all : believed;
        return ranked.stream()
                .filter(probe -> leadsReally(probe, told.get(probe).value().orElseThrow()))
                .findFirst()
                .or(() -> ranked.stream().findFirst())
                .map(told::get);
    }

    private static int role(Probe probe) {
        return probe.status()
                .map(raft -> raft.state() == ServerState.LEADER ? 3 : raft.state() == ServerState.SOLO ? 1 : 2)
                .orElse(0);
    }

    private boolean leadsReally(Probe probe, Zone zone) {
        Optional<RaftStatus> status = probe.status().filter(raft -> raft.state() == ServerState.LEADER);
        Leadership leadership = Leadership.of(pool(zone));
        return status.isPresent()
                && leadership.proven()
                && leadership
                        .status()
                        .filter(raft -> raft.term() == status.get().term())
                        .isPresent();
    }

    /** Also when the servers are too busy to tell of the zone, the pool is what it was. */
    private Optional<Reply<Zone>> remembered() {
        return memory.zone.filter(reply -> reply.value()
                .filter(zone -> pool(zone).stream().anyMatch(view -> view.answers()))
                .isPresent());
    }

    /** Of those who answered at all, what they said about the zone; of nobody, why nobody answered. */
    private Reply<Zone> whyNot() {
        return mostTelling(survey.probes().stream()
                        .filter(probe -> probe.status().isPresent())
                        .flatMap(probe -> probe.zone.flatMap(Reply::failure).stream()))
                .or(() -> mostTelling(survey.probes().stream()
                        .flatMap(probe -> Stream.concat(
                                probe.zone.flatMap(Reply::failure).stream(),
                                probe.raft.flatMap(Reply::failure).stream()))))
                .orElseGet(survey::silence);
    }

    private static Optional<Reply<Zone>> mostTelling(Stream<? extends Reply.Failure<?>> failures) {
        return failures.min(Comparator.comparingInt(failure -> TELLING.indexOf(failure.kind())))
                .map(Reply.Failure::cast);
    }

    private List<ServerView> pool(Zone zone) {
        List<ServerView> views = new ArrayList<>();
        for (ZoneServer server : zone.servers()) {
            String asked = frontEnds.endpoint(server, zone);
            boolean known = frontEnds.of(server, zone).isPresent();
            views.add(new ServerView(server, true, known, asked, survey.raft(asked)));
        }
        views.replaceAll(view -> byAnotherName(view, views).orElse(view));
        return views;
    }

    /** A server that cannot be reached from here by its own endpoint, but through a given one (a tunnel, a VIP). */
    private Optional<ServerView> byAnotherName(ServerView view, List<ServerView> pool) {
        if (!view.isUnseen() || answersAs(view.server().id(), pool)) {
            return Optional.empty();
        }
        return survey.probes().stream()
                .filter(probe -> isGiven(probe) && !isAmong(probe, pool))
                .filter(probe -> probe.status()
                        .filter(raft -> raft.serverId() == view.server().id())
                        .isPresent())
                .findFirst()
                .map(probe -> new ServerView(
                        view.server(), true, view.inInventory(), probe.endpoint, probe.raft.orElseThrow()));
    }

    private Stream<FrontEnd> others(Zone zone) {
        List<FrontEnd> members = zone.servers().stream()
                .flatMap(server -> frontEnds.of(server, zone).stream())
                .toList();
        return frontEnds.all().stream().filter(frontEnd -> !members.contains(frontEnd));
    }

    private ServerView outsider(FrontEnd frontEnd) {
        ZoneServer server = new ZoneServer(NO_ID, frontEnd.name(), frontEnd.endpoint(), Optional.empty());
        return new ServerView(server, false, true, frontEnd.endpoint(), survey.raft(frontEnd.endpoint()));
    }

    private List<ServerView> given() {
        return survey.probes().stream()
                .filter(this::isGiven)
                .map(probe -> outsider(Endpoint.label(probe.endpoint), probe))
                .toList();
    }

    /** Servers that another one's older pool names, and that run as if they were in the zone. */
    private List<ServerView> leftBehind(List<ServerView> shown) {
        return survey.probes().stream()
                .filter(probe -> probe.named.isPresent() && !isAmong(probe, shown))
                .filter(probe -> probe.status()
                        .filter(raft -> raft.serverId() >= 0 && !answersAs(raft.serverId(), shown))
                        .isPresent())
                .map(probe -> outsider(probe.named.orElseThrow().name(), probe))
                .toList();
    }

    /** Servers that were asked for, and whose zone is another: what was asked is shown. */
    private List<ServerView> strays(List<ServerView> shown, Zone zone) {
        return survey.probes().stream()
                .filter(probe -> isGiven(probe) && !isAmong(probe, shown))
                .filter(probe -> votes.other(probe.key(), zone).isPresent())
                .map(probe -> outsider(Endpoint.label(probe.endpoint), probe))
                .toList();
    }

    private static ServerView outsider(String name, Probe probe) {
        ZoneServer server = new ZoneServer(NO_ID, name, probe.endpoint, Optional.empty());
        return new ServerView(server, false, false, probe.endpoint, probe.raft.orElseThrow());
    }

    private boolean isGiven(Probe probe) {
        // What was asked by the same words need not be taken apart, each second, to be found the same.
        return target.endpoints().contains(probe.endpoint)
                || target.endpoints().stream()
                        .anyMatch(endpoint -> Endpoint.key(endpoint).equals(probe.key()));
    }

    private static boolean isAmong(Probe probe, List<ServerView> views) {
        return views.stream().anyMatch(view -> view.asked().equals(probe.endpoint))
                || views.stream().anyMatch(view -> Endpoint.key(view.asked()).equals(probe.key()));
    }

    private static boolean answersAs(int serverId, List<ServerView> views) {
        return views.stream().flatMap(view -> view.status().stream()).anyMatch(raft -> raft.serverId() == serverId);
    }
}
