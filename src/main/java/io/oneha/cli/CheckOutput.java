package io.oneha.cli;

import io.oneha.cli.output.CheckTable;
import io.oneha.cli.output.Document;
import io.oneha.cli.output.NagiosFormat;
import io.oneha.cli.output.ReportFormat;
import io.oneha.cli.output.TextColours;
import java.util.Locale;

/** The formats of {@code check}. */
public enum CheckOutput implements Output {
    TABLE,
    JSON,
    NAGIOS;

    @Override
    public ReportFormat format(TextColours paint) {
        return switch (this) {
            case TABLE -> new CheckTable(paint);
            case JSON -> Document::json;
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
