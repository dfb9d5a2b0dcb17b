package io.oneha.tui.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.health.Finding;
import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Fixes;
import io.oneha.term.Size;
import io.oneha.tui.Scenes;
import org.junit.jupiter.api.Test;

/** The key x on a finding. */
class FixActionsTest {
    private static final Size SIZE = new Size(80, 24);

    @Test
    void itPlansForTheSelectedFindingOrTellsWhatTheOperatorDoesInstead() {
        int planned = 0;
        int told = 0;
        for (String scene : new String[] {"follower-lagging-no-writes", "solo", "healthy"}) {
            Model model = Scenes.of(scene, SIZE);
            Transition step = Actions.of(model, Key.of('x')).orElseThrow().run(model);
            if (PaneRows.findings(model).isEmpty()) {
                assertThat(step.model().notice())
                        .hasValueSatisfying(notice -> assertThat(notice.text()).contains("nothing is found"));
                continue;
            }
            Finding finding = PaneRows.findings(model).get(0);
            if (Fixes.byHand(finding.code()).isEmpty()) {
                planned++;
                assertThat(step.effects()).containsExactly(new Effect.Plan(ChangeRequest.fix(finding.key())));
            } else {
                told++;
                assertThat(step.effects()).isEmpty();
                assertThat(step.model().notice()).hasValueSatisfying(notice -> assertThat(notice.text())
                        .contains(Fixes.byHand(finding.code()).orElseThrow()));
            }
        }
        assertThat(planned).isPositive();
        assertThat(told).isPositive();
    }
}
