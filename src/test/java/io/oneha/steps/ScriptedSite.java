package io.oneha.steps;

import io.oneha.inventory.InventoryReader;
import io.oneha.observe.host.HostLook;
import io.oneha.ssh.RemoteCommand;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.RemoteResult;
import io.oneha.steps.site.Site;
import io.oneha.testing.ScriptedHost;
import io.oneha.zone.Cluster;
import io.oneha.zone.FailureKind;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.ServerState;
import io.oneha.zone.TemplateAttribute;
import io.oneha.zone.Zone;
import io.oneha.zone.ZoneApi;
import io.oneha.zone.ZoneChanges;
import io.oneha.zone.ZoneState;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Two front-ends, n1a1 and n1a2, whose scripts answer what a test says; their oned takes calls and answers none but that for the zone, and
 * that where a test wants it.
 */
public final class ScriptedSite {
    private static final int LEADER_PORT = 7001;
    private static final String ONED_CONF = "DB = [ BACKEND = \"mysql\", DB_NAME = \"opennebula\" ]\n";

    public final ScriptedHost leader = host("n1a1", LEADER_PORT);
    public final ScriptedHost follower = host("n1a2", LEADER_PORT + 1);

    /** Which scripts the follower was sent, each as {@code NAME VERB}. */
    public final List<String> sent = new CopyOnWriteArrayList<>();

    /** Whether the zone can be read. */
    public boolean zoneAnswers = true;

    /** What the zone has as its template. */
    public List<TemplateAttribute> template = List.of(new TemplateAttribute.Single("ENDPOINT", "http://vip:2633/RPC2"));

    /** What the leader's oned says of its raft state; the follower's says nothing. */
    public Optional<RaftStatus> raft = Optional.empty();

    /** Why an oned gives no answer. */
    public FailureKind failure = FailureKind.SILENT;

    /** What was written to the zone as its ENDPOINT. */
    public final List<String> endpoints = new CopyOnWriteArrayList<>();

    /** Whether their oned says that it leads. */
    public boolean leads;

    /** Cluster 0. */
    public Cluster cluster = new Cluster(0, 2, List.of(new TemplateAttribute.Single("RESERVED_CPU", "10%")));

    /** What was written to clusters, each as {@code ID NAME=VALUE}. */
    public final List<String> clusterWrites = new CopyOnWriteArrayList<>();

    /** How often something was written to the zone. */
    public final AtomicInteger writes = new AtomicInteger();

    public Site site() {
        Map<String, RemoteHost> hosts = Map.of("n1a1", leader, "n1a2", follower);
        return site(name -> Optional.of(hosts.get(name)), null);
    }

    /** The same with other hosts. */
    public Site site(Function<String, Optional<RemoteHost>> hosts, HostLook look) {
        String yaml = "frontend:\n  hosts: { n1a1: , n1a2: }\n";
        return new Site(
                InventoryReader.read(
                        "hosts.yml", new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), Optional::empty),
                hosts,
                new Site.Api(silent(ZoneApi.class), silent(ZoneChanges.class), 0),
                look,
                Clock.systemUTC());
    }

    /** Lets a host answer scripts; {@code file read} is that of its oned.conf. */
    public void answers(ScriptedHost host, Function<String, String> script) {
        host.answers = command -> {
            String name = name(command);
            if (host == follower) {
                sent.add(name);
            }
            return printed(name.equals("file read") ? ONED_CONF : script.apply(name));
        };
    }

    /** Which script a command runs, as {@code NAME VERB}. */
    public static String name(RemoteCommand command) {
        String first = new String(command.input(), StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElse("");
        return first.startsWith("# oneha: ") ? first.substring("# oneha: ".length()) : "tables";
    }

    private <T> T silent(Class<T> port) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    if (method.getName().equals("setAttribute")) {
                        writes.incrementAndGet();
                        endpoints.add((String) arguments[3]);
                    }
                    if (method.getName().equals("raftStatus") && leads) {
                        BigInteger nine = BigInteger.valueOf(9);
                        return CompletableFuture.completedFuture(new Reply.Answer<>(
                                new RaftStatus(0, ServerState.LEADER, 1, 0, nine, nine, 1, BigInteger.ONE.negate()),
                                Duration.ZERO));
                    }
                    if (method.getName().equals("setClusterAttribute")) {
                        clusterWrites.add(arguments[1] + " " + arguments[2] + "=" + arguments[3]);
                    }
                    if (method.getName().equals("cluster") && zoneAnswers) {
                        return CompletableFuture.completedFuture(new Reply.Answer<>(cluster, Duration.ZERO));
                    }
                    if (method.getName().equals("zone") && zoneAnswers) {
                        return CompletableFuture.completedFuture(new Reply.Answer<>(
                                new Zone(0, "OpenNebula", ZoneState.ENABLED, template, List.of()), Duration.ZERO));
                    }
                    boolean leaders = method.getName().equals("raftStatus")
                            && URI.create((String) arguments[0]).getPort() == LEADER_PORT;
                    return CompletableFuture.completedFuture(raft.filter(its -> leaders)
                            .<Reply<?>>map(its -> new Reply.Answer<>(its, Duration.ZERO))
                            .orElseGet(() -> new Reply.Failure<>(failure, "no answer", Duration.ZERO)));
                }));
    }

    private static ScriptedHost host(String name, int port) {
        ScriptedHost host = new ScriptedHost(name);
        host.forwards = asked -> new ScriptedHost.Port(port, true, false);
        return host;
    }

    private static RemoteResult printed(String text) {
        return new RemoteResult(0, text.getBytes(StandardCharsets.UTF_8), new byte[0]);
    }
}
