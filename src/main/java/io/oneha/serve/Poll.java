package io.oneha.serve;

import io.oneha.app.look.Report;
import java.time.Duration;

/**
 * One poll of the zone.
 *
 * @param report what was seen, and what it means
 * @param took from its start to its end
 * @param endedNanos when it ended, by the same clock as that of whoever asks for its age
 * @param leaderChanges how often a server has become the leader since the first poll
 * @param elections how often servers have stood for election since the first poll, by how far the zone's term rose
 */
public record Poll(Report report, Duration took, long endedNanos, long leaderChanges, long elections) {}
