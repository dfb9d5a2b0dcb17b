package io.oneha.base;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an oned answers XML-RPC, in one spelling, so that equal ones are equal. Taken apart by hand: hosts in the field hold
 * underscores, in which {@link URI} finds no host.
 *
 * @param scheme http or https
 * @param host a name in lower case or a literal address in its shortest form, IPv6 without brackets
 * @param port the port that is connected to: 80 for http and 443 for https where the URL names none (RFC 9110)
 * @param path the path, {@code /RPC2} where the URL names none
 */
public record Endpoint(String scheme, String host, int port, String path) {
    /** oned's own port, and that of a host that is given without a scheme. */
    public static final int ONED_PORT = 2633;

    private static final String HTTP = "http";
    private static final String HTTPS = "https";
    private static final String ONED_PATH = "/RPC2";
    private static final int MAX_LENGTH = 2000;
    private static final int MAX_PORT = 65_535;
    private static final String NOT_IN_PATHS = "?#\"'\\<>^`{|}%";
    private static final Pattern ESCAPE = Pattern.compile("%[0-9a-fA-F]{2}");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    /** A link-local address that names its interface ({@code fe80::1%eth0}, RFC 4007). */
    private static final Pattern SCOPED = Pattern.compile("([^%]*:[^%]*)%[A-Za-z0-9._-]+");

    /** More than zones have; beyond it something makes up new ones, and then nothing is kept. */
    private static final int MOST_KNOWN = 1024;

    /** A dashboard compares the same few endpoints hundreds of times a second. */
    private static final Map<String, Known> KNOWN = new ConcurrentHashMap<>();

    /** Where the oned of a host answers when nothing else is said: {@code http://HOST:2633/RPC2}. */
    public static Endpoint of(String host) {
        return new Endpoint(HTTP, spelled(host), ONED_PORT, ONED_PATH);
    }

    /**
     * An endpoint as people and pools write it: a URL, or HOST or HOST:PORT, which mean {@code http://HOST:2633/RPC2} and
     * {@code http://HOST:PORT/RPC2}. Empty where oned could not answer there; so is one with credentials, a query or a fragment.
     */
    public static Optional<Endpoint> parse(String text) {
        return known(text).endpoint;
    }

    /** Whether two texts name the same port and path of the same host. */
    public static boolean same(String one, String other) {
        return key(one).equals(key(other));
    }

    /** What all spellings of one endpoint have in common; of a text that is none, the text. */
    public static String key(String text) {
        return known(text).key;
    }

    /** How a server is called that is known by its endpoint only: its host, and the port where that is not oned's. */
    public static String label(String text) {
        return parse(text).map(Endpoint::label).orElse(text);
    }

    /** Its host, and the port where that is not oned's. */
    public String label() {
        return port == ONED_PORT ? host : bracketed() + ":" + port;
    }

    /** Whether the host is this machine's own loopback by its looks, which says nothing about who asks. */
    public boolean isLoopback() {
        return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
    }

    /** Whether the host is an address already. */
    public boolean isLiteral() {
        return IpAddress.parse(withoutScope(host)).isPresent();
    }

    /** Whether it is spoken to by TLS. */
    public boolean isEncrypted() {
        return scheme.equals(HTTPS);
    }

    /** The same port and path at another host or address. */
    public Endpoint at(String otherHost) {
        return new Endpoint(scheme, spelled(otherHost), port, path);
    }

    /** The URL with the host as it stands. */
    public URI uri() {
        return URI.create(url(bracketed()));
    }

    /** The URL with an address in place of the host's name. */
    public URI uri(InetAddress address) {
        String literal = address.getHostAddress();
        return URI.create(url(address instanceof Inet6Address ? "[" + literal.replace("%", "%25") + "]" : literal));
    }

    /** The URL in its one spelling; without the port where the scheme implies it. */
    @Override
    public String toString() {
        return url(bracketed());
    }

    private String url(String authorityHost) {
        return scheme + "://" + authorityHost + (port == defaultPort(scheme) ? "" : ":" + port) + path;
    }

    private String bracketed() {
        return host.indexOf(':') >= 0 ? "[" + host.replace("%", "%25") + "]" : host;
    }

    private static int defaultPort(String scheme) {
        return scheme.equals(HTTPS) ? 443 : 80;
    }

    private static Known known(String text) {
        Known known = KNOWN.get(text);
        if (known != null) {
            return known;
        }
        Optional<Endpoint> endpoint = read(text.strip());
        // One that was written with credentials is still the same endpoint, though it is not asked by them.
        Optional<Endpoint> bare = endpoint.or(() -> read(withoutUser(text.strip())));
        Known found = new Known(
                endpoint,
                bare.map(at -> at.bracketed() + ":" + at.port + at.path).orElse(text));
        if (KNOWN.size() < MOST_KNOWN && text.length() <= MAX_LENGTH) {
            KNOWN.put(text, found);
        }
        return found;
    }

    private static Optional<Endpoint> read(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        int colon = text.indexOf("://");
        String scheme = colon < 0 ? HTTP : text.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!scheme.equals(HTTP) && !scheme.equals(HTTPS)) {
            return Optional.empty();
        }
        String rest = colon < 0 ? text : text.substring(colon + "://".length());
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        String path = path(slash < 0 ? "" : rest.substring(slash));
        if (!isPath(path)) {
            return Optional.empty();
        }
        int port = colon < 0 ? ONED_PORT : defaultPort(scheme);
        if (colon < 0 && IpAddress.parse(authority).filter(IpAddress::isV6).isPresent()) {
            return Optional.of(new Endpoint(scheme, spelled(authority), port, path));
        }
        return split(scheme, authority, port, path);
    }

    private static Optional<Endpoint> split(String scheme, String authority, int defaultPort, String path) {
        int colon = authority.lastIndexOf(':');
        boolean hasPort = colon > authority.lastIndexOf(']');
        String host = hasPort ? authority.substring(0, colon) : authority;
        int port = hasPort ? port(authority.substring(colon + 1)) : defaultPort;
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String name = bracketed ? host.substring(1, host.length() - 1).replaceFirst("%25", "%") : host;
        String unscoped = bracketed ? withoutScope(name) : name;
        boolean v6 = IpAddress.parse(unscoped).filter(IpAddress::isV6).isPresent();
        return port > 0 && bracketed == v6 && HostName.isValid(unscoped)
                ? Optional.of(new Endpoint(scheme, spelled(name), port, path))
                : Optional.empty();
    }

    /** The port, or 0 where the text is none. */
    private static int port(String digits) {
        int port = PORT.matcher(digits).matches() ? Integer.parseInt(digits) : 0;
        return port <= MAX_PORT ? port : 0;
    }

    private static String path(String given) {
        String path = given.replaceFirst("/+$", "");
        return path.isEmpty() ? ONED_PATH : path;
    }

    private static boolean isPath(String path) {
        return ESCAPE.matcher(path)
                .replaceAll("")
                .chars()
                .allMatch(c -> c > ' ' && c < 0x7f && NOT_IN_PATHS.indexOf(c) < 0);
    }

    private static String spelled(String host) {
        String unscoped = withoutScope(host);
        return IpAddress.parse(unscoped)
                .map(address -> address + host.substring(unscoped.length()))
                .orElseGet(() -> host.toLowerCase(Locale.ROOT));
    }

    private static String withoutScope(String host) {
        Matcher scoped = SCOPED.matcher(host);
        return scoped.matches() ? scoped.group(1) : host;
    }

    private static String withoutUser(String text) {
        int scheme = text.indexOf("://");
        int start = scheme < 0 ? 0 : scheme + "://".length();
        int slash = text.indexOf('/', start);
        int at = text.lastIndexOf('@', slash < 0 ? text.length() : slash);
        return at < start ? text : text.substring(0, start) + text.substring(at + 1);
    }

    /** What is kept of a text. */
    private record Known(Optional<Endpoint> endpoint, String key) {}
}
