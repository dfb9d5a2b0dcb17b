package io.oneha.plan;

import java.util.List;

/**
 * Ordered steps.
 *
 * @param intent what they are for
 * @param zone the zone's name
 * @param leader the server that leads, on which membership is changed; of a zone that does not run yet, the first one
 * @param steps in the order in which they are done
 * @param notices what the operator should know before saying yes, a line each
 * @param consents what must be agreed to by name
 * @param fingerprint of what was seen, so that a plan which is no longer true is not carried out
 */
public record Plan(
        Intent intent,
        String zone,
        String leader,
        List<Step> steps,
        List<String> notices,
        List<Consent> consents,
        String fingerprint)
        implements Decision {

    /**
     * Something that is not done without an explicit yes.
     *
     * @param question what is agreed to
     * @param word what is to be typed: the server's name, or {@code even}
     */
    public record Consent(String question, String word) {}
}
