package io.oneha.plan;

import java.util.List;

/**
 * One step. When its check holds already it is skipped, so that a plan can be carried out again after it was interrupted.
 *
 * @param id the host and what, such as {@code n1a2.database}; unique in the plan, and the same in the next plan for the same
 *     work
 * @param host the host it is done on
 * @param title what it does, in plain words
 * @param kind how far it reaches
 * @param expects what must be so before, in one line
 * @param runs what it does, a line each, secrets masked
 * @param proves how it shows that it worked, in one line
 * @param undo what takes it back, in one line; empty when nothing needs to be
 * @param holds whether what was seen says that it is done already
 * @param work the step as data
 */
public record Step(
        String id,
        String host,
        String title,
        Kind kind,
        String expects,
        List<String> runs,
        String proves,
        String undo,
        boolean holds,
        Work work) {
    /** How far a step reaches. */
    public enum Kind {
        /** Looks only. */
        READ,
        /** Changes a host that serves nobody yet, or files that are read at the next start. */
        CHANGE,
        /** Interrupts a service, or makes writes wait. */
        DISRUPTIVE,
        /** Replaces data. */
        DESTRUCTIVE
    }
}
