package io.oneha.plan;

import io.oneha.base.Text;
import io.oneha.health.FindingCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
     * @param code why; FINDING where a finding says it
     * @param finding that finding's code
     * @param reason what stands in the way, in one line
     * @param remedy what would repair it, in one line
     */
    record Refusal(RefusalCode code, Optional<FindingCode> finding, String reason, String remedy) implements Decision {
        public Refusal(RefusalCode code, String reason, String remedy) {
            this(code, Optional.empty(), reason, remedy);
        }

        /** A finding stands in the way. */
        public Refusal(FindingCode finding, String reason, String remedy) {
            this(RefusalCode.FINDING, Optional.of(finding), reason, remedy);
        }

        /** A part that came empty leaves no separator behind, and there is always something to do. */
        public Refusal {
            reason = Text.closed(reason);
            remedy = Text.closed(remedy);
            if (remedy.isEmpty()) {
                remedy = "see what `oneha check` says, mend that, then plan again";
            }
        }

        /** The word that programs and people read: {@code NO_LEADER}, {@code HOST_UNSEEN}. */
        public String word() {
            return finding.map(Enum::name).orElseGet(code::name);
        }

        /** Whether it is one of these. */
        public boolean isAmong(Set<RefusalCode> codes, Set<FindingCode> findings) {
            return codes.contains(code) || finding.filter(findings::contains).isPresent();
        }
    }
}
