package io.oneha.serve.metrics;

import io.oneha.serve.Page;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The page of metrics: OpenMetrics for whom accepts it, Prometheus' text format 0.0.4 for all others. */
public final class Exposition {
    private Exposition() {}

    /**
     * The page.
     *
     * @param accept the request's header; empty where there is none
     */
    public static Page page(MetricSnapshots metrics, String accept) {
        ExpositionFormatWriter open = OpenMetricsTextFormatWriter.builder()
                .setCreatedTimestampsEnabled(false)
                .setExemplarsOnAllMetricTypesEnabled(false)
                .build();
        ExpositionFormatWriter writer = open.accepts(accept)
                ? open
                : PrometheusTextFormatWriter.builder()
                        .setIncludeCreatedTimestamps(false)
                        .build();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writer.write(bytes, metrics);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Page(Page.OK, writer.getContentType(), Map.of("Vary", "Accept"), bytes.toByteArray());
    }
}
