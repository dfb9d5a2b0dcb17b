package io.oneha.app.look;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.plan.Ways;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.SshTarget;
import io.oneha.ssh.client.LocalHost;
import io.oneha.ssh.client.SshHosts;
import io.oneha.ssh.route.RouteSettings;
import io.oneha.ssh.route.Routes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ssh_config says of the ways to front-ends; nothing is connected. */
class WayLookTest {
    private static final String SSH_CONFIG = "Host n1a1\n  HostName 198.51.100.11\n  ProxyJump gate\n"
            + "Host n1a2\n  HostName 198.51.100.12\n"
            + "Host gate\n  HostName 198.51.100.12\n";

    @Test
    void aWayHasTheAddressesOfItsJumpHostsAndOfItsEnd(@TempDir Path home) throws IOException {
        Files.createDirectories(home.resolve(".ssh"));
        Files.writeString(home.resolve(".ssh/config"), SSH_CONFIG);
        RouteSettings world = new RouteSettings(Map.of(), home, "erika", 1000, "here", home.resolve("etc"));
        try (SshHosts hosts =
                new SshHosts(new Routes(world), new SshQuestions(false), false, Duration.ofSeconds(1), line -> {})) {
            RemoteHost first = hosts.host(SshTarget.of("n1a1", "n1a1"));
            RemoteHost second = hosts.host(SshTarget.of("n1a2", "n1a2"));
            Ways ways = WayLook.of(Map.of("n1a1", first, "n1a2", second, "n1a3", new LocalHost("n1a3")));

            assertThat(ways.to())
                    .containsEntry("n1a1", List.of("198.51.100.12", "198.51.100.11"))
                    .containsEntry("n1a2", List.of("198.51.100.12"))
                    .containsEntry("n1a3", List.of());
            assertThat(ways.own()).noneMatch(address -> address.startsWith("127."));
        }
    }

    @Test
    void aNameServiceThatGivesNoAnswerIsWaitedForOnceAndTheNameStays(@TempDir Path home) {
        RouteSettings world = new RouteSettings(Map.of(), home, "erika", 1000, "here", home.resolve("etc"));
        CountDownLatch never = new CountDownLatch(1);
        try (SshHosts hosts =
                new SshHosts(new Routes(world), new SshQuestions(false), false, Duration.ofSeconds(1), line -> {})) {
            Map<String, RemoteHost> byName = Stream.of("n1a1", "n1a2", "n1a3")
                    .collect(Collectors.toMap(name -> name, name -> hosts.host(SshTarget.of(name, name + ".example"))));
            long start = System.nanoTime();
            Ways ways = WayLook.of(
                    byName,
                    name -> {
                        try {
                            never.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        return name;
                    },
                    Duration.ofMillis(300));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(900));
            assertThat(ways.to()).containsEntry("n1a2", List.of("n1a2.example"));
        } finally {
            never.countDown();
        }
    }
}
