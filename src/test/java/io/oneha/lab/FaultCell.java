package io.oneha.lab;

import java.util.List;
import java.util.Optional;

/**
 * One operation and what happens to it.
 *
 * @param step where it happens, with a part in place of its front-end; empty where there is no such place
 * @param trouble what is wrong from the beginning, where that is the fault
 */
record FaultCell(CareOperation operation, Fault fault, String step, Optional<Trouble> trouble) {
    /** What happens to a run. */
    enum Fault {
        NONE("good"),
        KILL("kill"),
        LEADER_LOST("leader lost"),
        AWAY("10 s away"),
        REFUSED("refused");

        private final String words;

        Fault(String words) {
            this.words = words;
        }
    }

    static FaultCell good(CareOperation operation) {
        return new FaultCell(operation, Fault.NONE, "", Optional.empty());
    }

    static FaultCell killed(CareOperation operation, String step) {
        return new FaultCell(operation, Fault.KILL, step, Optional.empty());
    }

    static FaultCell refused(CareOperation operation, Trouble trouble) {
        return new FaultCell(operation, Fault.REFUSED, "", Optional.of(trouble));
    }

    /** All but the kills, whose steps the good case tells. */
    static List<FaultCell> others(CareOperation operation, Fault fault) {
        return fault == Fault.REFUSED
                ? List.of(Trouble.values()).stream()
                        .map(trouble -> refused(operation, trouble))
                        .toList()
                : List.of(new FaultCell(operation, fault, operation.lostAt(), Optional.empty()));
    }

    /** Such as {@code switchover: kill at P.leads}. */
    String name() {
        return operation.name() + ": " + fault.words
                + (step.isEmpty() ? "" : " at " + step)
                + trouble.map(wrong -> ", " + wrong.words()).orElse("");
    }
}
