package io.oneha.observe.host;

import io.oneha.ssh.RemoteHost;
import java.time.Duration;
import java.util.List;

/** Looks at a host over SSH. Blocks for the deadline at most; what goes wrong is an {@link io.oneha.ssh.SshException}. */
public interface HostLook {
    /**
     * Everything, in one round trip.
     *
     * @param peers names of the other front-ends, to find out how this one reaches them
     */
    HostFacts facts(RemoteHost host, List<String> peers, Duration deadline);

    /** What the NICs hold, and nothing else. */
    List<NicAddress> addresses(RemoteHost host, Duration deadline);
}
