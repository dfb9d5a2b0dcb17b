package io.oneha.health;

import io.oneha.observe.ServerView;
import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostFacts.OnedConf;
import io.oneha.observe.host.HostView;
import io.oneha.zone.ServerState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@link LeaderServices} where they do not belong, or not where they do. FireEdge, noVNC and the SSH agent run everywhere and are
 * not judged. Without hooks services do not follow the leader, and are not judged either.
 */
final class ServiceRules {
    /** vip.sh starts the services after it has announced the address for ten seconds, then they need a while. */
    static final Duration SETTLED = Duration.ofSeconds(25);

    private ServiceRules() {}

    static List<Finding> judge(Picture picture) {
        Optional<ServerView> leader = LeaderRules.real(picture);
        List<Finding> findings = new ArrayList<>();
        if (leader.isEmpty()) {
            return findings;
        }
        Optional<Instant> since = Reign.since(picture.history);
        for (Hosts.Known host : Hosts.known(picture)) {
            if (Hosts.current(picture, host.view()).isEmpty() || !hasHooks(host.facts()) || !isSettled(host, since)) {
                continue;
            }
            if (Track.isSame(host.view(), leader.get())) {
                found(LeaderServices.idle(host.facts())).ifPresent(units -> findings.add(idle(picture, host, units)));
            } else if (Picture.is(host.view(), ServerState.FOLLOWER)) {
                found(LeaderServices.running(host.facts()))
                        .ifPresent(units -> findings.add(misplaced(picture, host, units)));
            }
        }
        return findings;
    }

    private static boolean hasHooks(HostFacts facts) {
        return facts.oned().flatMap(OnedConf::leaderHook).isPresent();
    }

    /** Whether the facts were read late enough after the election to show what it led to. */
    private static boolean isSettled(Hosts.Known host, Optional<Instant> since) {
        return since.isEmpty()
                || host.view()
                        .host()
                        .facts()
                        .map(HostView.Seen::at)
                        .filter(at -> !at.isBefore(since.get().plus(SETTLED)))
                        .isPresent();
    }

    private static Optional<List<String>> found(List<String> units) {
        return Optional.of(units).filter(found -> !found.isEmpty());
    }

    private static Finding idle(Picture picture, Hosts.Known leader, List<String> units) {
        List<String> states = units.stream()
                .map(unit -> unit + " (" + leader.facts().services().get(unit).word() + ")")
                .toList();
        return Picture.warning(
                FindingCode.SERVICE_ROLE,
                leader.name(),
                "leads, yet these do not run there: " + Words.list(states) + Hosts.age(picture, leader.view()),
                "`systemctl enable --now " + String.join(" ", units) + "` on " + leader.name()
                        + "; vip.sh starts only what is enabled");
    }

    private static Finding misplaced(Picture picture, Hosts.Known follower, List<String> units) {
        return Picture.warning(
                FindingCode.SERVICE_ROLE,
                follower.name(),
                "follows, yet runs what belongs on the leader: " + Words.list(units)
                        + Hosts.age(picture, follower.view()),
                "`systemctl stop " + String.join(" ", units) + "` on " + follower.name());
    }
}
