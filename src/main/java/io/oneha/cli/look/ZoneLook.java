package io.oneha.cli.look;

import io.oneha.cli.config.Folders;
import io.oneha.cli.config.Settings;
import io.oneha.cli.output.Report;
import io.oneha.cli.session.Narrator;
import io.oneha.cli.session.Session;
import io.oneha.cli.session.Surroundings;
import io.oneha.health.Health;
import io.oneha.health.History;
import io.oneha.inventory.Inventory;
import io.oneha.observe.Observer;
import io.oneha.observe.Snapshot;
import io.oneha.observe.Target;
import io.oneha.zone.Credentials;
import io.oneha.zone.ZoneApi;
import io.oneha.zone.xmlrpc.HttpZoneApi;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Looks at one zone: connection, observer, and the history of what it saw. Used by one thread. */
public final class ZoneLook implements AutoCloseable {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Target target;
    private final HttpZoneApi api;
    private final Observer observer;
    private final EventLog eventLog;
    private final Narrator narrator;
    private History history;

    private ZoneLook(Target target, HttpZoneApi api, Observer observer, EventLog eventLog, Narrator narrator) {
        this.target = target;
        this.api = api;
        this.observer = observer;
        this.eventLog = eventLog;
        this.narrator = narrator;
        this.history = History.EMPTY;
    }

    /** Ready to look at what the settings name. */
    public static ZoneLook open(Session session, Settings settings) {
        Surroundings surroundings = session.surroundings();
        Narrator narrator = session.narrator();
        Target target = Targets.of(settings, surroundings);
        target.inventory()
                .flatMap(Inventory::changesRefused)
                .ifPresent(why -> narrator.tell("nothing can be changed by this inventory: " + why));
        CredentialsChoice choice = CredentialsChoice.choose(
                surroundings.environment(),
                target.inventory(),
                () -> surroundings.errIsTerminal() ? TerminalQuestion.ask() : Optional.empty());
        narrator.tell("credentials of " + choice.credentials().user() + " from " + choice.origin());
        EventLog eventLog = Folders.state(surroundings.environment())
                .<EventLog>map(folder -> new EventLogFile(
                        folder.resolve(EventLogFile.nameFor(target)), surroundings.clock(), narrator::tell))
                .orElse(EventLog.FORGETFUL);
        ZoneLook look = on(target, choice.credentials(), settings.timeout(), surroundings.clock(), narrator, eventLog);
        look.history = look.history.withPast(eventLog.past());
        return look;
    }

    /** Ready to look at a target. */
    public static ZoneLook on(
            Target target,
            Credentials credentials,
            Duration timeout,
            Clock clock,
            Narrator narrator,
            EventLog eventLog) {
        HttpZoneApi api = new HttpZoneApi(credentials);
        ZoneApi asked = narrator.isTelling() ? new NarratedZoneApi(api, narrator::tell) : api;
        return new ZoneLook(target, api, new Observer(asked, target, timeout, clock), eventLog, narrator);
    }

    /** One look and what it means, given the looks before it. */
    public Report now() {
        Snapshot snapshot = snapshot();
        history = history.add(snapshot);
        return Report.of(snapshot, Health.judge(history));
    }

    /** One look. */
    public Snapshot snapshot() {
        long start = System.nanoTime();
        Snapshot snapshot = observer.observe();
        narrator.tell("looked for " + (System.nanoTime() - start) / NANOS_PER_MILLI + " ms");
        return snapshot;
    }

    /** What is looked at. */
    public Target target() {
        return target;
    }

    /** Where this target's events are kept. */
    public EventLog events() {
        return eventLog;
    }

    @Override
    public void close() {
        api.close();
    }
}
