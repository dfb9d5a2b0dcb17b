package io.oneha.tui.screen;

import io.oneha.health.History;
import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.tui.model.Rows;
import io.oneha.zone.RaftStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the recent snapshots tell of one server.
 *
 * @param last its last answer
 * @param lastAt when that was
 * @param failingSince the first look without an answer after that, or of all; empty while it answers
 * @param latencies time to each answer in microseconds, oldest first, a gap where there was none
 */
record ServerFacts(
        Optional<RaftStatus> last, Optional<Instant> lastAt, Optional<Instant> failingSince, List<Long> latencies) {

    static ServerFacts of(History history, ServerView server) {
        String key = Rows.key(server);
        Optional<RaftStatus> last = Optional.empty();
        Optional<Instant> lastAt = Optional.empty();
        Optional<Instant> failingSince = Optional.empty();
        List<Long> latencies = new ArrayList<>();
        for (Snapshot snapshot : history.recent()) {
            Optional<ServerView> then = find(snapshot, key);
            Optional<RaftStatus> answer = then.flatMap(view -> view.raft().value());
            if (answer.isPresent()) {
                last = answer;
                lastAt = Optional.of(snapshot.observedAt());
                failingSince = Optional.empty();
            } else if (failingSince.isEmpty()) {
                failingSince = Optional.of(snapshot.observedAt());
            }
            latencies.add(answer.isPresent() ? micros(then.get().raft().elapsed()) : -1L);
        }
        return new ServerFacts(last, lastAt, failingSince, latencies);
    }

    private static Optional<ServerView> find(Snapshot snapshot, String key) {
        for (ServerView server : snapshot.servers()) {
            if (Rows.key(server).equals(key)) {
                return Optional.of(server);
            }
        }
        return Optional.empty();
    }

    private static long micros(Duration elapsed) {
        return elapsed.toNanos() / 1000;
    }
}
