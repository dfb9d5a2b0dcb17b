package io.oneha.app.look;

import io.oneha.health.ZoneEvent;
import java.util.List;

/** Events of earlier days, and where new ones are kept. Nothing of it ever throws: it is a convenience. */
public interface EventLog {
    /** Remembers nothing. */
    EventLog FORGETFUL = new EventLog() {
        @Override
        public List<ZoneEvent> past() {
            return List.of();
        }

        @Override
        public void keep(List<ZoneEvent> events) {}
    };

    /** The kept events, oldest first. */
    List<ZoneEvent> past();

    /** Keeps these as well. */
    void keep(List<ZoneEvent> events);
}
