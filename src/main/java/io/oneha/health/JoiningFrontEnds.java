package io.oneha.health;

import io.oneha.observe.host.HostView;
import java.util.Optional;

/** Front-ends that have yet to join the zone. */
public final class JoiningFrontEnds {
    private JoiningFrontEnds() {}

    /**
     * Why no oned answers there, by what its host shows; empty where the host was not seen, or does not show it. That a port
     * refuses connections is no news of a machine on which nothing is to listen yet.
     */
    public static Optional<String> absence(HostView host) {
        if (host.failure().isPresent() || host.known().isEmpty()) {
            return Optional.empty();
        }
        if (HostUnits.lacksOpenNebula(host.known().get())) {
            return Optional.of("no OpenNebula there yet");
        }
        return HostUnits.oned(host.known().get()).filter(state -> !state.isUp()).map(state -> "oned is not started");
    }
}
