package io.oneha.zone.xmlrpc;

import io.oneha.base.Endpoint;
import io.oneha.base.Text;
import io.oneha.zone.Cluster;
import io.oneha.zone.Credentials;
import io.oneha.zone.FailureKind;
import io.oneha.zone.MalformedAnswerException;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.SystemSettings;
import io.oneha.zone.TemplateAttribute.Single;
import io.oneha.zone.XmlRpcParser;
import io.oneha.zone.XmlRpcRequest;
import io.oneha.zone.XmlRpcResponse;
import io.oneha.zone.Zone;
import io.oneha.zone.ZoneApi;
import io.oneha.zone.ZoneChanges;
import io.oneha.zone.ZoneXml;
import io.oneha.zone.xmlrpc.ExchangeResult.Problem;
import io.oneha.zone.xmlrpc.NameLookup.NameService;
import io.quarkus.arc.Arc;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.vertx.core.Vertx;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;

/**
 * {@link ZoneApi} and {@link ZoneChanges} over HTTP. It needs a running Quarkus, whose Vert.x it uses; it starts no thread of its own. Futures complete
 * on an event loop: what is chained to them must not block.
 *
 * <p>An answer may have 1 MiB, that of {@code one.system.config} 8 MiB; where more comes, the connection is closed. Redirects
 * are not followed.
 */
public final class HttpZoneApi implements ZoneApi, ZoneChanges, AutoCloseable {
    private static final int MAX_ANSWER = 1 << 20;
    private static final int MAX_CONFIG = 8 << 20;
    private static final int CONNECTIONS_PER_SERVER = 64;
    private static final int MAX_VERSION = 64;
    private static final Duration TO_LET_GO = Duration.ofSeconds(1);
    /** For {@code one.zone.update}: merge with what is there. */
    private static final int APPEND = 1;

    private static final Duration A_MOMENT = Duration.ofMillis(25);

    private static final Problem NO_URL =
            new Problem(FailureKind.UNREACHABLE, "the endpoint is not an http or https URL");
    private static final Problem CLOSED = new Problem(FailureKind.UNREACHABLE, "closed");

    private final Credentials credentials;
    private final byte[] raftCall;
    private final RaftAnswers rafts = new RaftAnswers();
    private final Vertx vertx;
    private final NameLookup names;
    private final OnedClient client;
    private final Set<Exchange> running = ConcurrentHashMap.newKeySet();
    private final XmlRpcParser parser = new XmlRpcParser();
    private final ZoneXml documents = new ZoneXml();
    private volatile boolean closed;

    /**
     * Calls as this user.
     *
     * @param patience how long a connection may take to come about; a call's own deadline may end sooner
     */
    public HttpZoneApi(Credentials credentials, Duration patience) {
        this(credentials, patience, InetAddress::getByName);
    }

    HttpZoneApi(Credentials credentials, Duration patience, NameService service) {
        this.credentials = credentials;
        this.raftCall = request("one.zone.raftstatus").bytes();
        this.vertx = Arc.container().instance(Vertx.class).get();
        this.names = new NameLookup(vertx, service);
        this.client = QuarkusRestClientBuilder.newBuilder()
                // Each call brings its own URL; without one here nothing is built.
                .baseUri(URI.create("http://127.0.0.1:2633/RPC2"))
                // Longer than a call's deadline, so that the deadline says what happened; and no longer than a
                // moment, for closing waits until every connection that was given up has ended.
                .connectTimeout(patience.plus(A_MOMENT).toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false)
                .enableCompression(false)
                .disableDefaultMapper(true)
                .userAgent("oneha")
                .property(QuarkusRestClientProperties.CAPTURE_STACKTRACE, false)
                // oned closes each connection after its answer.
                .httpClientOptionsCustomizer(
                        options -> options.setKeepAlive(false).setMaxPoolSize(CONNECTIONS_PER_SERVER))
                .httpClientRequestCustomizer(
                        request -> Exchange.current().ifPresent(exchange -> exchange.connected(request)))
                .build(OnedClient.class);
    }

    @Override
    public CompletableFuture<Reply<RaftStatus>> raftStatus(String endpoint, Duration timeout) {
        long start = System.nanoTime();
        return exchange(endpoint, raftCall, MAX_ANSWER, timeout).thenApply(received -> rafts.known(endpoint, received)
                .<Reply<RaftStatus>>map(status -> new Reply.Answer<>(status, elapsed(start)))
                .orElseGet(() -> rafts.keep(endpoint, received, reply(received, read(documents::raft), start))));
    }

    @Override
    public CompletableFuture<Reply<Zone>> zone(String endpoint, int zoneId, Duration timeout) {
        return call(endpoint, request("one.zone.info").integer(zoneId), MAX_ANSWER, timeout, read(documents::zone));
    }

    @Override
    public CompletableFuture<Reply<List<Zone>>> zonePool(String endpoint, Duration timeout) {
        return call(endpoint, request("one.zonepool.info"), MAX_ANSWER, timeout, read(documents::pool));
    }

    @Override
    public CompletableFuture<Reply<Cluster>> cluster(String endpoint, int cluster, Duration timeout) {
        XmlRpcRequest request = request("one.cluster.info").integer(cluster);
        return call(endpoint, request, MAX_CONFIG, timeout, read(documents::cluster));
    }

    @Override
    public CompletableFuture<Reply<String>> version(String endpoint, Duration timeout) {
        Value<String> words = read(text -> Text.clean(text, MAX_VERSION));
        return call(endpoint, request("one.system.version"), MAX_ANSWER, timeout, words);
    }

    @Override
    public CompletableFuture<Reply<SystemSettings>> settings(String endpoint, Duration timeout) {
        return call(endpoint, request("one.system.config"), MAX_CONFIG, timeout, read(documents::settings));
    }

    @Override
    public CompletableFuture<Reply<Long>> addServer(
            String endpoint, int zoneId, String name, String server, Duration timeout) {
        String template =
                "SERVER=[" + new Single("NAME", name).text() + "," + new Single("ENDPOINT", server).text() + "]";
        return write(endpoint, request("one.zone.addserver").integer(zoneId).string(template), timeout);
    }

    @Override
    public CompletableFuture<Reply<Long>> resetServer(String endpoint, int zoneId, int server, Duration timeout) {
        return write(endpoint, request("one.zone.resetserver").integer(zoneId).integer(server), timeout);
    }

    @Override
    public CompletableFuture<Reply<Long>> deleteServer(String endpoint, int zoneId, int server, Duration timeout) {
        return write(endpoint, request("one.zone.delserver").integer(zoneId).integer(server), timeout);
    }

    @Override
    public CompletableFuture<Reply<Long>> setAttribute(
            String endpoint, int zoneId, String name, String value, Duration timeout) {
        return write(endpoint, update("one.zone.update", zoneId, name, value), timeout);
    }

    @Override
    public CompletableFuture<Reply<Long>> setClusterAttribute(
            String endpoint, int cluster, String name, String value, Duration timeout) {
        return write(endpoint, update("one.cluster.update", cluster, name, value), timeout);
    }

    private XmlRpcRequest update(String method, int id, String name, String value) {
        return request(method)
                .integer(id)
                .string(new Single(name, value).text())
                .integer(APPEND);
    }

    private CompletableFuture<Reply<Long>> write(String endpoint, XmlRpcRequest request, Duration timeout) {
        return call(endpoint, request, MAX_ANSWER, timeout, HttpZoneApi::number);
    }

    /** Whether the HTTP client is done with every call, also with those that were given up. */
    boolean hasLetGo() {
        return running.stream().allMatch(exchange -> exchange.ended().isDone());
    }

    /**
     * Ends all calls under way; their futures complete as failures. Waits until the HTTP client has let go of them: what it does
     * after Quarkus has ended it logs as an error.
     */
    @Override
    public void close() {
        closed = true;
        running.forEach(exchange -> exchange.finish(CLOSED));
        try {
            ((Closeable) client).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (Vertx.currentContext() == null) {
            try {
                CompletableFuture.allOf(running.stream().map(Exchange::ended).toArray(CompletableFuture[]::new))
                        .get(TO_LET_GO.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException | TimeoutException e) {
                // It is left to the end of the process.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private XmlRpcRequest request(String method) {
        return XmlRpcRequest.of(method, credentials);
    }

    private <T> CompletableFuture<Reply<T>> call(
            String url, XmlRpcRequest request, int limit, Duration timeout, Value<T> value) {
        long start = System.nanoTime();
        return exchange(url, request.bytes(), limit, timeout).thenApply(received -> reply(received, value, start));
    }

    private CompletableFuture<ExchangeResult> exchange(String url, byte[] call, int limit, Duration timeout) {
        Optional<Endpoint> endpoint = Endpoint.parse(url);
        if (endpoint.isEmpty()) {
            return CompletableFuture.completedFuture(NO_URL);
        }
        Exchange exchange = new Exchange(vertx, endpoint.get(), call, limit, timeout);
        running.add(exchange);
        exchange.ended().thenRun(() -> running.remove(exchange));
        if (closed) {
            exchange.finish(CLOSED);
            return CompletableFuture.completedFuture(CLOSED);
        }
        try {
            return exchange.start(client, names);
        } catch (RuntimeException e) {
            // Quarkus is going down, and its Vert.x with it.
            running.remove(exchange);
            return CompletableFuture.completedFuture(
                    CallFailures.connecting(e, endpoint.get().host()));
        }
    }

    private <T> Reply<T> reply(ExchangeResult received, Value<T> value, long start) {
        try {
            if (received instanceof Problem problem) {
                return failure(problem.kind(), problem.text(), start);
            }
            XmlRpcResponse response = parser.parse(((ExchangeResult.Body) received).bytes());
            if (response instanceof XmlRpcResponse.Refusal refusal) {
                return failure(refusal.kind(), said(refusal.text(), refusal.code()), start);
            }
            if (response instanceof XmlRpcResponse.Fault fault) {
                return failure(FailureKind.ONED_ERROR, said(fault.text(), fault.code()), start);
            }
            return new Reply.Answer<>(value.of(response), elapsed(start));
        } catch (MalformedAnswerException e) {
            return failure(FailureKind.MALFORMED, e.getMessage(), start);
        }
    }

    private static <T> Value<T> read(Document<T> document) {
        return response -> {
            if (response instanceof XmlRpcResponse.TextValue value) {
                return document.read(value.text());
            }
            throw new MalformedAnswerException("a number where a document was asked for");
        };
    }

    private static long number(XmlRpcResponse response) throws MalformedAnswerException {
        if (response instanceof XmlRpcResponse.NumberValue value) {
            return value.number();
        }
        throw new MalformedAnswerException("a document where a number was asked for");
    }

    private static <T> Reply<T> failure(FailureKind kind, String text, long start) {
        return new Reply.Failure<>(kind, Text.clean(text), elapsed(start));
    }

    private static String said(String text, int code) {
        return text.isBlank() ? "error " + code : text;
    }

    private static Duration elapsed(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @FunctionalInterface
    private interface Value<T> {
        T of(XmlRpcResponse response) throws MalformedAnswerException;
    }

    @FunctionalInterface
    private interface Document<T> {
        T read(String text) throws MalformedAnswerException;
    }
}
