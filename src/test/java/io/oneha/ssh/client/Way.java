package io.oneha.ssh.client;

import io.oneha.ssh.Questions;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.SshTarget;
import io.oneha.ssh.route.Hop;
import io.oneha.ssh.route.Route;
import io.oneha.testing.SshServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** The way to a real sshd, put together by a test, and the hosts at its end. */
final class Way implements AutoCloseable {
    /** Nobody is there to answer. */
    private static final Questions UNANSWERED = new Questions() {
        @Override
        public Answer trust(String host, String keyType, String fingerprint) {
            return Answer.NOBODY_THERE;
        }

        @Override
        public Optional<char[]> passphrase(String keyFile) {
            return Optional.empty();
        }

        @Override
        public Optional<char[]> password(String userAtHost) {
            return Optional.empty();
        }
    };

    final List<String> notes = new CopyOnWriteArrayList<>();
    final Path knownHosts;
    private final List<Hop> hops = new ArrayList<>();
    private final List<SshHosts> opened = new ArrayList<>();
    private final List<Path> keys = new ArrayList<>();
    private Optional<Path> agent = Optional.empty();
    private boolean identitiesOnly;
    private Hop.Checking checking = Hop.Checking.YES;
    private String user = "root";
    private Questions questions = UNANSWERED;
    private boolean askPassword;
    private Duration connectTimeout = Duration.ofSeconds(10);

    Way(Path folder) {
        knownHosts = folder.resolve("known_hosts");
    }

    Way knows(SshServer server, String hostKeyType) throws Exception {
        Files.writeString(
                knownHosts,
                (Files.exists(knownHosts) ? Files.readString(knownHosts) : "") + server.knownHostsLine(hostKeyType));
        return this;
    }

    Way key(Path file) {
        keys.add(file);
        return this;
    }

    Way agent(Path socket) {
        agent = Optional.of(socket);
        return this;
    }

    Way identitiesOnly() {
        identitiesOnly = true;
        return this;
    }

    Way checking(Hop.Checking how) {
        checking = how;
        return this;
    }

    Way as(String name) {
        user = name;
        return this;
    }

    Way asking(Questions who) {
        questions = who;
        return this;
    }

    Way askPassword() {
        askPassword = true;
        return this;
    }

    Way patience(Duration limit) {
        connectTimeout = limit;
        return this;
    }

    /** One hop more, with all that was set so far. */
    Way over(SshServer server) {
        return over(server.port(), "127.0.0.1");
    }

    Way over(int port, String alias) {
        hops.add(new Hop(
                alias,
                "127.0.0.1",
                port,
                user,
                List.copyOf(keys),
                identitiesOnly,
                agent,
                "127.0.0.1",
                false,
                checking,
                List.of(knownHosts),
                Optional.empty(),
                true));
        return this;
    }

    SshHosts hosts() {
        List<Hop> route = List.copyOf(hops);
        return hosts(target -> new Route(target.name(), route, List.of()));
    }

    /** Hosts n1, n2, … behind the hops set so far. */
    SshHosts toEach(SshServer... servers) {
        List<Hop> before = List.copyOf(hops);
        Map<String, Route> routes = new HashMap<>();
        for (SshServer server : servers) {
            String name = "n" + (routes.size() + 1);
            over(server);
            routes.put(name, new Route(name, List.copyOf(hops), List.of()));
            hops.clear();
            hops.addAll(before);
        }
        return hosts(target -> routes.get(target.name()));
    }

    private SshHosts hosts(Function<SshTarget, Route> routes) {
        SshHosts hosts = new SshHosts(routes, questions, askPassword, connectTimeout, notes::add, Clock.systemUTC());
        opened.add(hosts);
        return hosts;
    }

    /** The host at the end. */
    RemoteHost host() {
        return hosts().host(SshTarget.of("n1a1", "127.0.0.1"));
    }

    /** The host at a port behind the hops set so far. */
    RemoteHost hostAt(int port) {
        over(port, "n1a1");
        RemoteHost host = host();
        hops.remove(hops.size() - 1);
        return host;
    }

    @Override
    public void close() {
        opened.forEach(SshHosts::close);
    }
}
