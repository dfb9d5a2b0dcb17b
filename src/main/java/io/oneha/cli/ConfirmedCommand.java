package io.oneha.cli;

import picocli.CommandLine.Option;

/** A command that shows a plan, and carries it out once that is confirmed. */
abstract class ConfirmedCommand extends Subcommand {
    @Option(names = "--yes", description = "Agree to everything that would be asked, the even size of a zone included.")
    boolean yes;

    @Option(names = "--plan", description = "Show the plan and change nothing.")
    boolean planOnly;
}
