package io.oneha.cli;

import io.oneha.cli.output.CsvFormat;
import io.oneha.cli.output.Document;
import io.oneha.cli.output.NagiosFormat;
import io.oneha.cli.output.PrometheusFormat;
import io.oneha.cli.output.ReportFormat;
import io.oneha.cli.output.StatusTable;
import io.oneha.cli.output.TextColours;
import java.util.Locale;

/** The formats of {@code status}. */
public enum StatusOutput implements Output {
    TABLE,
    JSON,
    YAML,
    CSV,
    PROMETHEUS,
    NAGIOS;

    @Override
    public ReportFormat format(TextColours paint) {
        return switch (this) {
            case TABLE -> new StatusTable(paint);
            case JSON -> Document::json;
            case YAML -> Document::yaml;
            case CSV -> new CsvFormat();
            case PROMETHEUS -> new PrometheusFormat();
            case NAGIOS -> new NagiosFormat();
        };
    }

    @Override
    public boolean isForPeople() {
        return this == TABLE;
    }

    @Override
    public boolean isForNagios() {
        return this == NAGIOS;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
