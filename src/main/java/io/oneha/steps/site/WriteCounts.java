package io.oneha.steps.site;

import java.time.Duration;

/**
 * What became of the harmless writes of a run, or of a part of it.
 *
 * @param tried how many were sent to a server that said it leads
 * @param passed how many of them were taken
 * @param longest the longest time between two that were taken, or from the last one to the count; zero where none was taken
 */
public record WriteCounts(int tried, int passed, Duration longest) {
    /** Nothing was written. */
    public static final WriteCounts NONE = new WriteCounts(0, 0, Duration.ZERO);
}
