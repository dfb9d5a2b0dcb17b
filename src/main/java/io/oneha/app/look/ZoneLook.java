package io.oneha.app.look;

import io.oneha.app.session.CommandException;
import io.oneha.app.session.ExitCode;
import io.oneha.app.session.Narrator;
import io.oneha.app.session.ProcessEnvironment;
import io.oneha.app.session.Session;
import io.oneha.app.settings.Folders;
import io.oneha.app.settings.Settings;
import io.oneha.health.Health;
import io.oneha.health.History;
import io.oneha.health.JudgedHistory;
import io.oneha.inventory.Inventory;
import io.oneha.observe.Observer;
import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.observe.Target;
import io.oneha.observe.Via;
import io.oneha.observe.host.PeerProbing;
import io.oneha.observe.host.ScriptLook;
import io.oneha.observe.tables.TableComparison;
import io.oneha.observe.tables.TableMeasure;
import io.oneha.observe.via.BackoffZoneApi;
import io.oneha.observe.via.Preference;
import io.oneha.observe.via.ViaZoneApi;
import io.oneha.plan.Ways;
import io.oneha.ssh.RemoteHosts;
import io.oneha.steps.site.Site;
import io.oneha.zone.Credentials;
import io.oneha.zone.FailureKind;
import io.oneha.zone.ZoneApi;
import io.oneha.zone.xmlrpc.HttpZoneApi;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at one zone: connection, observer, and the history of what it saw. Used by one thread. */
public final class ZoneLook implements AutoCloseable {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final Duration CONNECTING = Duration.ofSeconds(2);
    /** A failure that took no longer cost nothing. */
    private static final Duration QUICKLY = Duration.ofMillis(100);

    private final Parts parts;
    private final HttpZoneApi api;
    private final ZoneApi told;
    private final Optional<ViaZoneApi> ways;
    private final BackoffZoneApi patient;
    private final Observer observer;
    private final Optional<HostAccess> reach;
    private final Preference preference;
    private JudgedHistory seen = JudgedHistory.of(History.EMPTY);
    private boolean prepared;
    private boolean settled;

    private ZoneLook(Parts parts, Credentials credentials, Optional<HostAccess> reach, Preference preference) {
        this.parts = parts;
        this.api = new HttpZoneApi(credentials, parts.timeout());
        this.reach = reach;
        this.preference = preference;
        this.told = parts.narrator().isTelling() ? new NarratedZoneApi(api, parts.narrator()::tell) : api;
        this.ways = reach.map(hosts -> new ViaZoneApi(told, preference, hosts.tunnels()));
        this.patient = new BackoffZoneApi(ways.<ZoneApi>map(via -> via).orElse(told), System::nanoTime);
        this.observer = new Observer(
                patient,
                parts.target(),
                parts.timeout(),
                parts.clock(),
                System::nanoTime,
                () -> reach.map(hosts -> hosts.watch().latest()).orElse(Map.of()),
                endpoint -> ways.map(via -> via.via(endpoint)).orElse(Via.DIRECT));
    }

    /** What every look needs. */
    private record Parts(Target target, Duration timeout, Clock clock, Narrator narrator, EventLog eventLog) {}

    /**
     * Ready to look at what the settings name.
     *
     * @param knocking whether front-ends are asked how they reach one another
     */
    public static ZoneLook open(Session session, Settings settings, PeerProbing knocking) {
        ProcessEnvironment surroundings = session.surroundings();
        Narrator narrator = session.narrator();
        Target target = Targets.of(settings, surroundings);
        target.inventory()
                .flatMap(Inventory::changesRefused)
                .ifPresent(why -> narrator.tell("nothing can be changed by this inventory: " + why));
        Optional<HostAccess> reach = HostAccess.of(target, settings, surroundings, narrator, knocking);
        try {
            CredentialsChoice choice = CredentialsChoice.choose(
                    surroundings.environment(),
                    target.inventory(),
                    () -> reach.map(hosts -> hosts.credentials(credentials ->
                                    answering(credentials, target, hosts, settings, surroundings.clock())))
                            .orElse(RemoteAuth.NONE),
                    () -> surroundings.errIsTerminal() ? TerminalPrompt.askCredentials() : Optional.empty());
            narrator.tell("credentials of " + choice.credentials().user() + " from " + choice.origin());
            EventLog eventLog = Folders.state(surroundings.environment())
                    .<EventLog>map(folder -> new EventLogFile(
                            folder.resolve(EventLogFile.nameFor(target)), surroundings.clock(), narrator::tell))
                    .orElse(EventLog.FORGETFUL);
            Parts parts = new Parts(target, settings.timeout(), surroundings.clock(), narrator, eventLog);
            ZoneLook look = new ZoneLook(
                    parts, choice.credentials(), reach, settings.ssh().via());
            look.seen = JudgedHistory.of(History.EMPTY.withPast(eventLog.past()));
            return look;
        } catch (CommandException e) {
            reach.ifPresent(HostAccess::close);
            throw e;
        }
    }

    /** Whether a look at what the settings name would be a look at hosts too. */
    public static boolean usesSsh(Session session, Settings settings) {
        return HostAccess.isWanted(Targets.of(settings, session.surroundings()), settings);
    }

    /** Who answers to credentials in one look. */
    private static Answering answering(
            Credentials credentials, Target target, HostAccess hosts, Settings settings, Clock clock) {
        if (settings.ssh().via() == Preference.SSH) {
            hosts.prepare();
        }
        try (HttpZoneApi api = new HttpZoneApi(credentials, settings.timeout())) {
            ViaZoneApi via = new ViaZoneApi(api, settings.ssh().via(), hosts.tunnels());
            return Answering.of(new Observer(via, target, settings.timeout(), clock).observe());
        }
    }

    /**
     * Ready to look at a target whose servers are reached directly.
     *
     * @param hosts what their hosts are reached by; closed with this
     */
    public static ZoneLook on(
            Target target, Credentials credentials, Duration timeout, Clock clock, RemoteHosts hosts) {
        Parts parts = new Parts(target, timeout, clock, Narrator.MUTE, EventLog.FORGETFUL);
        HostAccess reach = HostAccess.over(hosts, target, clock);
        return new ZoneLook(parts, credentials, Optional.of(reach), Preference.DIRECT);
    }

    /** One look and what it means, given the looks before it. The first waits for what SSH can tell. */
    public Report now() {
        Snapshot first = snapshot();
        Snapshot snapshot =
                settled ? first : reach.map(hosts -> settled(hosts, first)).orElse(first);
        settled = true;
        seen = seen.add(snapshot);
        return Report.of(snapshot, seen.verdict());
    }

    /**
     * The same, with a comparison of the servers' tables.
     *
     * @param most until when another round may begin, where servers were not seen at one log index
     */
    public Report nowWithTables(TableMeasure measure, Duration most) {
        Report report = now();
        Optional<TableComparison> tables =
                reach.flatMap(hosts -> RowLook.of(report.snapshot(), hosts, parts.clock(), measure, most));
        return tables.isEmpty() ? report : Report.of(report.snapshot(), Health.judge(seen.history(), tables));
    }

    /**
     * The same before something is changed: a look in which nobody answered is made again, for it may be this machine that had no
     * time for the answers. Whoever only looks is not kept waiting for that.
     */
    public Report beforeChange() {
        Report report = now();
        if (!isHeard(report.snapshot())) {
            patient.askAnew();
            report = now();
        }
        return report;
    }

    private static boolean isHeard(Snapshot look) {
        return look.servers().stream().anyMatch(view -> view.answers());
    }

    /**
     * A look of its own beside those that go on, for what must not rest on something old: the hosts are looked at anew, and
     * waited for only so long. May be called from another thread.
     */
    public Report beside() {
        patient.askAnew();
        reach.ifPresent(HostAccess::lookAnew);
        Snapshot snapshot = snapshot();
        if (!isHeard(snapshot)) {
            patient.askAnew();
            snapshot = snapshot();
        }
        return Report.of(snapshot, Health.judge(snapshot));
    }

    private Snapshot settled(HostAccess hosts, Snapshot look) {
        hosts.learn(look);
        hosts.settle();
        List<ServerView> unheard = look.servers().stream()
                .filter(view -> !view.answers() && !view.failed(FailureKind.SILENT))
                .filter(view ->
                        ways.filter(via -> via.askedBothWays(view.asked())).isEmpty())
                .toList();
        List<String> endpoints = unheard.stream().map(ServerView::asked).toList();
        // What could not be asked directly may be by now, for the connections to the hosts have come about meanwhile.
        if (preference == Preference.DIRECT || !hosts.opens(endpoints)) {
            return observer.refreshed(look);
        }
        patient.askAnew(endpoints);
        ways.ifPresent(via -> via.askThrough(
                unheard.stream().filter(ZoneLook::usedUp).map(ServerView::asked).toList()));
        try {
            return snapshot();
        } finally {
            ways.ifPresent(via -> via.askThrough(List.of()));
        }
    }

    /** Whether the direct way was waited for in vain, as where a firewall drops or the queue of a hung oned is full. */
    private static boolean usedUp(ServerView view) {
        return view.failure()
                .filter(failure -> failure.kind() == FailureKind.UNREACHABLE)
                .filter(failure -> failure.elapsed().compareTo(QUICKLY) > 0)
                .isPresent();
    }

    /** Connects to the hosts while the terminal is free for questions; waits for them only so long. */
    public void connect() {
        reach.ifPresent(hosts -> hosts.settle(CONNECTING));
        reach.ifPresent(HostAccess::askNothingMore);
    }

    /** Makes SSH look at everything again at once; does not wait for it. */
    public void refresh() {
        patient.askAnew();
        reach.ifPresent(hosts -> hosts.watch().refresh());
    }

    /** One look; may be called from several threads. */
    public synchronized Snapshot snapshot() {
        if (!prepared && preference == Preference.SSH) {
            reach.ifPresent(HostAccess::prepare);
        }
        prepared = true;
        long start = System.nanoTime();
        Snapshot snapshot = observer.observe();
        reach.ifPresent(hosts -> hosts.learn(snapshot));
        parts.narrator().tell("looked for " + (System.nanoTime() - start) / NANOS_PER_MILLI + " ms");
        return snapshot;
    }

    /**
     * The front-ends to work on, over the connections that were looked through; from here on nothing is looked at beside that,
     * unless it is asked for.
     *
     * @param zoneId the zone
     */
    public Site site(Inventory inventory, int zoneId, Clock clock) {
        Site site = watchedSite(inventory, zoneId, clock);
        reach.ifPresent(hosts -> hosts.watch().rest());
        return site;
    }

    /** The same, while the hosts go on being watched. */
    public Site watchedSite(Inventory inventory, int zoneId, Clock clock) {
        HostAccess hosts = reach.orElseThrow(() ->
                new CommandException(ExitCode.USAGE, "hosts are changed over SSH, which is off: leave --no-ssh away"));
        return new Site(inventory, hosts::host, new Site.Api(told, api, zoneId), new ScriptLook(clock), clock);
    }

    /** Whether hosts are reached over SSH at all. */
    public boolean reachesHosts() {
        return reach.isPresent();
    }

    /** How hosts are reached. */
    public Ways ways() {
        return reach.map(HostAccess::ways).orElse(Ways.NONE);
    }

    /** What is looked at. */
    public Target target() {
        return parts.target();
    }

    /** Where this target's events are kept. */
    public EventLog events() {
        return parts.eventLog();
    }

    @Override
    public void close() {
        reach.ifPresent(HostAccess::close);
        api.close();
    }
}
