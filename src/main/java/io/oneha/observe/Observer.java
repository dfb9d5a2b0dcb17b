package io.oneha.observe;

import io.oneha.inventory.FrontEnd;
import io.oneha.inventory.Inventory;
import io.oneha.observe.host.HostView;
import io.oneha.zone.Reply;
import io.oneha.zone.Zone;
import io.oneha.zone.ZoneApi;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Looks at a zone: asks all its servers at once and makes a {@link Snapshot} of what came back. It remembers between looks
 * which zone is meant, its pool and the leader's settings, so one observer serves one target for as long as it is looked at.
 */
public final class Observer {
    private final ZoneApi api;
    private final Target target;
    private final Duration deadline;
    private final Clock clock;
    private final LongSupplier ticker;
    private final FrontEnds frontEnds;
    private final Supplier<Map<String, HostView>> hosts;
    private final Function<String, Via> ways;
    private final ObserverCache memory = new ObserverCache();

    /**
     * @param api how servers are asked
     * @param target where to ask first
     * @param deadline the longest a look takes, however many servers hang
     * @param clock tells when a look ended
     */
    public Observer(ZoneApi api, Target target, Duration deadline, Clock clock) {
        this(api, target, deadline, clock, System::nanoTime, Map::of, endpoint -> Via.DIRECT);
    }

    /**
     * @param ticker monotonic time in nanoseconds, by which deadlines and intervals are measured
     * @param hosts what SSH has learnt so far; never waited for
     * @param ways how the API reaches an endpoint
     */
    public Observer(
            ZoneApi api,
            Target target,
            Duration deadline,
            Clock clock,
            LongSupplier ticker,
            Supplier<Map<String, HostView>> hosts,
            Function<String, Via> ways) {
        this.api = api;
        this.target = target;
        this.deadline = deadline;
        this.clock = clock;
        this.ticker = ticker;
        this.frontEnds = new FrontEnds(target.inventory());
        this.hosts = hosts;
        this.ways = ways;
    }

    /**
     * Looks once; blocks for the deadline at most. Raft states are asked for each time; the zone at first, when a server's
     * state, term or reachability changed, and every 10 seconds; the leader's settings and version every 60 seconds. An
     * interrupt ends the look early, and whoever did not answer until then counts as silent.
     */
    public synchronized Snapshot observe() {
        Survey survey = new Survey(api, target, memory, frontEnds, deadline, ticker, false);
        survey.run(() -> false);
        return seen(survey);
    }

    /**
     * Looks once for who leads, and for nothing else: ends as soon as a majority of the zone's servers is seen behind one, however many
     * others hang, and for all others after the deadline at most. Whoever did not answer until then counts as silent.
     */
    public synchronized Snapshot observeLeader() {
        Survey survey = new Survey(api, target, memory, frontEnds, deadline, ticker, true);
        survey.run(() -> isLed(survey));
        return seen(survey);
    }

    private boolean isLed(Survey survey) {
        SnapshotAssembly assembly = new SnapshotAssembly(survey, target, memory, frontEnds);
        return survey.isCertain()
                && assembly.zone().value().filter(assembly::isLed).isPresent();
    }

    private Snapshot seen(Survey survey) {
        SnapshotAssembly assembly = new SnapshotAssembly(survey, target, memory, frontEnds);
        Reply<Zone> zone = assembly.zone();
        memory.askZonesAgain(zone.value().isEmpty());
        if (zone.value().isPresent()) {
            memory.zone = Optional.of(zone);
        }
        List<ServerView> servers = zone.value().map(assembly::servers).orElseGet(assembly::serversWithoutZone);
        memory.poolAnswered = zone.value().filter(assembly::allAnswered).isPresent();
        List<String> missing =
                memory.zone.flatMap(Reply::value).map(assembly::missing).orElse(List.of());
        Instant now = clock.instant();
        List<ServerView> seen = withHosts(servers);
        return new Snapshot(
                now, target, zone, seen, memory.settings, memory.version, vip(seen, now), missing, deadline);
    }

    /** The same look with what SSH has learnt since. */
    public synchronized Snapshot refreshed(Snapshot look) {
        Instant now = clock.instant();
        List<ServerView> seen = withHosts(look.servers());
        return look.with(now, seen, vip(seen, now));
    }

    private List<ServerView> withHosts(List<ServerView> servers) {
        Map<String, HostView> views = hosts.get();
        return servers.stream()
                .map(view ->
                        view.with(ways.apply(view.asked()), views.getOrDefault(hostName(view), HostView.NOT_ASKED)))
                .toList();
    }

    private String hostName(ServerView view) {
        return memory.zone
                .flatMap(Reply::value)
                .flatMap(zone -> frontEnds.of(view.server(), zone))
                .map(FrontEnd::name)
                .orElse(view.name());
    }

    private Optional<VipView> vip(List<ServerView> servers, Instant at) {
        return target.inventory().flatMap(Inventory::vip).map(vip -> VipView.of(vip, networkInterface(), servers, at));
    }

    private Optional<String> networkInterface() {
        List<Optional<String>> names =
                frontEnds.all().stream().map(FrontEnd::vipInterface).distinct().toList();
        return names.size() == 1 ? names.get(0) : Optional.empty();
    }
}
