package io.oneha.zone.xmlrpc;

import io.oneha.base.Endpoint;
import io.oneha.base.Text;
import io.oneha.zone.FailureKind;
import io.oneha.zone.xmlrpc.ExchangeResult.Problem;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.net.HostAndPort;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/**
 * One call on its way: name, connection, request, answer, each as far as the deadline lets it. Whatever happens, its future
 * completes, once, and its connection is closed.
 */
final class Exchange {
    private static final Pattern XML = Pattern.compile("(?i)\\s*(text|application)/([\\w.-]+\\+)?xml\\s*(;|$)");

    private final Vertx vertx;
    private final Endpoint endpoint;
    private final boolean isLiteral;
    private final byte[] call;
    private final int limit;
    private final long timeoutMillis;
    private final CompletableFuture<ExchangeResult> result = new CompletableFuture<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(1024);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private boolean sent;
    private long timer;
    private boolean resolving;
    private boolean done;
    private HttpClientRequest request;

    Exchange(Vertx vertx, Endpoint endpoint, byte[] call, int limit, Duration timeout) {
        this.vertx = vertx;
        this.endpoint = endpoint;
        this.isLiteral = endpoint.isLiteral();
        this.call = call;
        this.limit = limit;
        this.timeoutMillis = Math.max(1, timeout.toMillis());
    }

    /** The exchange that the current Vert.x context works for: the REST client hands requests over without saying whose. */
    static Optional<Exchange> current() {
        return Optional.ofNullable(Vertx.currentContext()).flatMap(context -> own(context)
                .or(() -> Optional.ofNullable(context.<Context>getLocal(VertxContext.PARENT_CONTEXT))
                        .flatMap(Exchange::own)));
    }

    private static Optional<Exchange> own(Context context) {
        return Optional.ofNullable(context.getLocal(Exchange.class));
    }

    CompletableFuture<ExchangeResult> start(OnedClient client, NameLookup names) {
        Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        context.putLocal(Exchange.class, this);
        synchronized (this) {
            timer = vertx.setTimer(timeoutMillis, id -> expire());
            resolving = !isLiteral;
        }
        if (isLiteral) {
            context.runOnContext(ignored -> send(client, endpoint.uri()));
        } else {
            names.resolve(endpoint.host())
                    .whenComplete(
                            (address, failure) -> context.runOnContext(ignored -> resolved(client, address, failure)));
        }
        return result;
    }

    /**
     * Completes once the REST client is done with it too, which may be later than its answer: a connection that was given up is
     * still being made.
     */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** There is a connection; the request is about to be sent on it. */
    void connected(HttpClientRequest created) {
        boolean late;
        synchronized (this) {
            late = done;
            request = created;
        }
        if (late) {
            created.connection().close();
            return;
        }
        if (!isLiteral) {
            // The connection is to an address; the server shall see its name.
            created.authority(HostAndPort.create(endpoint.host(), endpoint.port()));
        }
        // Without a handler Vert.x logs what a server does wrong as an error of ours.
        created.connection().exceptionHandler(this::failed);
        created.response().onSuccess(this::answered);
    }

    private void resolved(OnedClient client, InetAddress address, Throwable failure) {
        synchronized (this) {
            resolving = false;
        }
        if (failure != null) {
            finish(CallFailures.connecting(failure, endpoint.host()));
        } else {
            // With TLS the name is needed for the certificate; the JDK has just cached its address.
            send(client, endpoint.isEncrypted() ? endpoint.uri() : endpoint.uri(address));
        }
    }

    private void send(OnedClient client, URI uri) {
        synchronized (this) {
            if (done) {
                return;
            }
            sent = true;
        }
        client.call(uri, call)
                .onTermination()
                .invoke(() -> ended.complete(null))
                .subscribe()
                .with(this::chunk, this::failed, this::complete);
    }

    // Called before the REST client looks at the answer. By its type it would decode forms without a limit, or wait
    // for events: it gets to see nothing but XML, of which it hands over the bytes.
    private void answered(HttpClientResponse response) {
        String type = response.getHeader("Content-Type");
        String length = response.getHeader("Content-Length");
        if (response.statusCode() != 200) {
            finish(malformed("HTTP status " + response.statusCode()));
        } else if (type != null && !XML.matcher(type).lookingAt()) {
            finish(malformed("answer of type " + Text.clean(type, 60) + " instead of XML"));
        } else if (length != null && isAbove(length, limit)) {
            finish(tooLarge());
        }
    }

    private void chunk(byte[] bytes) {
        boolean tooLarge;
        synchronized (this) {
            tooLarge = body.size() + bytes.length > limit;
            if (!done && !tooLarge) {
                body.write(bytes, 0, bytes.length);
            }
        }
        if (tooLarge) {
            finish(tooLarge());
        }
    }

    private void complete() {
        byte[] bytes;
        synchronized (this) {
            bytes = body.toByteArray();
        }
        finish(new ExchangeResult.Body(bytes));
    }

    private void failed(Throwable failure) {
        boolean connected;
        int received;
        synchronized (this) {
            connected = request != null;
            received = body.size();
        }
        finish(connected ? CallFailures.reading(failure, received) : CallFailures.connecting(failure, endpoint.host()));
    }

    private void expire() {
        Problem problem;
        synchronized (this) {
            String within = " within " + timeoutMillis + " ms";
            if (resolving) {
                problem = new Problem(
                        FailureKind.UNRESOLVED, CallFailures.host(endpoint.host()) + " not resolved" + within);
            } else if (request == null) {
                problem = new Problem(FailureKind.UNREACHABLE, "no connection" + within);
            } else {
                problem =
                        new Problem(FailureKind.SILENT, (body.size() == 0 ? "no answer" : "no whole answer") + within);
            }
        }
        finish(problem);
    }

    /** Ends it where it stands, unless it has ended. */
    void finish(ExchangeResult received) {
        HttpClientRequest open;
        synchronized (this) {
            if (done) {
                return;
            }
            done = true;
            if (!sent) {
                ended.complete(null);
            }
            open = request;
            vertx.cancelTimer(timer);
        }
        // Closing is what stops the REST client; a cancelled subscription would make it log what follows as an error.
        if (received instanceof Problem && open != null) {
            open.connection().close();
        }
        result.complete(received);
    }

    private static boolean isAbove(String length, int limit) {
        try {
            return Long.parseLong(length.strip()) > limit;
        } catch (NumberFormatException e) {
            return true;
        }
    }

    private Problem tooLarge() {
        return malformed("answer larger than " + limit + " bytes");
    }

    private static Problem malformed(String text) {
        return new Problem(FailureKind.MALFORMED, text);
    }
}
