package io.oneha.health;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Something that happened between two snapshots.
 *
 * @param at when it was seen
 * @param kind what it was
 * @param subject the server's name, or {@code zone}
 * @param text one line for the timeline
 */
public record ZoneEvent(Instant at, Kind kind, String subject, String text) {
    /** How far apart two observers may see the same. */
    public static final Duration SAME = Duration.ofSeconds(10);

    private static final Pattern MEASURED = Pattern.compile("[0-9]+(\\.[0-9]+)? (ms|s|m|min|h|d)\\b");

    /**
     * Whether another observer of the zone may have seen the same as this: what they measured, and the reason that either
     * heard of, may differ.
     */
    public boolean isSameAs(ZoneEvent other) {
        return kind == other.kind
                && Duration.between(at, other.at).abs().compareTo(SAME) <= 0
                && gist().equals(other.gist());
    }

    private String gist() {
        return switch (kind) {
            case ELECTION -> "";
            case SERVER_LOST -> subject;
            case VERDICT -> text.split(":", 2)[0];
            default -> subject + " " + MEASURED.matcher(text).replaceAll("");
        };
    }

    /** The kinds; their names are stored, so they stay. */
    public enum Kind {
        LEADER_ELECTED,
        LEADER_LOST,
        ELECTION,
        SERVER_LOST,
        SERVER_BACK,
        SERVER_ADDED,
        SERVER_REMOVED,
        VIP_MOVED,
        VIP_LOST,
        ZONE_DISABLED,
        ZONE_ENABLED,
        VERDICT,
        RUN_STARTED,
        RUN_HOST_DONE,
        RUN_DONE,
        RUN_STOPPED,
        RUN_FAILED
    }
}
