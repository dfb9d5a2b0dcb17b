package io.oneha.zone.xmlrpc;

import io.oneha.zone.Credentials;
import io.oneha.zone.FailureKind;
import io.oneha.zone.MalformedAnswerException;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.SystemSettings;
import io.oneha.zone.Text;
import io.oneha.zone.XmlRpcParser;
import io.oneha.zone.XmlRpcRequest;
import io.oneha.zone.XmlRpcResponse;
import io.oneha.zone.Zone;
import io.oneha.zone.ZoneApi;
import io.oneha.zone.ZoneXml;
import io.oneha.zone.xmlrpc.NameLookup.NameService;
import io.oneha.zone.xmlrpc.Received.Problem;
import io.quarkus.arc.Arc;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@link ZoneApi} over HTTP. It needs a running Quarkus, whose Vert.x it uses; it starts no thread of its own. Futures complete
 * on an event loop: what is chained to them must not block.
 *
 * <p>An answer may have 1 MiB, that of {@code one.system.config} 8 MiB; where more comes, the connection is closed. Redirects
 * are not followed.
 */
public final class HttpZoneApi implements ZoneApi, AutoCloseable {
    private static final int MAX_ANSWER = 1 << 20;
    private static final int MAX_CONFIG = 8 << 20;
    private static final int MAX_VERSION = 64;
    private static final Problem NO_URL =
            new Problem(FailureKind.UNREACHABLE, "the endpoint is not an http or https URL");
    private static final Problem CLOSED = new Problem(FailureKind.UNREACHABLE, "closed");

    private final Credentials credentials;
    private final Vertx vertx;
    private final NameLookup names;
    private final OnedClients clients = new OnedClients();
    private final Set<Exchange> open = ConcurrentHashMap.newKeySet();
    private final XmlRpcParser parser = new XmlRpcParser();
    private final ZoneXml documents = new ZoneXml();
    private volatile boolean closed;

    /** Calls as this user. */
    public HttpZoneApi(Credentials credentials) {
        this(credentials, InetAddress::getByName);
    }

    HttpZoneApi(Credentials credentials, NameService service) {
        this.credentials = credentials;
        this.vertx = Arc.container().instance(Vertx.class).get();
        this.names = new NameLookup(vertx, service);
    }

    @Override
    public CompletableFuture<Reply<RaftStatus>> raftStatus(String endpoint, Duration timeout) {
        return call(endpoint, request("one.zone.raftstatus"), MAX_ANSWER, timeout, documents::raft);
    }

    @Override
    public CompletableFuture<Reply<Zone>> zone(String endpoint, int zoneId, Duration timeout) {
        return call(endpoint, request("one.zone.info").integer(zoneId), MAX_ANSWER, timeout, documents::zone);
    }

    @Override
    public CompletableFuture<Reply<List<Zone>>> zonePool(String endpoint, Duration timeout) {
        return call(endpoint, request("one.zonepool.info"), MAX_ANSWER, timeout, documents::pool);
    }

    @Override
    public CompletableFuture<Reply<String>> version(String endpoint, Duration timeout) {
        return call(
                endpoint, request("one.system.version"), MAX_ANSWER, timeout, text -> Text.clean(text, MAX_VERSION));
    }

    @Override
    public CompletableFuture<Reply<SystemSettings>> settings(String endpoint, Duration timeout) {
        return call(endpoint, request("one.system.config"), MAX_CONFIG, timeout, documents::settings);
    }

    /** Ends all calls under way; their futures complete as failures. */
    @Override
    public void close() {
        closed = true;
        open.forEach(exchange -> exchange.abort(CLOSED));
        clients.close();
    }

    private XmlRpcRequest request(String method) {
        return XmlRpcRequest.of(method, credentials);
    }

    private <T> CompletableFuture<Reply<T>> call(
            String url, XmlRpcRequest request, int limit, Duration timeout, Document<T> document) {
        long start = System.nanoTime();
        return exchange(url, request, limit, timeout).thenApply(received -> reply(received, document, start));
    }

    private CompletableFuture<Received> exchange(String url, XmlRpcRequest request, int limit, Duration timeout) {
        Optional<Endpoint> endpoint = Endpoint.parse(url);
        if (endpoint.isEmpty()) {
            return CompletableFuture.completedFuture(NO_URL);
        }
        Exchange exchange = new Exchange(vertx, endpoint.get(), request.bytes(), limit, timeout);
        open.add(exchange);
        if (closed) {
            open.remove(exchange);
            return CompletableFuture.completedFuture(CLOSED);
        }
        try {
            return exchange.start(clients.within(timeout), names)
                    .whenComplete((received, failure) -> open.remove(exchange));
        } catch (RuntimeException e) {
            // Quarkus is going down, and its Vert.x with it.
            open.remove(exchange);
            return CompletableFuture.completedFuture(
                    Problems.connecting(e, endpoint.get().host()));
        }
    }

    private <T> Reply<T> reply(Received received, Document<T> document, long start) {
        try {
            if (received instanceof Received.Body body) {
                return reply(parser.parse(body.bytes()), document, start);
            }
            Problem problem = (Problem) received;
            return failure(problem.kind(), problem.text(), start);
        } catch (MalformedAnswerException e) {
            return failure(FailureKind.MALFORMED, e.getMessage(), start);
        }
    }

    private static <T> Reply<T> reply(XmlRpcResponse response, Document<T> document, long start)
            throws MalformedAnswerException {
        if (response instanceof XmlRpcResponse.TextValue value) {
            return new Reply.Answer<>(document.read(value.text()), elapsed(start));
        }
        if (response instanceof XmlRpcResponse.Refusal refusal) {
            return failure(refusal.kind(), said(refusal.text(), refusal.code()), start);
        }
        if (response instanceof XmlRpcResponse.Fault fault) {
            return failure(FailureKind.ONED_ERROR, said(fault.text(), fault.code()), start);
        }
        throw new MalformedAnswerException("a number where a document was asked for");
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
    private interface Document<T> {
        T read(String text) throws MalformedAnswerException;
    }
}
