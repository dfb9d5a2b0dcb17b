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
 * @param output how it is told
 */
public record ApplyRequest(
        Intent intent, boolean adopt, boolean yes, Optional<Path> saved, Optional<String> resume, RunOutput output) {}
