package io.oneha.lab.oned;

import io.oneha.demo.raft.RaftEvent;
import io.oneha.zone.ServerState;
import java.util.function.Consumer;

/** Writes down what raft does, in oned's words, and runs the hooks where oned does. */
final class RaftDiary implements Consumer<RaftEvent> {
    private final OnedLog log;
    private final Hooks hooks;
    private final Settings settings;

    RaftDiary(OnedLog log, Hooks hooks, Settings settings) {
        this.log = log;
        this.hooks = hooks;
        this.settings = settings;
    }

    @Override
    public void accept(RaftEvent event) {
        if (event instanceof RaftEvent.Started started) {
            started(started.state());
        } else if (event instanceof RaftEvent.LeaderLost) {
            log.error("RRM", "Failed to get heartbeat from leader. Starting election proccess");
        } else if (event instanceof RaftEvent.Elected elected) {
            log.info(
                    "RCM",
                    "Becoming leader of the zone. Last log record: " + elected.lastIndex() + " last applied record: "
                            + elected.applied());
            settings.leaderHook().ifPresent(hooks::run);
        } else if (event instanceof RaftEvent.Leads) {
            log.info("RCM", "oned is now the leader of the zone");
        } else if (event instanceof RaftEvent.Follows follows) {
            if (follows.led()) {
                settings.followerHook().ifPresent(hooks::run);
            }
            log.info("RCM", "oned is set to follower mode");
        } else if (event instanceof RaftEvent.FollowerAdded added) {
            log.info("RCM", "Starting replication and heartbeat threads for follower: " + added.id());
        } else if (event instanceof RaftEvent.FollowerRemoved removed) {
            log.info("RCM", "Stopping replication and heartbeat threads for follower: " + removed.id());
        } else if (event instanceof RaftEvent.FollowerAhead ahead) {
            log.info(
                    "RCM",
                    "Follower " + ahead.id() + " term (" + ahead.itsTerm() + ") is higher than current (" + ahead.term()
                            + ")");
        } else if (event instanceof RaftEvent.RecordMissing missing) {
            log.error("RCM", "Failed to load log record at index: " + missing.index());
        }
    }

    private void started(ServerState state) {
        if (state == ServerState.SOLO) {
            log.info("ONE", "oned started in solo mode.");
        } else {
            log.info("RCM", "oned started in follower mode");
            settings.followerHook().ifPresent(hooks::run);
        }
    }
}
