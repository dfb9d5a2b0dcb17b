package io.oneha.serve.metrics;

import io.oneha.app.look.ServerRow;
import io.oneha.zone.FailureKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a server is found to be: its raft state, or why that is not known. */
enum ServerCondition {
    LEADER,
    FOLLOWER,
    CANDIDATE,
    SOLO,
    /** No connection: refused, no route, no name, no tunnel. */
    UNREACHABLE,
    /** It takes connections and answers nothing. */
    SILENT,
    /** It refuses the login, as one does whose database is down. */
    AUTH,
    /** It answers with another error, or with nonsense. */
    ERROR,
    /** It is in the inventory and has yet to join the zone. */
    WAITING;

    /** The words of all of them. */
    static final List<String> WORDS =
            Arrays.stream(values()).map(ServerCondition::word).toList();

    static ServerCondition of(ServerRow row) {
        if (row.waits()) {
            return WAITING;
        }
        return row.raft()
                .map(raft -> switch (raft.state()) {
                    case LEADER -> LEADER;
                    case FOLLOWER -> FOLLOWER;
                    case CANDIDATE -> CANDIDATE;
                    case SOLO -> SOLO;
                })
                .orElseGet(() -> of(row.failure()));
    }

    private static ServerCondition of(Optional<FailureKind> failure) {
        return switch (failure.orElse(FailureKind.MALFORMED)) {
            case REFUSED, UNREACHABLE, NO_TUNNEL, UNRESOLVED -> UNREACHABLE;
            case SILENT -> SILENT;
            case AUTHENTICATION, AUTHORIZATION -> AUTH;
            case NO_LEADER, ONED_ERROR, MALFORMED -> ERROR;
        };
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
