package io.oneha.app;

import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Decision;
import io.oneha.plan.Plan;
import io.oneha.plan.RefusalCode;
import io.oneha.run.RunEvent;
import java.util.Optional;
import java.util.function.Consumer;

/** Plans changes and carries them out, on a thread of its own: no call blocks. See {@code BackgroundChanges}. */
public interface Changes {
    /** Why nothing can be changed here, in one line; empty when it can. */
    Optional<String> refusal();

    /** Looks at the zone anew and decides; what stands in the way is a {@link Decision.Refusal}. */
    void plan(ChangeRequest wanted, Consumer<Decision> decided);

    /**
     * Carries out a plan that was agreed to, if it is still true.
     *
     * @param events gets what happens
     * @param broke gets why the run could not begin, or why it broke off, in one line
     */
    void start(ChangeRequest wanted, Plan plan, Consumer<RunEvent> events, Consumer<String> broke);

    /** Makes the run end at the next safe place. */
    void stop();

    /** Nothing can be changed. */
    static Changes none(String why) {
        return new Changes() {
            @Override
            public Optional<String> refusal() {
                return Optional.of(why);
            }

            @Override
            public void plan(ChangeRequest wanted, Consumer<Decision> decided) {
                decided.accept(new Decision.Refusal(RefusalCode.UNCHANGEABLE, why, ""));
            }

            @Override
            public void start(ChangeRequest wanted, Plan plan, Consumer<RunEvent> events, Consumer<String> broke) {
                broke.accept(why);
            }

            @Override
            public void stop() {}
        };
    }
}
