package io.oneha.steps;

import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostLook;
import io.oneha.observe.host.NicAddress;
import io.oneha.ssh.Forward;
import io.oneha.ssh.RemoteCommand;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.RemoteResult;
import io.oneha.steps.site.Description.Sent;
import io.oneha.testing.HostSamples;
import io.oneha.zone.Cluster;
import io.oneha.zone.FailureKind;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.ServerState;
import io.oneha.zone.TemplateAttribute;
import io.oneha.zone.Zone;
import io.oneha.zone.ZoneApi;
import io.oneha.zone.ZoneChanges;
import io.oneha.zone.ZoneServer;
import io.oneha.zone.ZoneState;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Front-ends n1a1, which leads, and n1a2, which answer every step so that it goes on, and keep what would have changed them. */
final class RecordingHosts {
    private static final String BEGIN = "# oneha: ";
    private static final int NO = 3;
    private static final TemplateAttribute ENDPOINT = new TemplateAttribute.Single("ENDPOINT", "http://n1a1:2633/RPC2");
    private static final Path SCRIPTS = Path.of("src/main/resources/io/oneha/steps");

    private static final Map<String, String> PRINTED = Map.ofEntries(
            Map.entry("packages list", "opennebula 7.0.0-1"),
            Map.entry("packages lacking", "opennebula 7.0.0-1"),
            Map.entry("sources look", "opennebula 7.0.0-1"),
            Map.entry("sources source", "source 644 /etc/apt/sources.list.d/one.list AAAA"),
            Map.entry("database size", "1000"),
            Map.entry("database room", "1000"),
            Map.entry("database counts", "host_pool\t6"),
            Map.entry("database range", "5\t0\t5"),
            Map.entry("database state", "whole"),
            Map.entry("database term", "1\t<TEMPLATE><TERM><![CDATA[9]]></TERM></TEMPLATE>"),
            Map.entry("hooks owner", "root:root 755"),
            Map.entry("keys make", "ssh-rsa AAAA x"),
            Map.entry("services list", "opennebula-flow enabled active"));

    /** Where a step has two ways, one for yes and one for no. */
    private static final List<String> FORKS = List.of("dump may", "hooks has-more");

    private final boolean yes;
    private final List<Sent> received = new ArrayList<>();
    private ServerState second;
    private long written;
    private boolean running;
    private boolean ended;
    private boolean begun;
    private boolean twice;
    private boolean handsOver;

    /**
     * @param yes which way a step goes that has two; the inventory's source of packages does not help at first then
     * @param second what n1a2 is
     */
    RecordingHosts(boolean yes, ServerState second) {
        this.yes = yes;
        this.second = second;
    }

    /** Their units run, and start at boot. */
    void run() {
        running = true;
    }

    /** n1a2's oned has ended. */
    void end() {
        ended = true;
    }

    /** The pool has n1a2 a second time. */
    void twice() {
        twice = true;
    }

    /** n1a2 has all of n1a1's, the units of both have ended, and one way no oned answers that is started. */
    void handsOver() {
        handsOver = true;
        written = 1;
    }

    /** n1a2 leads. */
    void lead() {
        second = ServerState.LEADER;
    }

    /** What has changed something, in the order of its arrival on each host. */
    synchronized List<Sent> received() {
        return List.copyOf(received);
    }

    private synchronized void receives(String host, String what) {
        received.add(new Sent(host, what));
    }

    RemoteHost host(String name) {
        return new RemoteHost() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public RemoteResult run(RemoteCommand command, Duration deadline) {
                return answer(name, command);
            }

            @Override
            public RemoteResult stream(RemoteCommand command, InputStream in, OutputStream out, Duration deadline) {
                try {
                    in.transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return answer(name, command);
            }

            @Override
            public Forward forward(String host, int port, Duration deadline) {
                return (Forward) Proxy.newProxyInstance(
                        Forward.class.getClassLoader(),
                        new Class<?>[] {Forward.class},
                        (proxy, method, arguments) -> switch (method.getName()) {
                            case "port" -> Integer.parseInt(name.substring(name.length() - 1));
                            case "isOpen" -> true;
                            default -> null;
                        });
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }

    private RemoteResult answer(String host, RemoteCommand command) {
        String text = new String(command.input(), StandardCharsets.UTF_8);
        if (text.startsWith("verb='")) {
            return tables(host);
        }
        if (!text.startsWith(BEGIN)) {
            String program = command.toString().split(" ")[0];
            if (!program.equals("sh")) {
                receives(host, program);
            }
            return result(0, "ssh-ed25519 AAAA");
        }
        String call = text.substring(BEGIN.length(), text.indexOf('\n'));
        if (isChange(call)) {
            receives(host, call);
        }
        return switch (call) {
            case "file read" -> result(0, text.contains("os-release") ? "ID=debian\nVERSION_ID=12\n" : file(host));
            case "hooks sums" -> result(0, host);
            case "remotes list" -> result(0, host.equals("n1a1") ? "00 755 ./etc/kvmrc" : "");
            case "service running" -> result(running ? 0 : NO, "");
            case "reboot rebooted" -> result(begun ? 0 : NO, "");
            case "work follow" -> result(0, begun ? yes ? "ended 0\n" : "ended 1\n" : "none\n");
            case "reboot reboot", "work begin" -> {
                begun = true;
                yield result(0, "");
            }
            case "service masked" -> result(NO, "");
            case "service ended" -> result(ended || handsOver ? 0 : NO, "");
            case "service kill", "service start" -> {
                ended |= call.equals("service kill") || handsOver && !yes;
                yield result(0, "");
            }
            case "service restart" -> {
                second = ServerState.LEADER;
                yield result(0, "");
            }
            case "sources add" -> result(yes && text.contains("\nleader='the inventory'") ? 1 : 0, "");
            default -> result(FORKS.contains(call) && !yes ? NO : 0, PRINTED.getOrDefault(call, ""));
        };
    }

    /** One way the data of n1a2 is not the leader's at the index before the first write. */
    private synchronized RemoteResult tables(String host) {
        boolean differs = !yes && written == 0 && host.equals("n1a2");
        return result(
                0,
                "oneha-tables 1\napplied\t" + (9 + written) + "\ntable\tuser_pool\t5\t"
                        + (differs ? "00FF00FF00FF00FF" : "11FF00FF00FF00FF") + "\nend\n");
    }

    private String file(String host) {
        return "DB = [ BACKEND = \"mysql\", PASSWD = \"p\" ]\nFEDERATION = [ SERVER_ID = "
                + (host.equals("n1a1") ? 0 : yes ? 1 : -1) + " ]\n";
    }

    private static RemoteResult result(int status, String printed) {
        return new RemoteResult(status, printed.getBytes(StandardCharsets.UTF_8), new byte[0]);
    }

    /** As its script says itself. */
    private static boolean isChange(String call) {
        String[] words = call.split(" ");
        try (Stream<Path> files = Files.walk(SCRIPTS)) {
            Path script = files.filter(file -> file.endsWith(words[0] + ".sh"))
                    .findFirst()
                    .orElseThrow();
            return Files.readAllLines(script).stream()
                    .filter(line -> line.startsWith("# looks: "))
                    .noneMatch(line -> List.of(line.split(" ")).contains(words[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HostLook look() {
        return new HostLook() {
            @Override
            public HostFacts facts(RemoteHost host, List<String> peers, Duration deadline) {
                return host.name().equals("n1a1")
                        ? HostSamples.leader(0, "n1a1")
                                .holding("10.0.0.100", 24)
                                .holding("10.90.0.100", 24)
                                .facts()
                        : HostSamples.follower(1, "n1a2").facts();
            }

            @Override
            public List<NicAddress> addresses(RemoteHost host, Duration deadline) {
                return facts(host, List.of(), deadline).addresses();
            }
        };
    }

    ZoneApi api() {
        return (ZoneApi) Proxy.newProxyInstance(
                ZoneApi.class.getClassLoader(),
                new Class<?>[] {ZoneApi.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "raftStatus" -> raft(((String) arguments[0]).contains(":1/"));
                    case "zone" -> answered(new Zone(0, "OpenNebula", ZoneState.ENABLED, List.of(ENDPOINT), pool()));
                    case "cluster" ->
                        answered(new Cluster(0, 2, List.of(new TemplateAttribute.Single("RESERVED_CPU", ""))));
                    default -> throw new AssertionError(method);
                });
    }

    private CompletableFuture<Reply<RaftStatus>> raft(boolean first) {
        return ended && !first
                ? CompletableFuture.completedFuture(
                        new Reply.Failure<>(FailureKind.REFUSED, "connection refused", Duration.ZERO))
                : answered(status(first));
    }

    private RaftStatus status(boolean first) {
        BigInteger index = BigInteger.valueOf(first ? 5 : 4 + written);
        return new RaftStatus(
                first ? 0 : 1, first ? ServerState.LEADER : second, 1, 0, index, index, 1, BigInteger.valueOf(-1));
    }

    private List<ZoneServer> pool() {
        return Stream.of("n1a1", "n1a2", "n1a2")
                .limit(twice ? 3 : 2)
                .collect(ArrayList::new, (all, name) -> all.add(server(all.size(), name)), List::addAll);
    }

    private static ZoneServer server(int id, String name) {
        return new ZoneServer(id, name, "http://" + name + ":2633/RPC2", Optional.empty());
    }

    ZoneChanges changes() {
        return new RecordingChanges((endpoint, call) -> {
            receives("n1a" + endpoint.replaceAll(".*:(\\d+)/.*", "$1"), call);
            written = call.endsWith(".update") ? 1 : written;
        });
    }

    private static <T> CompletableFuture<Reply<T>> answered(T content) {
        return CompletableFuture.completedFuture(new Reply.Answer<>(content, Duration.ZERO));
    }
}
