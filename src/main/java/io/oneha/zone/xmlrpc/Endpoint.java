package io.oneha.zone.xmlrpc;

import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * An XML-RPC endpoint taken apart.
 *
 * @param scheme http or https
 * @param host a name or a literal address, IPv6 without brackets
 * @param port the port, -1 for the scheme's own
 * @param path path and query as they are sent
 */
record Endpoint(String scheme, String host, int port, String path) {
    private static final int MAX_LENGTH = 2000;

    /** Takes it apart; empty where it is no http or https URL with a host and nothing that does not belong there. */
    static Optional<Endpoint> parse(String url) {
        if (url.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(url.strip());
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(java.util.Locale.ROOT);
            String authority = uri.getRawAuthority();
            boolean usable = (scheme.equals("http") || scheme.equals("https"))
                    && authority != null
                    && uri.getRawUserInfo() == null
                    && authority.indexOf('@') < 0
                    && uri.getRawFragment() == null;
            return usable ? split(scheme, uri, authority) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    // java.net.URI finds no host in an authority with an underscore, which machines' names may well have.
    private static Optional<Endpoint> split(String scheme, URI uri, String authority) {
        int bracket = authority.lastIndexOf(']');
        int colon = authority.indexOf(':', bracket + 1);
        String host = colon < 0 ? authority : authority.substring(0, colon);
        Optional<Integer> port = colon < 0 ? Optional.of(-1) : port(authority.substring(colon + 1));
        if (bracket >= 0) {
            host = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : "";
        }
        if (host.isEmpty() || port.isEmpty()) {
            return Optional.empty();
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return Optional.of(new Endpoint(scheme, host, port.get(), path + query));
    }

    private static Optional<Integer> port(String digits) {
        try {
            int port = Integer.parseInt(digits);
            return port > 0 && port <= 65535 ? Optional.of(port) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Whether the host is an address already. */
    boolean isLiteral() {
        return NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
    }

    boolean isEncrypted() {
        return scheme.equals("https");
    }

    /** The port that is connected to. */
    int effectivePort() {
        return port > 0 ? port : isEncrypted() ? 443 : 80;
    }

    /** The URL with the host as it stands. */
    URI uri() {
        return uri(host.indexOf(':') >= 0 ? "[" + host + "]" : host);
    }

    /** The URL with an address in place of the host's name. */
    URI uri(InetAddress address) {
        String literal = address.getHostAddress();
        return uri(address instanceof Inet6Address ? "[" + literal.replace("%", "%25") + "]" : literal);
    }

    private URI uri(String authorityHost) {
        return URI.create(scheme + "://" + authorityHost + (port > 0 ? ":" + port : "") + path);
    }
}
