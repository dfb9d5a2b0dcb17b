package io.oneha.demo.http;

import java.util.function.Consumer;

/** What answers the calls that come in. */
@FunctionalInterface
public interface CallHandler {
    /** Gets the XML of a call and where its answer goes. */
    void call(String body, Consumer<String> answer);
}
