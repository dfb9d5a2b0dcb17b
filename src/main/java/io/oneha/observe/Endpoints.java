package io.oneha.observe;

import java.util.Locale;

/** Compares XML-RPC endpoints as people write them; parsed by hand because host names here may hold what URIs forbid. */
public final class Endpoints {
    private static final String DEFAULT_PORT = "2633";
    private static final String DEFAULT_PATH = "/RPC2";

    private Endpoints() {}

    /**
     * What two spellings of one endpoint have in common: host in lower case, port (oned's 2633 when http names none) and path
     * ({@code /RPC2} when it names none).
     */
    public static String key(String endpoint) {
        String rest = withoutScheme(endpoint);
        int slash = rest.indexOf('/');
        String path = slash < 0 ? "" : rest.substring(slash);
        while (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        return host(endpoint) + ":" + port(endpoint) + (path.isEmpty() ? DEFAULT_PATH : path);
    }

    /** The path; {@code /RPC2} when there is none. */
    public static String path(String endpoint) {
        String key = key(endpoint);
        return key.substring(key.indexOf('/'));
    }

    /** The host in lower case, an IPv6 address without its brackets. */
    public static String host(String endpoint) {
        String authority = authority(endpoint);
        int colon = portColon(authority);
        String host = colon < 0 ? authority : authority.substring(0, colon);
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    /** How a server is called that is known by its endpoint only: its host, and the port where that is not oned's. */
    public static String label(String endpoint) {
        String port = port(endpoint);
        String host = host(endpoint);
        if (port.equals(DEFAULT_PORT)) {
            return host;
        }
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    /** Whether the host is this machine's own loopback by its looks, which says nothing about who asks. */
    static boolean isLoopback(String endpoint) {
        String host = host(endpoint);
        return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
    }

    /** The port, oned's 2633 when http names none. */
    public static String port(String endpoint) {
        String authority = authority(endpoint);
        int colon = portColon(authority);
        if (colon >= 0 && colon < authority.length() - 1) {
            return authority.substring(colon + 1);
        }
        return endpoint.trim().toLowerCase(Locale.ROOT).startsWith("https://") ? "443" : DEFAULT_PORT;
    }

    private static int portColon(String authority) {
        int colon = authority.lastIndexOf(':');
        return colon > authority.lastIndexOf(']') ? colon : -1;
    }

    private static String authority(String endpoint) {
        String rest = withoutScheme(endpoint);
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        return authority.substring(authority.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    private static String withoutScheme(String endpoint) {
        String trimmed = endpoint.trim();
        int scheme = trimmed.indexOf("://");
        return scheme < 0 ? trimmed : trimmed.substring(scheme + 3);
    }
}
