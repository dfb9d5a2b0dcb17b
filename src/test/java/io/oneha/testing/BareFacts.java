package io.oneha.testing;

import io.oneha.observe.host.HostFacts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Facts of a host of which nothing is known yet but its name. */
public final class BareFacts {
    private BareFacts() {}

    public static HostFacts of(String hostname) {
        return new HostFacts(
                hostname,
                "",
                false,
                List.of(),
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new HostFacts.OperatingSystem("", "", ""),
                Optional.empty(),
                Duration.ZERO,
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                false);
    }
}
