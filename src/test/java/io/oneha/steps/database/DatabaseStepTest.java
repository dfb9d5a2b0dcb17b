package io.oneha.steps.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.plan.StepSpec;
import io.oneha.steps.ScriptedSite;
import io.oneha.steps.TestContext;
import io.oneha.steps.ToldLines;
import java.util.ArrayList;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a run that goes on takes the copy that it has made for one. */
class DatabaseStepTest {
    private final ScriptedSite zone = new ScriptedSite();

    @ParameterizedTest(name = "proved {0}, {1}, its log to {2}: {3}")
    @CsvSource({
        "true, whole, 9, true",
        "true, given, 9, true",
        "true, ran, 9, false",
        "true, whole, 3, false",
        "false, whole, 9, false",
    })
    void aCopyOnWhichOnedHasRunIsMadeAgain(boolean proved, String state, int last, boolean holds) {
        zone.answers(zone.leader, script -> "6\t5\t10\n");
        zone.answers(zone.follower, script -> script.equals("database state") ? state + "\n" : "4\t0\t" + last + "\n");

        StepSpec.Database spec = new StepSpec.Database("n1a2", "n1a1", true);
        DatabaseStep step =
                new DatabaseStep(TestContext.of(zone.site(), "/kept", proved ? Set.of(spec.id()) : Set.of()), spec);
        assertThat(step.holds(new ToldLines(new ArrayList<>()))).isEqualTo(holds);
    }
}
