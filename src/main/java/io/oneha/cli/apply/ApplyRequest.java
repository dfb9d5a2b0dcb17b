package io.oneha.cli.apply;

import io.oneha.app.change.DrillReport;
import io.oneha.plan.ChangeRequest;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is to be carried out.
 *
 * @param wanted what may be planned; a run that goes on, and the saved plan of a zone's care, have that themselves
 * @param yes whether nothing is asked
 * @param saved a plan that was saved: only if it is still true
 * @param resume the run that goes on
 * @param json whether it is told to programs, one event a line
 * @param reported gets the report of a drill; empty: it is printed where the run is told to people
 */
public record ApplyRequest(
        ChangeRequest wanted,
        boolean yes,
        Optional<Path> saved,
        Optional<String> resume,
        boolean json,
        Optional<Consumer<DrillReport>> reported) {}
