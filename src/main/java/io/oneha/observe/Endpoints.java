package io.oneha.observe;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Compares XML-RPC endpoints as people write them; parsed by hand because host names here may hold what URIs forbid. */
public final class Endpoints {
    private static final String DEFAULT_PORT = "2633";
    private static final String DEFAULT_PATH = "/RPC2";

    /** More than zones have; beyond it something makes up new ones, and then nothing is kept. */
    private static final int MOST_KNOWN = 1024;

    /** A dashboard compares the same few endpoints hundreds of times a second. */
    private static final Map<String, Parts> KNOWN = new ConcurrentHashMap<>();

    private Endpoints() {}

    /**
     * What two spellings of one endpoint have in common: host in lower case, port (oned's 2633 when http names none) and path
     * ({@code /RPC2} when it names none).
     */
    public static String key(String endpoint) {
        return parts(endpoint).key;
    }

    /** The path; {@code /RPC2} when there is none. */
    public static String path(String endpoint) {
        return parts(endpoint).path;
    }

    /** The host in lower case, an IPv6 address without its brackets. */
    public static String host(String endpoint) {
        return parts(endpoint).host;
    }

    /** The port, oned's 2633 when http names none. */
    public static String port(String endpoint) {
        return parts(endpoint).port;
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

    private static Parts parts(String endpoint) {
        Parts known = KNOWN.get(endpoint);
        if (known != null) {
            return known;
        }
        Parts parts = Parts.of(endpoint);
        if (KNOWN.size() < MOST_KNOWN) {
            KNOWN.put(endpoint, parts);
        }
        return parts;
    }

    private record Parts(String host, String port, String path, String key) {
        static Parts of(String endpoint) {
            String trimmed = endpoint.trim();
            int scheme = trimmed.indexOf("://");
            String rest = scheme < 0 ? trimmed : trimmed.substring(scheme + 3);
            int slash = rest.indexOf('/');
            String authority = slash < 0 ? rest : rest.substring(0, slash);
            authority = authority.substring(authority.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
            String path = slash < 0 ? "" : rest.substring(slash);
            while (path.endsWith("/")) {
                path = path.substring(0, path.length() - 1);
            }
            path = path.isEmpty() ? DEFAULT_PATH : path;
            int colon = authority.lastIndexOf(':');
            colon = colon > authority.lastIndexOf(']') ? colon : -1;
            String host = colon < 0 ? authority : authority.substring(0, colon);
            host = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
            boolean named = colon >= 0 && colon < authority.length() - 1;
            String port = named ? authority.substring(colon + 1) : defaultPort(trimmed);
            return new Parts(host, port, path, host + ":" + port + path);
        }

        private static String defaultPort(String endpoint) {
            return endpoint.toLowerCase(Locale.ROOT).startsWith("https://") ? "443" : DEFAULT_PORT;
        }
    }
}
