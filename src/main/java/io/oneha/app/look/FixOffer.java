package io.oneha.app.look;

import io.oneha.health.Finding;
import io.oneha.health.Severity;
import io.oneha.inventory.Inventory;
import io.oneha.observe.ServerView;
import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Plan;
import io.oneha.plan.PlanInput;
import io.oneha.plan.Planner;
import io.oneha.steps.StepWorkers;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The command that mends a finding, where there is a plan for it as things are. Planning asks nobody. A symptom ends with its cause, and
 * while a run has a mark on the zone its rest comes first.
 */
public final class FixOffer {
    /** A command is copied to a shell: what an entry of the pool calls itself is never more than a word there. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private FixOffer() {}

    /** {@code oneha fix NAME}; NAME is the finding's server, or its code where that names another finding as well. */
    public static Optional<String> of(Report report, Finding finding) {
        Optional<Inventory> inventory = report.snapshot().target().inventory().filter(wanted -> wanted.changesRefused()
                .isEmpty());
        boolean none = inventory.isEmpty()
                || finding.isSymptom()
                || finding.severity() == Severity.INFO
                || report.snapshot().servers().stream().anyMatch(FixOffer::isMarked);
        if (none) {
            return Optional.empty();
        }
        PlanInput seen = new PlanInput(inventory.get(), report.snapshot(), report.verdict(), StepWorkers::describe);
        return Stream.of(finding.subject(), finding.code().name())
                .filter(name ->
                        !name.equals(Finding.ZONE) && PLAIN.matcher(name).matches())
                .filter(name -> mends(seen, name, finding))
                .findFirst()
                .map(name -> "oneha fix " + name);
    }

    private static boolean mends(PlanInput seen, String name, Finding finding) {
        return Planner.decide(ChangeRequest.fix(Optional.of(name)), seen) instanceof Plan plan
                && plan.mends().filter(finding.key()::equals).isPresent();
    }

    private static boolean isMarked(ServerView view) {
        return view.host().known().flatMap(facts -> facts.run()).isPresent();
    }
}
