package io.oneha.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The recorded zone of three, of which server-1 was re-installed: it answers with the recorded pool of a zone of one and the
 * recorded status of a leader in a later term.
 */
public final class TwoZones implements AutoCloseable {
    private final ReplayZone zone;
    private final ReplayServer stray;

    private TwoZones(ReplayZone zone, ReplayServer stray) {
        this.zone = zone;
        this.stray = stray;
    }

    /**
     * Starts it.
     *
     * @param number of 0 to 250, different for zones that run at once
     * @param listed whether the pool of the others still has the re-installed server
     * @param status the recorded raftstatus that the re-installed server answers with
     */
    public static TwoZones start(int number, boolean listed, String status) {
        RecordedState three = RecordedState.of("healthy");
        List<RecordedState.Server> servers = three.servers().stream()
                .filter(server -> listed || !server.id().equals("1"))
                .toList();
        RecordedState state = new RecordedState(three.name(), servers, three.template(), false);
        ReplayZone zone = ReplayZone.start(state, number, ReplayZone.Fault.REFUSED, Map.of());
        ReplayServer stray =
                listed ? zone.server("server-1") : ReplayServer.start("127.0." + (number + 1) + ".9", 0, Map.of());
        String pool = new String(Recordings.response("solo-added.zone.info"), StandardCharsets.UTF_8)
                .replace("http://10.90.0.11:2633/RPC2", stray.endpoint());
        stray.answer("one.zone.info", pool.getBytes(StandardCharsets.UTF_8));
        stray.answer("one.zone.raftstatus", Recordings.response(status));
        return new TwoZones(zone, stray);
    }

    /** The endpoint of a server. */
    public String endpoint(String name) {
        return name.equals("server-1") ? stray.endpoint() : zone.server(name).endpoint();
    }

    @Override
    public void close() {
        stray.close();
        zone.close();
    }
}
