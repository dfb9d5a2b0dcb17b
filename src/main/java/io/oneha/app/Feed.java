package io.oneha.app;

import io.oneha.health.ZoneEvent;
import io.oneha.observe.Snapshot;
import java.util.List;
import java.util.function.Consumer;

/** Where the dashboard gets its snapshots from, and where it leaves its events. Implemented by the command that opens it. */
public interface Feed extends AutoCloseable {
    /** Starts looking; each snapshot is given to {@code listener} on a thread of the feed's own. */
    void start(Consumer<Snapshot> listener);

    /** Looks again at once. */
    void refresh();

    /** Events of earlier days, oldest first. */
    List<ZoneEvent> pastEvents();

    /** Keeps new events for later days; never throws. */
    void keep(List<ZoneEvent> events);

    /** Stops looking. */
    @Override
    void close();
}
