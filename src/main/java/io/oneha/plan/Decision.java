package io.oneha.plan;

import io.oneha.base.Text;
import java.util.List;

/** What became of a wish. */
public sealed interface Decision permits Decision.NothingToDo, Decision.Refusal, Plan {
    /**
     * The zone is as the inventory wants it.
     *
     * @param why what was compared, in one line
     * @param manual what the operator may want to do by hand, a line each: never done by us
     */
    record NothingToDo(String why, List<String> manual) implements Decision {}

    /**
     * It must not be done as things are.
     *
     * @param code the finding's code, or a guard's own word, such as {@code NOT_HA}
     * @param reason what stands in the way, in one line
     * @param remedy what would repair it, in one line
     */
    record Refusal(String code, String reason, String remedy) implements Decision {
        /** A part that came empty leaves no separator behind, and there is always something to do. */
        public Refusal {
            reason = Text.closed(reason);
            remedy = Text.closed(remedy);
            if (remedy.isEmpty()) {
                remedy = "see what `oneha check` says, mend that, then plan again";
            }
        }
    }
}
