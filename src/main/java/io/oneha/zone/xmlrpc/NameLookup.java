package io.oneha.zone.xmlrpc;

import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Resolves names off the event loop. Quarkus resolves on it with the JDK's blocking resolver, so one dead name server would
 * stop every call of this program, their timers included. A name is looked up once at a time: a name server that does not
 * answer costs one thread for each name, not one for each call. The JDK keeps what was found.
 */
final class NameLookup {
    /** The blocking resolver. */
    @FunctionalInterface
    interface NameService {
        InetAddress resolve(String host) throws UnknownHostException;
    }

    private final Vertx vertx;
    private final NameService service;
    private final ConcurrentMap<String, CompletableFuture<InetAddress>> running = new ConcurrentHashMap<>();

    NameLookup(Vertx vertx, NameService service) {
        this.vertx = vertx;
        this.service = service;
    }

    /** The address, or {@link UnknownHostException}. */
    CompletableFuture<InetAddress> resolve(String host) {
        return running.computeIfAbsent(host, this::start);
    }

    private CompletableFuture<InetAddress> start(String host) {
        return vertx.<InetAddress>executeBlocking(() -> service.resolve(host), false)
                .onComplete(result -> running.remove(host))
                .toCompletionStage()
                .toCompletableFuture();
    }
}
