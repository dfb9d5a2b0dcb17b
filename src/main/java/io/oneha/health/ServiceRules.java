package io.oneha.health;

import io.oneha.observe.ServerView;
import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostFacts.OnedConf;
import io.oneha.zone.ServerState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@link LeaderServices} where they do not belong, or not where they do. FireEdge, noVNC and the SSH agent run everywhere and are
 * not judged. Without hooks services do not follow the leader, and are not judged either.
 */
final class ServiceRules {
    /** vip.sh starts the services after it has announced the address for ten seconds, then they need a while. */
    static final Duration SETTLED = Duration.ofSeconds(25);

    private static final Duration QUARTER = Duration.ofMinutes(15);

    /** No place's clock is further from UTC. */
    private static final Duration WIDEST_ZONES = Duration.ofHours(14);

    private static final Pattern LOG_TIME = Pattern.compile("[A-Z][a-z]{2} +\\d{1,2} \\d{2}:\\d{2}:\\d{2} \\d{4}");
    private static final DateTimeFormatter LOG_FORMAT =
            DateTimeFormatter.ofPattern("MMM d HH:mm:ss yyyy", Locale.ENGLISH);

    private ServiceRules() {}

    static List<Finding> judge(RuleInput picture) {
        Optional<ServerView> leader = LeaderRules.real(picture);
        List<Finding> findings = new ArrayList<>();
        if (leader.isEmpty()) {
            return findings;
        }
        List<Hosts.Known> hosts = Hosts.known(picture);
        Optional<Instant> since = hosts.isEmpty() ? Optional.empty() : LeaderTerm.since(picture.history);
        for (Hosts.Known host : hosts) {
            if (Hosts.current(picture, host.view()).isEmpty() || !hasHooks(host.facts()) || !isSettled(host, since)) {
                continue;
            }
            boolean leads = ServerTrack.isSame(host.view(), leader.get());
            List<String> idle = LeaderServices.idle(host.facts());
            List<String> running = LeaderServices.running(host.facts());
            if (leads && !idle.isEmpty()) {
                findings.add(idle(picture, host, idle));
            } else if (!leads && host.view().is(ServerState.FOLLOWER) && !running.isEmpty()) {
                findings.add(misplaced(picture, host, running));
            }
        }
        return findings;
    }

    private static boolean hasHooks(HostFacts facts) {
        return facts.oned().flatMap(OnedConf::leaderHook).isPresent();
    }

    /** Whether the facts were read late enough after the election to show what it led to. */
    private static boolean isSettled(Hosts.Known host, Optional<Instant> since) {
        if (since.isEmpty()) {
            return !changedLately(host);
        }
        return host.view()
                .host()
                .readAt()
                .filter(at -> !at.isBefore(since.get().plus(SETTLED)))
                .isPresent();
    }

    /**
     * Whether the host's own oned.log shows a change of role that vip.sh is still at, as of when it was read. Its lines have
     * local times without a zone; zones differ by quarters of an hour, so the time within one is what counts.
     */
    private static boolean changedLately(Hosts.Known host) {
        Optional<Instant> read = host.view().host().readAt();
        List<String> lines = host.facts().elections();
        if (read.isEmpty() || lines.isEmpty()) {
            return false;
        }
        Matcher time = LOG_TIME.matcher(lines.get(lines.size() - 1));
        if (!time.find()) {
            return false;
        }
        LocalDateTime logged;
        try {
            logged = LocalDateTime.parse(time.group().replaceAll(" +", " "), LOG_FORMAT);
        } catch (DateTimeParseException e) {
            return false;
        }
        Duration skew = host.facts().clockOffset().orElse(Duration.ZERO);
        Instant hostNow = read.get().plus(skew);
        Duration apart = Duration.between(logged.toInstant(ZoneOffset.UTC), hostNow);
        return apart.abs().compareTo(WIDEST_ZONES) <= 0
                && Math.floorMod(apart.toSeconds(), QUARTER.toSeconds()) < SETTLED.toSeconds();
    }

    private static Finding idle(RuleInput picture, Hosts.Known leader, List<String> units) {
        List<String> states = units.stream()
                .map(unit -> unit + " (" + leader.facts().services().get(unit).word() + ")")
                .toList();
        return FindingCode.SERVICE_ROLE.warning(
                leader.name(),
                "leads, yet these do not run there: " + Phrases.list(states) + Hosts.age(picture, leader.view()),
                "`systemctl enable --now " + String.join(" ", units) + "` on " + leader.name()
                        + "; vip.sh starts only what is enabled");
    }

    private static Finding misplaced(RuleInput picture, Hosts.Known follower, List<String> units) {
        return FindingCode.SERVICE_ROLE.warning(
                follower.name(),
                "follows, yet runs what belongs on the leader: " + Phrases.list(units)
                        + Hosts.age(picture, follower.view()),
                "`systemctl stop " + String.join(" ", units) + "` on " + follower.name());
    }
}
