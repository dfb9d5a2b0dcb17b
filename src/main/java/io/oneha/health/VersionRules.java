package io.oneha.health;

import io.oneha.observe.host.HostFacts;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Front-ends with another OpenNebula than the leader's, as their package managers have it. */
final class VersionRules {
    /** The version itself, without an epoch, a release and a distribution's suffix. */
    private static final Pattern UPSTREAM = Pattern.compile("(?:\\d+:)?(\\d+(?:\\.\\d+)*).*");

    private VersionRules() {}

    static Optional<Finding> judge(Hosts.Known reference, Hosts.Known host) {
        Optional<String> theirs = reference.facts().packageVersion();
        Optional<String> ours = host.facts().packageVersion();
        if (!differ(reference.facts(), host.facts())) {
            return Optional.empty();
        }
        return Optional.of(FindingCode.VERSION_MISMATCH.warning(
                host.name(),
                "has opennebula " + Phrases.name(ours.get()) + ", " + reference.name() + " has "
                        + Phrases.name(theirs.get()),
                "finish the upgrade: the same packages on every front-end before any of them is restarted"));
    }

    /** Whether two hosts are known to have packages of different versions. */
    static boolean differ(HostFacts one, HostFacts other) {
        return one.packageVersion().isPresent() && other.packageVersion().isPresent() && !isEqual(one, other);
    }

    /** Packages of different distributions are written differently, and only their version can be compared. */
    private static boolean isEqual(HostFacts one, HostFacts other) {
        String first = one.packageVersion().orElseThrow();
        String second = other.packageVersion().orElseThrow();
        boolean sameSystem = one.os().id().equals(other.os().id())
                && one.os().version().equals(other.os().version());
        return first.equals(second) || !sameSystem && upstream(first).equals(upstream(second));
    }

    private static String upstream(String version) {
        Matcher matcher = UPSTREAM.matcher(version);
        return matcher.matches() ? matcher.group(1) : version;
    }
}
