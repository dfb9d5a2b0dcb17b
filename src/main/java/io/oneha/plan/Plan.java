package io.oneha.plan;

import io.oneha.health.Finding;
import java.util.List;
import java.util.Optional;

/**
 * Ordered steps.
 *
 * @param intent what they are for
 * @param zone the zone's name
 * @param leader the server that leads, on which membership is changed; of a zone that does not run yet, the first one; empty where a
 *     finding is mended and nobody leads
 * @param steps in the order in which they are done
 * @param notices what the operator should know before saying yes, a line each
 * @param consents what must be agreed to by name
 * @param fingerprint of what was seen, so that a plan which is no longer true is not carried out
 * @param mends the finding that it mends; empty where it is not for one
 */
public record Plan(
        Intent intent,
        String zone,
        String leader,
        List<Step> steps,
        List<String> notices,
        List<Consent> consents,
        String fingerprint,
        Optional<Finding.Key> mends)
        implements Decision {
    /** A plan that is for no finding. */
    public Plan(
            Intent intent,
            String zone,
            String leader,
            List<Step> steps,
            List<String> notices,
            List<Consent> consents,
            String fingerprint) {
        this(intent, zone, leader, steps, notices, consents, fingerprint, Optional.empty());
    }

    /**
     * Something that is not done without an explicit yes.
     *
     * @param question what is agreed to
     * @param word what is to be typed: the server's name, or {@code even}
     */
    public record Consent(String question, String word) {}

    /** The zone, who leads it, and how much is to be done, in a line such as {@code OpenNebula, n1a1 leads; 13 steps on 1 host}. */
    public String summary() {
        boolean first = steps.stream().anyMatch(step -> step.spec() instanceof StepSpec.StartLeader);
        long hosts = steps.stream().map(Step::host).distinct().count();
        String led = leader.isEmpty() ? "nobody is seen to lead; " : leader + (first ? " will lead; " : " leads; ");
        return zone + ", " + led + count(steps.size(), " step") + " on " + count(hosts, " host");
    }

    private static String count(long number, String what) {
        return number + what + (number == 1 ? "" : "s");
    }
}
