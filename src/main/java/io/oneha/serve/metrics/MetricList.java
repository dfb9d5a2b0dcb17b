package io.oneha.serve.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.function.Consumer;

/** Metrics that are collected for one answer. What has no series is left out, for what is not known is no number. */
final class MetricList {
    private static final String PREFIX = "oneha_";

    private final MetricSnapshots.Builder metrics = MetricSnapshots.builder();

    /**
     * A gauge.
     *
     * @param name without {@code oneha_}
     * @param help a sentence
     * @param series sets its values
     */
    void gauge(String name, String help, Consumer<Gauge> series) {
        Gauge gauge = new Gauge();
        series.accept(gauge);
        if (!gauge.isEmpty()) {
            metrics.metricSnapshot(gauge.snapshot(PREFIX + name, help));
        }
    }

    /**
     * A counter.
     *
     * @param name without {@code oneha_} and without {@code _total}
     */
    void counter(String name, String help, long value) {
        metrics.metricSnapshot(CounterSnapshot.builder()
                .name(PREFIX + name)
                .help(help)
                .dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                        .value(value)
                        .build())
                .build());
    }

    /** States of which one is present. */
    void states(String name, String help, List<String> all, Consumer<StateSet> present) {
        StateSet set = new StateSet(all);
        present.accept(set);
        if (!set.isEmpty()) {
            metrics.metricSnapshot(set.snapshot(PREFIX + name, help));
        }
    }

    MetricSnapshots done() {
        return metrics.build();
    }
}
