package io.oneha.serve.metrics;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.LinkedHashMap;
import java.util.Map;

/** A gauge's series. One series has one value: of two with equal labels, which a scraper would refuse, the first counts. */
final class Gauge {
    private final Map<Labels, Double> values = new LinkedHashMap<>();

    /** @param labels names of labels, each before its value */
    void set(Number value, String... labels) {
        values.putIfAbsent(Labels.of(labels), value.doubleValue());
    }

    void set(boolean value, String... labels) {
        set(value ? 1 : 0, labels);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    GaugeSnapshot snapshot(String name, String help) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
        values.forEach((labels, value) -> gauge.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .labels(labels)
                .value(value)
                .build()));
        return gauge.build();
    }
}
