package io.oneha.steps;

import io.oneha.steps.site.Worker.Progress;
import java.time.Duration;
import java.util.List;

/** Keeps the lines that a step tells, and lets it go on to its end. */
public record ToldLines(List<String> lines) implements Progress {
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
        return false;
    }
}
