package io.oneha.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Clocks that differ among the hosts. How far they are from the clock of whoever looks does not matter. The one that most
 * agree with is right: the median, or of two the leader's.
 */
final class ClockRules {
    /** A difference beyond the errors of both measurements that is worth a word: log lines no longer fit each other. */
    private static final Duration SKEW = Duration.ofSeconds(2);

    private ClockRules() {}

    static List<Finding> judge(RuleInput picture) {
        List<Hosts.Known> clocks = Hosts.known(picture).stream()
                .filter(host -> host.facts().clockOffset().isPresent())
                .toList();
        List<Finding> findings = new ArrayList<>();
        if (clocks.size() < 2) {
            return findings;
        }
        Hosts.Known right = right(picture, clocks);
        for (Hosts.Known host : clocks) {
            Duration ahead = offset(host).minus(offset(right));
            Duration error = host.facts().clockError().plus(right.facts().clockError());
            if (ahead.abs().minus(error).compareTo(SKEW) > 0) {
                findings.add(FindingCode.CLOCK_SKEW.warning(
                        host.name(),
                        "its clock is " + Phrases.duration(ahead.abs())
                                + (ahead.isNegative() ? " behind " : " ahead of ") + right.name() + "'s"
                                + Hosts.age(picture, host.view()),
                        "`timedatectl` on " + host.name()
                                + " says whether it is synchronized; `chronyc makestep` or a restart of"
                                + " systemd-timesyncd sets it"));
            }
        }
        return findings;
    }

    private static Hosts.Known right(RuleInput picture, List<Hosts.Known> clocks) {
        if (clocks.size() == 2) {
            return Hosts.reference(picture, clocks, (one, other) -> 0).orElseThrow();
        }
        List<Hosts.Known> sorted = new ArrayList<>(clocks);
        sorted.sort(Comparator.comparing(ClockRules::offset));
        return sorted.get((sorted.size() - 1) / 2);
    }

    private static Duration offset(Hosts.Known host) {
        return host.facts().clockOffset().orElseThrow();
    }
}
