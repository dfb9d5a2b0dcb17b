package io.oneha.health;

import io.oneha.observe.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A history and what its newest snapshot means, kept together because whether the verdict has changed is an event of its own:
 * each look is judged once, and once more where something happened that rules count.
 *
 * @param history what went before
 * @param verdict what {@link Health#judge(History)} says of it
 */
public record JudgedHistory(History history, Verdict verdict) {
    /** Judges a history. */
    public static JudgedHistory of(History history) {
        return new JudgedHistory(history, Health.judge(history));
    }

    /** With the next snapshot, and the events that happened in between; the first snapshot makes none. */
    public JudgedHistory add(Snapshot next) {
        List<ZoneEvent> happened = new ArrayList<>(Timeline.since(history, next));
        JudgedHistory grown = of(history.with(next));
        if (!history.recent().isEmpty()) {
            turned(grown).ifPresent(happened::add);
        }
        return happened.isEmpty() ? grown : of(grown.history.happened(happened));
    }

    /** The change of the verdict's word, with its reason. */
    private Optional<ZoneEvent> turned(JudgedHistory after) {
        Verdict now = after.verdict;
        if (verdict.overall() == now.overall()) {
            return Optional.empty();
        }
        String reason = now.headline()
                .map(finding -> ": " + (finding.subject().equals(Finding.ZONE) ? "" : finding.subject() + " ")
                        + finding.reason())
                .orElse("");
        return Optional.of(new ZoneEvent(
                after.history.newest().observedAt(),
                ZoneEvent.Kind.VERDICT,
                Finding.ZONE,
                now.overall().name() + reason));
    }
}
