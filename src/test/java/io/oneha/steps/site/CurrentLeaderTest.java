package io.oneha.steps.site;

import static io.oneha.zone.ServerState.CANDIDATE;
import static io.oneha.zone.ServerState.FOLLOWER;
import static io.oneha.zone.ServerState.LEADER;
import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.inventory.Inventory;
import io.oneha.inventory.InventoryReader;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.SshException;
import io.oneha.testing.ScriptedHost;
import io.oneha.zone.FailureKind;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.ServerState;
import io.oneha.zone.Zone;
import io.oneha.zone.ZoneApi;
import io.oneha.zone.ZoneChanges;
import io.oneha.zone.ZoneServer;
import io.oneha.zone.ZoneState;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who leads, asked of three servers of which some lie, some are behind and some do not answer. */
class CurrentLeaderTest {
    private static final Duration NOW = Duration.ZERO;
    private static final List<ZoneServer> ZONE = List.of(server(0), server(1), server(2));

    /** What is found of a server: its raft status and its pool, each perhaps none; or that SSH does not reach it. */
    private record Found(Optional<RaftStatus> raft, Optional<List<ZoneServer>> pool, boolean reached) {
        static Found of(ServerState state, long term, List<ZoneServer> pool) {
            return new Found(Optional.of(status(state, term)), Optional.of(pool), true);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whoLeadsIsFollowedByAMajorityOfTheZone(String why, List<Found> servers, String leader) {
        assertThat(new CurrentLeader(site(servers)).name().orElse("nobody")).isEqualTo(leader);
    }

    static Stream<Arguments> whoLeadsIsFollowedByAMajorityOfTheZone() {
        Found leads = Found.of(LEADER, 12, ZONE);
        Found follows = Found.of(FOLLOWER, 12, ZONE);
        Found silent = new Found(Optional.empty(), Optional.empty(), true);
        Found unreached = new Found(Optional.empty(), Optional.empty(), false);
        return Stream.of(
                Arguments.of("all are well", List.of(follows, leads, follows), "n1a2"),
                Arguments.of("one is silent", List.of(silent, leads, follows), "n1a2"),
                Arguments.of("SSH does not reach one", List.of(unreached, leads, follows), "n1a2"),
                Arguments.of("a leader without followers", List.of(leads, silent, silent), "nobody"),
                Arguments.of("nobody is elected", List.of(Found.of(CANDIDATE, 13, ZONE), follows, unreached), "nobody"),
                Arguments.of(
                        "a user of a host listens where its oned is down, and leads a pool of one",
                        List.of(Found.of(LEADER, 4_000_000_000L, List.of(server(0))), leads, follows),
                        "n1a2"),
                Arguments.of(
                        "the same while the real servers have nobody",
                        List.of(
                                Found.of(LEADER, 4_000_000_000L, List.of(server(0))),
                                Found.of(CANDIDATE, 13, ZONE),
                                Found.of(FOLLOWER, 13, ZONE)),
                        "nobody"),
                Arguments.of(
                        "the same while only one real server answers",
                        List.of(
                                Found.of(LEADER, 4_000_000_000L, List.of(server(0))),
                                Found.of(CANDIDATE, 13, ZONE),
                                silent),
                        "nobody"),
                Arguments.of(
                        "the same with the zone's own pool",
                        List.of(Found.of(LEADER, 4_000_000_000L, ZONE), leads, follows),
                        "n1a2"),
                Arguments.of(
                        "a leader that fell to the wrapped term, and the one that was elected in term 0",
                        List.of(
                                Found.of(LEADER, RaftStatus.WRAPPED_TERM, ZONE),
                                Found.of(LEADER, 0, ZONE),
                                Found.of(FOLLOWER, 0, ZONE)),
                        "n1a2"),
                Arguments.of(
                        "one that tells its term and no pool",
                        List.of(new Found(Optional.of(status(LEADER, 20)), Optional.empty(), true), leads, follows),
                        "n1a2"));
    }

    private static RaftStatus status(ServerState state, long term) {
        BigInteger index = BigInteger.valueOf(300);
        return new RaftStatus(0, state, term, -1, index, index, term, BigInteger.valueOf(-1));
    }

    private static ZoneServer server(int id) {
        String name = "n1a" + (id + 1);
        return new ZoneServer(id, name, Oned.endpoint(name), Optional.empty());
    }

    private static Site site(List<Found> servers) {
        String yaml = "frontend:\n  hosts: { n1a1: , n1a2: , n1a3: }\n";
        Inventory inventory = InventoryReader.read(
                "hosts.yml", new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), Optional::empty);
        List<RemoteHost> hosts =
                IntStream.range(0, 3).mapToObj(id -> host(id, servers.get(id))).toList();
        ZoneApi reads = proxy(ZoneApi.class, servers);
        ZoneChanges writes = proxy(ZoneChanges.class, servers);
        return new Site(
                inventory,
                name -> hosts.stream().filter(host -> host.name().equals(name)).findFirst(),
                new Site.Api(reads, writes, 0),
                null,
                Clock.systemUTC());
    }

    private static RemoteHost host(int id, Found found) {
        ScriptedHost host = new ScriptedHost("n1a" + (id + 1));
        host.forwards = port -> {
            if (!found.reached()) {
                throw new SshException(SshException.Kind.UNREACHABLE, "no route to host");
            }
            return new ScriptedHost.Port(7001 + id, true, false);
        };
        return host;
    }

    private static <T> T proxy(Class<T> port, List<Found> servers) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    Found found = servers.get(URI.create((String) arguments[0]).getPort() - 7001);
                    Optional<?> answer =
                            switch (method.getName()) {
                                case "raftStatus" -> found.raft();
                                case "zone" ->
                                    found.pool()
                                            .map(pool -> new Zone(0, "OpenNebula", ZoneState.ENABLED, List.of(), pool));
                                default -> Optional.empty();
                            };
                    return CompletableFuture.completedFuture(
                            answer.<Reply<?>>map(value -> new Reply.Answer<>(value, NOW))
                                    .orElseGet(() -> new Reply.Failure<>(FailureKind.SILENT, "no answer", NOW)));
                }));
    }
}
