package io.oneha.plan;

import io.oneha.inventory.Inventory;
import java.util.List;

/**
 * One step. When its check holds already it is skipped, so that a plan can be carried out again after it was interrupted.
 *
 * @param spec the step as data
 * @param text how it is described
 * @param holds whether what was seen says that it is done already
 */
public record Step(StepSpec spec, Text text, boolean holds) {
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

    /**
     * What people read of a step.
     *
     * @param title what it does, in plain words
     * @param kind how far it reaches
     * @param expects what must be so before, in one line
     * @param runs what it does, a line each, secrets masked
     * @param proves how it shows that it worked, in one line
     * @param undo what takes it back, in one line; empty when nothing needs to be
     */
    public record Text(String title, Kind kind, String expects, List<String> runs, String proves, String undo) {}

    /** Whoever carries out the kinds of steps describes them. */
    public interface Descriptions {
        /** The text of a step for this inventory. */
        Text of(StepSpec spec, Inventory inventory);
    }

    /** Unique in the plan, see {@link StepSpec#id}. */
    public String id() {
        return spec.id();
    }

    /** The host it is done on. */
    public String host() {
        return spec.host();
    }

    public String title() {
        return text.title();
    }

    public Kind kind() {
        return text.kind();
    }

    /** Whether it ends its plan, and what is left is planned then. */
    boolean plansRest() {
        return spec instanceof StepSpec.PlanAgain;
    }
}
