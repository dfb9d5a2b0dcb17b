package io.oneha.tui.model;

import io.oneha.health.Finding;
import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Fixes;
import java.util.Optional;

/** Mending a finding: the one whose details are open, or else the selected one. */
final class FixActions {
    private FixActions() {}

    /** Why it is not mended by a plan, beyond what forbids every change. */
    static Optional<String> none(Model model) {
        Optional<Finding> finding = subject(model);
        return finding.isEmpty()
                ? Optional.of("nothing is found that is to be mended")
                : Fixes.byHand(finding.get().code());
    }

    static Transition plan(Model model) {
        return subject(model)
                .map(finding -> Operations.plan(model, ChangeRequest.fix(finding.key())))
                .orElseGet(() -> Transition.to(model));
    }

    private static Optional<Finding> subject(Model model) {
        View view = model.place().under();
        if (view.kind() == View.Kind.FINDING) {
            return PaneRows.finding(model, view.subject());
        }
        int at = PaneRows.selected(model, Pane.FINDINGS);
        return at < 0 ? Optional.empty() : Optional.of(PaneRows.findings(model).get(at));
    }
}
