package io.oneha.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether a plan that was made anew asks for nothing but what is left of the one that was agreed to. Pure. */
public final class Continuation {
    private Continuation() {}

    /**
     * What the new plan wants beyond the rest of the old one, in a few words; empty when there is nothing of the kind.
     *
     * @param old what was agreed to
     * @param left the first of its steps that was not done
     * @param next the plan made anew
     */
    public static Optional<String> against(Plan old, Step left, Plan next) {
        if (!isSameIntent(old.intent(), next.intent())) {
            return Optional.of("it is to " + next.intent().words() + ", not to "
                    + old.intent().words());
        }
        if (next.intent().handsOver() && left.plansRest()) {
            // That another leads was confirmed when the run began, and this plan has said that the rest would be
            // planned.
            return Optional.empty();
        }
        if (next.intent().handsOver()) {
            // Who leads by then says in which order what was stopped is back.
            return steps(old, next).or(() -> consents(old, next));
        }
        return next.intent() == Intent.RESTART
                ? hosts(old, left, next).or(() -> handover(old, next))
                : hosts(old, left, next).or(() -> steps(old, next)).or(() -> consents(old, next));
    }

    /**
     * Servers that were to be restarted are restarted; who leads by then says in which order, and which of them is made the one that
     * wins an election. That there is an election at all must have been confirmed.
     */
    private static Optional<String> handover(Plan old, Plan next) {
        return hasHandover(next) && !hasHandover(old)
                ? Optional.of("it makes another server the leader, which was not confirmed")
                : Optional.empty();
    }

    private static boolean hasHandover(Plan plan) {
        return plan.steps().stream().anyMatch(step -> step.spec() instanceof StepSpec.Leads);
    }

    /** A zone that was being deployed runs by now, and what is left is that the others join it. */
    private static boolean isSameIntent(Intent old, Intent next) {
        return next == old || next == Intent.SCALE_UP && (old == Intent.DEPLOY || old == Intent.CONVERGE);
    }

    private static Optional<String> hosts(Plan old, Step left, Plan next) {
        List<String> rest = hosts(old.steps()
                .subList(Math.max(0, old.steps().indexOf(left)), old.steps().size()));
        int last = -1;
        for (String host : hosts(next.steps())) {
            int at = rest.indexOf(host);
            if (at < 0) {
                return Optional.of("it works on " + host + ", where nothing was left to do");
            }
            if (at < last && next.intent() != Intent.RESTART) {
                return Optional.of(host + " would come later than it was to");
            }
            last = at;
        }
        return Optional.empty();
    }

    private static List<String> hosts(List<Step> steps) {
        return steps.stream().map(Step::host).distinct().toList();
    }

    private static Optional<String> steps(Plan old, Plan next) {
        Map<String, Step.Kind> known = new HashMap<>();
        old.steps().forEach(step -> known.put(step.id(), step.kind()));
        return next.steps().stream()
                .filter(step -> step.kind() != Step.Kind.READ)
                .filter(step ->
                        !known.containsKey(step.id()) || known.get(step.id()).compareTo(step.kind()) < 0)
                .findFirst()
                .map(step -> "it has a step that was not confirmed: " + step.host() + ", " + step.title());
    }

    private static Optional<String> consents(Plan old, Plan next) {
        boolean bringsBack = next.intent().handsOver() && next.steps().stream().anyMatch(Step::plansRest);
        if (next.steps().isEmpty() || bringsBack) {
            return Optional.empty();
        }
        Set<Plan.Consent> given = new HashSet<>(Consents.of(old));
        old.steps().stream()
                .filter(step -> step.spec() instanceof StepSpec.Start)
                .forEach(step -> given.add(Consents.finishing(step.host())));
        return Consents.of(next).stream()
                .filter(consent -> !given.contains(consent))
                .findFirst()
                .map(consent -> "it needs a confirmation of its own: " + consent.question());
    }
}
