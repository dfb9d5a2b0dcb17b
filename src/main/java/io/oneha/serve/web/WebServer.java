package io.oneha.serve.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.oneha.serve.Page;
import io.oneha.serve.Pages;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/** Serves pages over HTTP or HTTPS until it is closed. */
public final class WebServer implements AutoCloseable {
    /** Exchanges at a time: clients that send their requests slowly hold a thread each, until their time is over. */
    private static final int EXCHANGES = 256;

    private static final Duration MOST = Duration.ofSeconds(5);
    /** What an exchange that has begun gets until its end, when the server is closed. */
    private static final Duration FAREWELL = Duration.ofMillis(500);

    private static final int BACKLOG = 128;
    private static final int UNAUTHORIZED = 401;
    private static final int FAILED = 500;

    private final HttpServer server;
    private final ExchangeThreads threads = new ExchangeThreads(EXCHANGES, MOST);
    private final Pages pages;
    private final Optional<BasicAuth> users;
    private final Consumer<String> warnings;

    private WebServer(HttpServer server, Pages pages, Optional<BasicAuth> users, Consumer<String> warnings) {
        this.server = server;
        this.pages = pages;
        this.users = users;
        this.warnings = warnings;
    }

    /**
     * Opens the port and serves from then on.
     *
     * @param users who may ask; everybody where it is empty
     * @param warnings gets a line for what should not happen
     * @throws IOException it cannot listen there
     */
    public static WebServer open(
            InetSocketAddress address,
            Pages pages,
            Optional<SSLContext> tls,
            Optional<BasicAuth> users,
            Consumer<String> warnings)
            throws IOException {
        limit();
        HttpServer http = tls.isPresent() ? HttpsServer.create(address, BACKLOG) : HttpServer.create(address, BACKLOG);
        if (http instanceof HttpsServer https) {
            https.setHttpsConfigurator(new HttpsConfigurator(tls.orElseThrow()));
        }
        WebServer server = new WebServer(http, pages, users, warnings);
        http.setExecutor(server.threads);
        http.createContext("/", server::serve);
        http.start();
        return server;
    }

    /** What the JDK's server knows only as properties, read when it is first used. Source: the module jdk.httpserver's own page. */
    private static void limit() {
        System.setProperty("sun.net.httpserver.maxReqHeaders", "64");
        System.setProperty("sun.net.httpserver.maxReqHeaderSize", "16384");
        System.setProperty("sun.net.httpserver.idleInterval", "30");
        System.setProperty("jdk.httpserver.maxConnections", "512");
        // Else the kernel holds back the body, which is written after the head, for 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Page page = page(exchange);
            exchange.getResponseHeaders().set("Content-Type", page.type());
            page.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            exchange.sendResponseHeaders(page.status(), page.body().length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(page.body());
            }
        }
    }

    private Page page(HttpExchange exchange) {
        String authorization = header(exchange, "Authorization");
        try {
            if (users.isPresent() && !users.get().allows(authorization)) {
                return Page.line(UNAUTHORIZED, "User name or password is missing or wrong.", BasicAuth.CHALLENGE);
            }
            String path = exchange.getRequestURI().getPath();
            return pages.answer(exchange.getRequestMethod(), path == null ? "" : path, header(exchange, "Accept"));
        } catch (RuntimeException e) {
            warnings.accept("a request could not be answered, which should not happen: " + e);
            return Page.line(FAILED, "oneha failed, which it should not; its log says why.");
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    /** Ends within a second: exchanges that have begun get half of it. */
    @Override
    public void close() {
        threads.settle(FAREWELL);
        server.stop(0);
        threads.close();
    }
}
