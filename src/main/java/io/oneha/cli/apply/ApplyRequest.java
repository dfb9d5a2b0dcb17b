package io.oneha.cli.apply;

import io.oneha.plan.Intent;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is to be carried out.
 *
 * @param intent what may be planned
 * @param adopt whether a front-end that runs without HA may be taken into it
 * @param yes whether nothing is asked
 * @param saved a plan that was saved: only if it is still true
 * @param resume the run that goes on
 * @param json whether it is told to programs, one event a line
 */
public record ApplyRequest(
        Intent intent, boolean adopt, boolean yes, Optional<Path> saved, Optional<String> resume, boolean json) {}
