package io.oneha.plan;

import java.util.ArrayList;
import java.util.List;

/** Collects the steps of one host. */
final class StepList {
    private final String host;
    private final List<Step> steps = new ArrayList<>();

    StepList(String host) {
        this.host = host;
    }

    /** How a step is described; its host and id come from the list. */
    record Text(String title, Step.Kind kind, String expects, List<String> runs, String proves, String undo) {}

    StepList add(String id, Text text, boolean holds, Work work) {
        steps.add(new Step(
                host + "." + id,
                host,
                text.title(),
                text.kind(),
                text.expects(),
                text.runs(),
                text.proves(),
                text.undo(),
                holds,
                work));
        return this;
    }

    List<Step> all() {
        return List.copyOf(steps);
    }
}
