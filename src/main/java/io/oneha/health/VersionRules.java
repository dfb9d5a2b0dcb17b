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
        return Optional.of(host)
                .filter(one -> differ(reference.facts(), one.facts()))
                .map(one -> FindingCode.VERSION_MISMATCH.warning(
                        one.name(),
                        "has opennebula " + version(one) + ", " + reference.name() + " has " + version(reference),
                        "finish the upgrade: the same packages on every front-end before any of them is restarted"));
    }

    private static String version(Hosts.Known host) {
        return Phrases.name(host.facts().packageVersion().orElseThrow());
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
