package io.oneha.inventory;

import java.util.Locale;
import java.util.Optional;

/** The URL of an oned's XML-RPC port, in one spelling so that equal ones can be told. */
final class Endpoint {
    private static final int PORT = 2633;
    private static final String PATH = "/RPC2";
    private static final int MAX_PORT = 65_535;

    private Endpoint() {}

    /** Where an oned answers when nothing else is said. */
    static String of(String address) {
        return "http://" + host(address) + ":" + PORT + PATH;
    }

    /** The URL in its one spelling, or empty when it is none that oned could answer at. */
    static Optional<String> parse(String url) {
        String text = url.strip();
        int colon = text.indexOf("://");
        String scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Optional.empty();
        }
        String rest = text.substring(colon + 3);
        int slash = rest.indexOf('/');
        String path = slash < 0 ? PATH : rest.substring(slash);
        boolean plainPath = path.chars().allMatch(c -> c > ' ' && c < 0x7f && "?#\"'\\<>^`{|}".indexOf(c) < 0);
        return plainPath
                ? authority(slash < 0 ? rest : rest.substring(0, slash)).map(at -> scheme + "://" + at + path)
                : Optional.empty();
    }

    private static Optional<String> authority(String text) {
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon > text.lastIndexOf(']');
        String host = hasPort ? text.substring(0, colon) : text;
        String port = hasPort ? text.substring(colon + 1) : "";
        if (hasPort && (port.length() > 5 || !Names.isNumber(port) || !isPort(Integer.parseInt(port)))) {
            return Optional.empty();
        }
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String name = bracketed ? host.substring(1, host.length() - 1) : host;
        boolean v6 = IpAddress.parse(name).filter(IpAddress::isV6).isPresent();
        return bracketed == v6 && Names.isHost(name)
                ? Optional.of(host(name) + (hasPort ? ":" + Integer.parseInt(port) : ""))
                : Optional.empty();
    }

    private static boolean isPort(int port) {
        return port >= 1 && port <= MAX_PORT;
    }

    private static String host(String name) {
        return IpAddress.parse(name)
                .map(address -> address.isV6() ? "[" + address + "]" : address.toString())
                .orElseGet(() -> name.toLowerCase(Locale.ROOT));
    }
}
