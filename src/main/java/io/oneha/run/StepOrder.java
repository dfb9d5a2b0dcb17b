package io.oneha.run;

import java.util.ArrayList;
import java.util.List;

/** The steps of a run that went on by further plans: each keeps its place, and new ones come where their plan has them. */
public final class StepOrder {
    private StepOrder() {}

    /**
     * The order in which a run shows its steps after it was planned again.
     *
     * @param known ids of the run's steps so far
     * @param planned ids of the plan that it goes on with
     */
    public static List<String> merged(List<String> known, List<String> planned) {
        List<String> all = new ArrayList<>(known);
        int next = 0;
        for (String id : planned) {
            int at = all.indexOf(id);
            if (at < 0) {
                all.add(next, id);
                next++;
            } else {
                next = at + 1;
            }
        }
        return List.copyOf(all);
    }
}
