package io.oneha.steps;

import io.oneha.steps.site.Worker.Progress;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Keeps the lines that a step tells.
 *
 * @param stopping whether the step is to stop by now
 */
public record ToldLines(List<String> lines, BooleanSupplier stopping) implements Progress {
    /** Lets the step go on to its end. */
    public ToldLines(List<String> lines) {
        this(lines, () -> false);
    }

    @Override
    public void line(String line) {
        lines.add(line);
    }

    @Override
    public void bytes(long done, long total) {
        // Nobody reads it.
    }

    @Override
    public void measured(String what, Duration took) {
        // Nobody reads it.
    }

    @Override
    public boolean isStopping() {
        return stopping.getAsBoolean();
    }
}
