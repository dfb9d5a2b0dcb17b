package io.oneha.health;

import io.oneha.base.Endpoint;
import io.oneha.observe.ServerView;
import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntBiFunction;

/** What SSH tells of the pool's hosts, as far as it is new enough to be judged. */
final class Hosts {
    /** Facts older than this are shown with their age, and judged no more. */
    static final Duration FRESH = HostView.FRESH;

    /** An age that a finding mentions: facts are read every ten seconds, so a round was missed. */
    private static final Duration NOTEWORTHY = Duration.ofSeconds(20);

    /** A host with its facts. */
    record Known(ServerView view, HostFacts facts) {
        String name() {
            return view.name();
        }
    }

    private Hosts() {}

    /** Facts that are not too old. */
    static Optional<HostFacts> facts(RuleInput picture, ServerView view) {
        return view.host()
                .facts()
                .filter(seen -> !seen.at().isBefore(picture.at().minus(FRESH)))
                .map(HostView.Seen::value);
    }

    /** Facts that still hold as far as can be seen: not too old, and the last try worked. */
    static Optional<HostFacts> current(RuleInput picture, ServerView view) {
        return view.host().current(picture.at());
    }

    /** The zone's hosts whose facts are known, where oned ever ran; one machine with two entries is one host. */
    static List<Known> known(RuleInput picture) {
        List<Known> known = new ArrayList<>();
        Set<String> machines = new HashSet<>();
        for (ServerView view : picture.isSolo() ? picture.now.servers() : picture.pool) {
            facts(picture, view)
                    .filter(facts -> !GhostRules.neverStarted(picture, view))
                    .filter(facts -> machines.add(Endpoint.key(view.asked())))
                    .ifPresent(facts -> known.add(new Known(view, facts)));
        }
        return known;
    }

    /** Nothing while facts are new, or else {@code , seen 45 s ago}. */
    static String age(RuleInput picture, ServerView view) {
        return readFor(picture, view)
                .filter(age -> age.compareTo(NOTEWORTHY) > 0)
                .map(age -> ", seen " + Phrases.duration(age) + " ago")
                .orElse("");
    }

    /** How old the facts are. */
    static Optional<Duration> readFor(RuleInput picture, ServerView view) {
        return view.host().readAt().map(at -> Duration.between(at, picture.at()));
    }

    /** Whom the others are compared with: the real leader, or else the one that differs least from all. */
    static Optional<Known> reference(
            RuleInput picture, List<Known> known, ToIntBiFunction<HostFacts, HostFacts> differences) {
        return LeaderRules.real(picture)
                .flatMap(view -> known.stream()
                        .filter(host -> ServerTrack.isSame(host.view(), view))
                        .findFirst())
                .or(() -> known.stream().min(Comparator.comparingInt(one -> known.stream()
                        .mapToInt(other -> differences.applyAsInt(one.facts(), other.facts()))
                        .sum())));
    }
}
