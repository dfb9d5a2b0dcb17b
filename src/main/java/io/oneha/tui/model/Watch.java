package io.oneha.tui.model;

import io.oneha.health.History;
import io.oneha.health.Verdict;
import io.oneha.observe.Snapshot;
import java.util.Optional;

/** What is known of the zone, and what it means. */
public record Watch(History history, Verdict verdict) {
    /** The newest snapshot; empty before the first. */
    public Optional<Snapshot> latest() {
        return history.recent().isEmpty()
                ? Optional.empty()
                : Optional.of(history.recent().get(history.recent().size() - 1));
    }
}
