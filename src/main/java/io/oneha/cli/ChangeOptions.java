package io.oneha.cli;

import picocli.CommandLine.Option;

/** The options of every command that changes a zone. */
public final class ChangeOptions {
    @Option(names = "--yes", description = "Agree to everything that would be asked, the even size of a zone included.")
    boolean yes;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "One of ${COMPLETION-CANDIDATES}; json has one event a line.")
    PlanOutput output;

    boolean isJson() {
        return output == PlanOutput.JSON;
    }
}
