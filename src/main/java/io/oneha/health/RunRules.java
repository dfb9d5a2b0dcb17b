package io.oneha.health;

import io.oneha.observe.ServerView;
import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.RunMark;
import io.oneha.zone.ServerState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Runs of oneha that go on or were left, by their marks on the hosts. While one is not finished, what it has begun with is
 * repaired by finishing it, and by nothing else: a server that was added and is started by hand may run on a copy of the zone.
 */
final class RunRules {
    /** A run that goes on gives a sign of life every ten seconds; this many may be missed. */
    private static final Duration ALIVE = Duration.ofSeconds(40);

    /** What a server that is being made looks like to the other rules. */
    private static final Set<FindingCode> OF_A_JOINER = EnumSet.of(
            FindingCode.SERVER_UNREACHABLE,
            FindingCode.GHOST_SERVER,
            FindingCode.SERVER_ID_MISMATCH,
            FindingCode.DB_DOWN,
            FindingCode.AUTH_DRIFT,
            FindingCode.CONFIG_DRIFT,
            FindingCode.VERSION_MISMATCH,
            FindingCode.FOLLOWER_LAGGING,
            FindingCode.LOG_WINDOW);

    /** What a server that counts for the majority and does not run does to the zone. */
    private static final Set<FindingCode> OF_THE_ZONE = EnumSet.of(
            FindingCode.NO_ANSWER,
            FindingCode.NO_LEADER,
            FindingCode.LEADER_WITHOUT_MAJORITY,
            FindingCode.QUORUM_LOST,
            FindingCode.NO_FAULT_TOLERANCE);

    private RunRules() {}

    static List<Finding> judge(RuleInput picture) {
        return marks(picture).stream().map(mark -> finding(picture, mark)).toList();
    }

    /**
     * The same findings; the remedy of what an unfinished run has left is to finish it. What is found of the server that a run is
     * making at this moment alarms nobody; what it has made already, and the zone, are judged as ever.
     */
    static List<Finding> remedied(RuleInput picture, List<Finding> findings) {
        List<RunMark> marks =
                marks(picture).stream().filter(mark -> !mark.run().isEmpty()).toList();
        return findings.stream()
                .map(finding -> remedied(picture, marks, finding))
                .toList();
    }

    private static Finding remedied(RuleInput picture, List<RunMark> marks, Finding finding) {
        return marks.stream()
                .filter(mark -> isOf(picture, mark, finding))
                .findFirst()
                .map(mark -> new Finding(
                        finding.code(),
                        isKeptQuiet(picture, mark, finding) ? Severity.INFO : finding.severity(),
                        finding.subject(),
                        finding.reason(),
                        stop(picture, finding.subject()) + remedy(mark)))
                .orElse(finding);
    }

    private static boolean isKeptQuiet(RuleInput picture, RunMark mark, Finding finding) {
        boolean joiner = OF_A_JOINER.contains(finding.code())
                && isSaidByMost(picture, mark, one -> one.open().contains(finding.subject()));
        return joiner || isStopped(picture, mark, finding);
    }

    private static boolean isStopped(RuleInput picture, RunMark mark, Finding finding) {
        return isSaidByMost(picture, mark, one -> StoppedByRun.explains(picture, one, finding));
    }

    /** One host may say anything: the marks of a majority of the pool are what a run really has. */
    private static boolean isSaidByMost(RuleInput picture, RunMark mark, Predicate<RunMark> what) {
        long marks = picture.now.pool().stream()
                .flatMap(view -> mark(picture, view).stream())
                .filter(one -> one.run().equals(mark.run()) && lives(one) && what.test(one))
                .count();
        return 2 * marks > picture.now.pool().size();
    }

    /** Whether a run is adding servers, which leaves a zone of an even number behind it soon. */
    static boolean isGrowing(RuleInput picture) {
        return marks(picture).stream()
                .anyMatch(mark -> lives(mark) && !mark.joins().isEmpty());
    }

    /** Whether a finding is what an unfinished run has left, or what one that goes on passes through. */
    static boolean isOfARun(RuleInput picture, Finding finding) {
        return marks(picture).stream().anyMatch(mark -> isOf(picture, mark, finding));
    }

    private static boolean isOf(RuleInput picture, RunMark mark, Finding finding) {
        boolean joiner = OF_A_JOINER.contains(finding.code())
                && (mark.joins().contains(finding.subject()) || mark.open().contains(finding.subject()));
        return joiner
                || OF_THE_ZONE.contains(finding.code()) && !mark.open().isEmpty()
                || StoppedByRun.isLeft(mark, finding)
                || isStopped(picture, mark, finding);
    }

    /** One that runs alone on a copy of the zone takes writes that are lost. */
    private static String stop(RuleInput picture, String host) {
        boolean solo =
                picture.now.servers().stream().anyMatch(view -> view.name().equals(host) && view.is(ServerState.SOLO));
        return solo ? "at once: `systemctl stop opennebula` on " + host + "; then " : "";
    }

    /** Each run once, by its newest mark. */
    private static List<RunMark> marks(RuleInput picture) {
        Map<String, RunMark> marks = new LinkedHashMap<>();
        for (ServerView view : picture.now.servers()) {
            mark(picture, view).ifPresent(mark -> marks.merge(mark.run(), mark, RunRules::newer));
        }
        return new ArrayList<>(marks.values());
    }

    private static Optional<RunMark> mark(RuleInput picture, ServerView view) {
        return Hosts.facts(picture, view)
                .flatMap(HostFacts::run)
                .map(mark -> mark.quietFor(Hosts.readFor(picture, view).orElse(Duration.ZERO)));
    }

    private static RunMark newer(RunMark one, RunMark other) {
        Duration never = Duration.ofDays(10_000);
        return one.quiet().orElse(never).compareTo(other.quiet().orElse(never)) <= 0 ? one : other;
    }

    private static boolean lives(RunMark mark) {
        return mark.state() == RunMark.State.HELD
                && mark.quiet().filter(quiet -> quiet.compareTo(ALIVE) < 0).isPresent();
    }

    private static Finding finding(RuleInput picture, RunMark mark) {
        boolean lives = lives(mark);
        Severity severity = mark.open().isEmpty()
                ? lives ? Severity.INFO : Severity.WARNING
                : lives ? Severity.WARNING : Severity.CRITICAL;
        String run = mark.run().isEmpty()
                ? "a file that no run of oneha wrote keeps runs out"
                : "a run is " + (lives ? "under way" : "not finished" + silence(mark));

        String remedy = mark.run().isEmpty() ? mark.resume() : remedy(mark);
        return new Finding(
                FindingCode.RUN_UNFINISHED,
                severity,
                Finding.ZONE,
                run + open(picture, mark) + works(picture, mark) + name(mark),
                remedy);
    }

    private static String name(RunMark mark) {
        return mark.run().isEmpty()
                ? ""
                : "; it is " + mark.run() + " of " + mark.user() + " on " + mark.machine()
                        + (mark.isResumable() ? ", which has its journal" : "");
    }

    /** Who is added and not started; by name where it is a server or a front-end that this look knows. */
    private static String open(RuleInput picture, RunMark mark) {
        if (mark.open().isEmpty()) {
            return "";
        }
        List<String> known = mark.open().stream()
                .filter(name -> picture.now.servers().stream()
                        .anyMatch(view -> view.name().equals(name)))
                .toList();
        boolean one = mark.open().size() == 1;
        String who = known.size() == mark.open().size()
                ? Phrases.list(known)
                : one ? "a server that is not seen here" : mark.open().size() + " servers";
        return "; " + who + (one ? " counts" : " count") + " for the majority and " + (one ? "is" : "are")
                + " not started yet, so that writes may hang";
    }

    private static String works(RuleInput picture, RunMark mark) {
        return mark.works()
                .map(RunMark.Work::host)
                .filter(host -> picture.now.servers().stream()
                        .anyMatch(view -> view.name().equals(host)))
                .map(host -> "; " + (lives(mark) ? "it works on " + host : "it has not finished with " + host))
                .orElse("");
    }

    private static String silence(RunMark mark) {
        return mark.quiet()
                .filter(quiet -> mark.state() == RunMark.State.HELD)
                .map(quiet -> "; its last sign of life was " + Phrases.duration(quiet) + " ago")
                .orElse("");
    }

    private static String remedy(RunMark mark) {
        return lives(mark) ? "wait for the run; if its program is gone: " + mark.resume() : mark.resume();
    }
}
