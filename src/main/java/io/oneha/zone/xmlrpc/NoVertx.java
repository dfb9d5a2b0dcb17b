package io.oneha.zone.xmlrpc;

import io.quarkus.runtime.RuntimeValue;
import io.vertx.core.Vertx;

/** What {@link VertxOnDemand} gives to those who only keep it. */
final class NoVertx extends RuntimeValue<Vertx> {
    @Override
    public Vertx getValue() {
        return null;
    }
}
