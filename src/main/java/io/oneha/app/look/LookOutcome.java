package io.oneha.app.look;

import io.oneha.app.session.ExitCode;
import io.oneha.health.Finding;
import io.oneha.health.FindingCode;
import io.oneha.health.Overall;
import io.oneha.health.Severity;
import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.ssh.SshException;
import io.oneha.zone.FailureKind;
import io.oneha.zone.Reply;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a look ends the program.
 *
 * @param exitCode the verdict's code; when the state could not be learnt, whether it was the network or the credentials
 * @param silence one line for people when nothing at all was learnt and a table would be empty words
 */
public record LookOutcome(ExitCode exitCode, Optional<String> silence) {
    private static final Set<FailureKind> NOT_REACHED = EnumSet.of(
            FailureKind.REFUSED,
            FailureKind.UNREACHABLE,
            FailureKind.NO_TUNNEL,
            FailureKind.UNRESOLVED,
            FailureKind.SILENT);
    private static final Set<FailureKind> NOT_LET_IN =
            EnumSet.of(FailureKind.AUTHENTICATION, FailureKind.AUTHORIZATION);

    private static final Set<SshException.Kind> KEPT_OUT =
            EnumSet.of(SshException.Kind.HOST_KEY, SshException.Kind.LOGIN);

    private static final int SHOWN_TEXTS = 3;

    public static LookOutcome of(Report report) {
        if (report.verdict().overall() != Overall.UNKNOWN) {
            return new LookOutcome(
                    isOnlyKeptOut(report)
                            ? ExitCode.AUTHENTICATION
                            : ExitCode.of(report.verdict().overall()),
                    Optional.empty());
        }
        if (report.verdict().leader().isPresent()) {
            // What could not be learnt is not about the network: the zone told of itself.
            return new LookOutcome(ExitCode.UNKNOWN, Optional.empty());
        }
        Snapshot snapshot = report.snapshot();
        Set<FailureKind> kinds = failures(snapshot);
        boolean inventoryTellsServers = snapshot.target().inventory().isPresent();
        boolean mute = snapshot.zone().value().isEmpty() && report.answering() == 0 && !inventoryTellsServers;
        return new LookOutcome(code(kinds, snapshot), mute ? Optional.of(line(report)) : Optional.empty());
    }

    /** Whether every critical finding is that a host's key is not the known one: the zone itself may be well. */
    private static boolean isOnlyKeptOut(Report report) {
        return report.verdict().overall() == Overall.CRITICAL
                && report.verdict().findings().stream()
                        .filter(finding -> finding.severity() == Severity.CRITICAL)
                        .allMatch(finding -> finding.code() == FindingCode.HOST_KEY);
    }

    private static ExitCode code(Set<FailureKind> kinds, Snapshot snapshot) {
        if (kinds.isEmpty()) {
            return ExitCode.UNKNOWN;
        }
        if (NOT_REACHED.containsAll(kinds)) {
            return isKeptOut(snapshot) ? ExitCode.AUTHENTICATION : ExitCode.UNREACHABLE;
        }
        Set<FailureKind> answers = EnumSet.copyOf(kinds);
        answers.removeAll(NOT_REACHED);
        return NOT_LET_IN.containsAll(answers) ? ExitCode.AUTHENTICATION : ExitCode.UNKNOWN;
    }

    /** Whether SSH would have been a way, had the host's key or the login been accepted. */
    private static boolean isKeptOut(Snapshot snapshot) {
        return snapshot.servers().stream()
                .flatMap(server -> server.host().failure().stream())
                .anyMatch(failure -> KEPT_OUT.contains(failure.kind()));
    }

    private static Set<FailureKind> failures(Snapshot snapshot) {
        Set<FailureKind> kinds = EnumSet.noneOf(FailureKind.class);
        snapshot.zone().failure().ifPresent(failure -> kinds.add(failure.kind()));
        for (ServerView server : snapshot.servers()) {
            server.failure().ifPresent(failure -> kinds.add(failure.kind()));
        }
        return kinds;
    }

    /** The finding's own words; where what came was no answer of oned, what came. */
    private static String line(Report report) {
        Finding worst = report.verdict().worst().orElseThrow();
        String texts = report.snapshot().servers().stream()
                .flatMap(server -> server.failure().stream())
                .filter(failure -> failure.kind() == FailureKind.MALFORMED)
                .map(Reply.Failure::text)
                .distinct()
                .limit(SHOWN_TEXTS)
                .collect(Collectors.joining(", "));
        return worst.reason() + (texts.isEmpty() ? "" : " (" + texts + ")") + "; " + worst.remedy();
    }
}
