package io.oneha.app.settings;

import io.oneha.base.Endpoint;

/** An endpoint as a user gives it. */
final class EndpointOption {
    private EndpointOption() {}

    /** The whole URL of an endpoint. Throws IllegalArgumentException with one line, which never repeats credentials. */
    static String parse(String text) {
        int scheme = text.indexOf("://");
        int path = text.indexOf('/', scheme < 0 ? 0 : scheme + "://".length());
        if ((path < 0 ? text : text.substring(0, path)).indexOf('@') >= 0) {
            throw new IllegalArgumentException(
                    "an endpoint holds no credentials: put user:password into a file and name it in ONE_AUTH");
        }
        return Endpoint.parse(text)
                .map(Endpoint::toString)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + text + "' is no endpoint: write http://HOST:2633/RPC2 or https://HOST/RPC2"));
    }
}
