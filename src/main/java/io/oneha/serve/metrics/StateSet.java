package io.oneha.serve.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot.StateSetDataPointSnapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** States of which each subject has one: a series for each, which is 1 for the present one and 0 for the others. */
final class StateSet {
    private final List<String> states;
    private final Map<Labels, String> present = new LinkedHashMap<>();

    /** @param states all that there are */
    StateSet(List<String> states) {
        this.states = states;
    }

    /** @param labels names of labels, each before its value */
    void set(String state, String... labels) {
        present.putIfAbsent(Labels.of(labels), state);
    }

    boolean isEmpty() {
        return present.isEmpty();
    }

    StateSetSnapshot snapshot(String name, String help) {
        StateSetSnapshot.Builder set = StateSetSnapshot.builder().name(name).help(help);
        present.forEach((labels, state) -> {
            StateSetDataPointSnapshot.Builder point =
                    StateSetDataPointSnapshot.builder().labels(labels);
            states.forEach(each -> point.state(each, each.equals(state)));
            set.dataPoint(point.build());
        });
        return set.build();
    }
}
