package io.oneha.app.look;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.inventory.InventoryReader;
import io.oneha.observe.Target;
import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostLook;
import io.oneha.observe.host.HostWatch;
import io.oneha.observe.host.NicAddress;
import io.oneha.observe.host.PeerProbing;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.RemoteHosts;
import io.oneha.ssh.SshTarget;
import io.oneha.ssh.client.LocalHost;
import io.oneha.testing.BareFacts;
import io.oneha.testing.ScriptedHost;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** How each front-end of an inventory is reached. */
class HostAccessTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final HostLook UNINTERESTED = new HostLook() {
        @Override
        public HostFacts facts(RemoteHost host, List<String> peers, Duration deadline) {
            return BareFacts.of(host.name());
        }

        @Override
        public List<NicAddress> addresses(RemoteHost host, Duration deadline) {
            return List.of();
        }
    };

    private final List<String> overSsh = new CopyOnWriteArrayList<>();

    @Test
    void theFrontEndThatIsThisMachineIsReachedWithoutSsh() {
        String yaml = "frontend:\n  hosts:\n    fe1: { ansible_connection: local }\n    fe2:\n";
        Target target = new Target(
                "hosts.yml",
                List.of(),
                Optional.of(InventoryReader.read(
                        "hosts.yml", new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), Optional::empty)),
                Optional.empty());
        Clock clock = Clock.systemUTC();
        HostWatch watch = new HostWatch(UNINTERESTED, HostWatch.Pace.within(LIMIT), PeerProbing.REPEATED, clock);
        try (HostAccess hosts = new HostAccess(ssh(), watch, LIMIT, new SshQuestions(false), line -> {})) {
            hosts.start(target);

            assertThat(hosts.host("fe1")).get().isInstanceOf(LocalHost.class);
            assertThat(hosts.host("fe2")).get().isInstanceOf(ScriptedHost.class);
            assertThat(overSsh).containsExactly("fe2");
        }
    }

    private RemoteHosts ssh() {
        return new RemoteHosts() {
            @Override
            public RemoteHost host(SshTarget target) {
                overSsh.add(target.name());
                return new ScriptedHost(target.name());
            }

            @Override
            public void close() {
                // There is nothing to close.
            }
        };
    }
}
