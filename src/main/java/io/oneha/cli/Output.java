package io.oneha.cli;

import io.oneha.cli.output.ReportFormat;
import io.oneha.cli.output.TextColours;

/** A format that a command can print in. */
interface Output {
    /** A new format of this kind. */
    ReportFormat format(TextColours paint);

    /** Whether people read it, so that a failure is better said in one line on standard error. */
    boolean isForPeople();

    /** Whether the exit code must be one of a monitoring plugin's. */
    boolean isForNagios();
}
