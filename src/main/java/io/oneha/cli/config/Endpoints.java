package io.oneha.cli.config;

import java.net.URI;
import java.net.URISyntaxException;

/** XML-RPC endpoints as users type them. */
public final class Endpoints {
    private static final int PORT = 2633;
    private static final String PATH = "/RPC2";

    private Endpoints() {}

    /**
     * The whole URL of an endpoint: {@code n1a1}, {@code n1a1:2633} and {@code http://n1a1:2633} all mean
     * {@code http://n1a1:2633/RPC2}. Throws IllegalArgumentException with one line.
     */
    public static String complete(String text) {
        String url = text.strip();
        boolean bare = !url.contains("://");
        try {
            URI uri = new URI(bare ? "http://" + url : url);
            if (!"http".equalsIgnoreCase(uri.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())) {
                throw wrong(text, "only http and https are spoken");
            }
            if (uri.getRawUserInfo() != null) {
                throw new IllegalArgumentException(
                        "an endpoint holds no credentials: put user:password into a file and name it in ONE_AUTH");
            }
            if (uri.getHost() == null || uri.getPort() > 65535) {
                throw wrong(text, "an endpoint looks like http://HOST:2633/RPC2");
            }
            int port = uri.getPort() < 0 && bare ? PORT : uri.getPort();
            String path = uri.getRawPath().isEmpty() || "/".equals(uri.getRawPath()) ? PATH : uri.getRawPath();
            return uri.getScheme() + "://" + uri.getHost() + (port < 0 ? "" : ":" + port) + path;
        } catch (URISyntaxException e) {
            throw wrong(text, "an endpoint looks like http://HOST:2633/RPC2");
        }
    }

    private static IllegalArgumentException wrong(String text, String why) {
        return new IllegalArgumentException("'" + text + "' is no endpoint: " + why);
    }
}
