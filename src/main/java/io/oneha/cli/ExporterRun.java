package io.oneha.cli;

import io.oneha.app.look.Poller;
import io.oneha.app.look.ZoneLook;
import io.oneha.app.session.CommandException;
import io.oneha.app.session.ExitCode;
import io.oneha.app.session.Session;
import io.oneha.app.settings.Settings;
import io.oneha.base.FileErrors;
import io.oneha.observe.host.PeerProbing;
import io.oneha.serve.Pages;
import io.oneha.serve.WatchedZone;
import io.oneha.serve.metrics.ExporterMetrics;
import io.oneha.serve.metrics.Exposition;
import io.oneha.serve.web.BasicAuth;
import io.oneha.serve.web.ListenAddress;
import io.oneha.serve.web.ServerTls;
import io.oneha.serve.web.WebConfig;
import io.oneha.serve.web.WebConfigReader;
import io.oneha.serve.web.WebServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import sun.misc.Signal;

/**
 * Polls a zone and serves what it saw, until a signal.
 *
 * @param version oneha's, for who asks
 */
record ExporterRun(Session session, String version) {
    /** @param webConfig null where there is none */
    int run(String listen, Path webConfig) {
        Settings settings = session.settingsWithTarget();
        InetSocketAddress address = address(listen);
        WebConfig protection = webConfig == null ? WebConfig.OPEN : WebConfigReader.read(webConfig);
        Optional<ServerTls> tls = protection.tls().map(ServerTls::read);
        CompletableFuture<Integer> end = endBySignal();
        try (ZoneLook look = ZoneLook.open(session, settings, PeerProbing.NEVER)) {
            WatchedZone zone = new WatchedZone(
                    System::nanoTime, settings.interval(), look.events().past());
            ExporterMetrics metrics = new ExporterMetrics(zone, version, tls.map(ServerTls::ends));
            Pages pages = new Pages(zone, accept -> Exposition.page(metrics.collect(), accept));
            try (WebServer server = open(address, pages, tls, users(protection.users()));
                    Poller poller = new Poller(
                            zone.timed(look::snapshot, session.narrator()::warn),
                            look::refresh,
                            settings.interval(),
                            look.events())) {
                poller.start(zone);
                session.out().println("Serving " + look.target().label() + " on " + url(server, tls.isPresent()));
                session.out().flush();
                return end.join();
            }
        }
    }

    private static InetSocketAddress address(String listen) {
        try {
            return ListenAddress.parse(listen);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, e.getMessage());
        }
    }

    private static Optional<BasicAuth> users(Map<String, String> users) {
        return users.isEmpty() ? Optional.empty() : Optional.of(new BasicAuth(users));
    }

    private WebServer open(InetSocketAddress address, Pages pages, Optional<ServerTls> tls, Optional<BasicAuth> users) {
        try {
            return WebServer.open(address, pages, tls.map(ServerTls::context), users, session.narrator()::warn);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.CRITICAL,
                    "cannot listen on " + text(address) + ": " + FileErrors.reason(e)
                            + "; name another address by --listen");
        }
    }

    private static String url(WebServer server, boolean isTls) {
        return (isTls ? "https://" : "http://") + text(server.address()) + "/metrics";
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    /** SIGTERM is how a service is ended, and no failure. */
    private static CompletableFuture<Integer> endBySignal() {
        CompletableFuture<Integer> end = new CompletableFuture<>();
        Signal.handle(new Signal("TERM"), signal -> end.complete(ExitCode.OK.number()));
        Signal.handle(new Signal("INT"), signal -> end.complete(ExitCode.INTERRUPTED.number()));
        return end;
    }
}
