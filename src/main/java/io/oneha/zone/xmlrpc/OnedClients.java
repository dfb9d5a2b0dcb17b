package io.oneha.zone.xmlrpc;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;

/**
 * REST clients by how long a connection may take: that can only be set for a whole client. Time-outs are rounded up to a
 * power of two, so there are few; the exact deadline is the exchange's own.
 */
final class OnedClients implements AutoCloseable {
    private static final long MIN_MILLIS = 256;
    private static final long MAX_MILLIS = 1 << 20;
    private static final int CONNECTIONS_PER_SERVER = 64;

    private final Map<Long, OnedClient> clients = new ConcurrentHashMap<>();

    /** A client that gives up connecting after more than this and at most twice as much. */
    OnedClient within(Duration timeout) {
        long millis = Math.min(MAX_MILLIS, Math.max(MIN_MILLIS, timeout.toMillis()));
        return clients.computeIfAbsent(Long.highestOneBit(2 * millis), OnedClients::build);
    }

    private static OnedClient build(long connectMillis) {
        return QuarkusRestClientBuilder.newBuilder()
                // Each call brings its own URL; without one here nothing is built.
                .baseUri(URI.create("http://127.0.0.1:2633/RPC2"))
                .connectTimeout(connectMillis, TimeUnit.MILLISECONDS)
                .followRedirects(false)
                .enableCompression(false)
                .disableDefaultMapper(true)
                .userAgent("oneha")
                .property(QuarkusRestClientProperties.CAPTURE_STACKTRACE, false)
                .httpClientOptionsCustomizer(OnedClients::options)
                .httpClientRequestCustomizer(OnedClients::connected)
                .build(OnedClient.class);
    }

    // oned closes each connection after its answer.
    private static void options(HttpClientOptions options) {
        options.setKeepAlive(false).setMaxPoolSize(CONNECTIONS_PER_SERVER);
    }

    private static void connected(HttpClientRequest request) {
        Exchange exchange = Exchange.current();
        if (exchange != null) {
            exchange.connected(request);
        }
    }

    @Override
    public void close() {
        for (OnedClient client : clients.values()) {
            try {
                ((Closeable) client).close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        clients.clear();
    }
}
