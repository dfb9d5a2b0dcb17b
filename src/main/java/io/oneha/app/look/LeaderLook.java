package io.oneha.app.look;

import io.oneha.app.session.CommandException;
import io.oneha.app.session.ExitCode;
import io.oneha.app.session.ProcessEnvironment;
import io.oneha.app.session.Session;
import io.oneha.app.settings.Settings;
import io.oneha.health.Finding;
import io.oneha.health.FindingCode;
import io.oneha.health.Health;
import io.oneha.health.Overall;
import io.oneha.observe.Leadership;
import io.oneha.observe.Observer;
import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.observe.Target;
import io.oneha.observe.via.Preference;
import io.oneha.zone.Reply;
import io.oneha.zone.ServerState;
import io.oneha.zone.ZoneApi;
import io.oneha.zone.xmlrpc.HttpZoneApi;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who leads a zone, by XML-RPC alone. A server's own word does not count: one that was cut off keeps saying that it leads. Who leads has
 * a majority of the zone's servers behind it, in its term; or it is the one server of a zone without HA.
 *
 * @param snapshot what was seen
 * @param leader who leads, where that is certain
 */
public record LeaderLook(Snapshot snapshot, Optional<ServerView> leader) {
    /** What says that nobody leads; without any of them it is not known. */
    private static final Set<FindingCode> NOBODY =
            EnumSet.of(FindingCode.NO_LEADER, FindingCode.QUORUM_LOST, FindingCode.LEADER_WITHOUT_MAJORITY);

    /**
     * Why there is no leader to name.
     *
     * @param exitCode how the command ends
     * @param line the reason, for people
     */
    public record Absence(ExitCode exitCode, String line) {}

    /** Looks once. Servers that hang cost nothing while a majority answers, and no more than the time-out where it does not. */
    public static LeaderLook now(Session session, Settings settings) {
        if (settings.ssh().via() == Preference.SSH) {
            throw new CommandException(
                    ExitCode.USAGE, "who leads is asked for without SSH: use --via direct here, or 'oneha status'");
        }
        ProcessEnvironment surroundings = session.surroundings();
        Target target = Targets.of(settings, surroundings);
        CredentialsChoice choice = CredentialsChoice.choose(
                surroundings.environment(),
                target.inventory(),
                () -> RemoteAuth.NONE,
                () -> surroundings.errIsTerminal() ? TerminalPrompt.askCredentials() : Optional.empty());
        try (HttpZoneApi api = new HttpZoneApi(choice.credentials(), settings.timeout())) {
            ZoneApi told = session.narrator().isTelling() ? new NarratedZoneApi(api, session.narrator()::tell) : api;
            return of(new Observer(told, target, settings.timeout(), surroundings.clock()).observeLeader());
        }
    }

    /** What a snapshot says about it. */
    static LeaderLook of(Snapshot snapshot) {
        Leadership leadership = Leadership.of(snapshot.pool());
        Optional<ServerView> led = leadership.proven() ? leadership.leader() : Optional.empty();
        return new LeaderLook(snapshot, led.or(snapshot::onlyServer).filter(view -> !isContested(snapshot)));
    }

    /** Whether somebody leads another zone that is no smaller, as after a rescue, or beside a machine that was installed anew. */
    private static boolean isContested(Snapshot snapshot) {
        int size = snapshot.pool().size();
        return snapshot.servers().stream()
                .filter(view -> view.hasZoneOfItsOwn() || view.is(ServerState.LEADER))
                .flatMap(view -> view.otherPool().stream())
                .anyMatch(other -> other.names().size() >= size);
    }

    /** Why nobody is named, for a look that names nobody. */
    public Absence absence() {
        Report report = Report.of(snapshot, Health.judge(snapshot));
        Optional<Finding> nobody = report.verdict().findings().stream()
                .filter(finding -> NOBODY.contains(finding.code()))
                .findFirst();
        if (nobody.isPresent()) {
            String sentence = nobody.get().sentence();
            boolean said = nobody.get().code() == FindingCode.NO_LEADER;
            return new Absence(ExitCode.CRITICAL, said ? sentence : "no server leads: " + sentence);
        }
        if (report.verdict().overall() == Overall.UNKNOWN) {
            Optional<Finding> worst = report.verdict().worst();
            return new Absence(
                    LookOutcome.of(report).exitCode(),
                    worst.map(finding -> finding.reason() + "; " + finding.remedy())
                            .orElseGet(this::unproved));
        }
        return new Absence(
                ExitCode.UNKNOWN,
                report.verdict().findings().stream()
                        .filter(finding -> finding.code() == FindingCode.POOL_DISAGREES)
                        .findFirst()
                        .map(finding -> "who leads is not known: " + finding.reason())
                        .orElseGet(this::unproved));
    }

    /** Whether it is known who leads, or that nobody does. */
    public boolean isKnown() {
        return leader.isPresent() || absence().exitCode() == ExitCode.CRITICAL;
    }

    private String unproved() {
        String why = snapshot.servers().stream()
                .flatMap(
                        view -> view.failure().map(Reply.Failure::text).map(text -> view.name() + ": " + text).stream())
                .collect(Collectors.joining("; "));
        return "who leads is not known: no server was seen with a majority behind it"
                + (why.isEmpty() ? "" : "; " + why);
    }

    /** The names of the servers that were looked for. */
    public List<String> names() {
        return snapshot.servers().stream().map(ServerView::name).distinct().toList();
    }
}
