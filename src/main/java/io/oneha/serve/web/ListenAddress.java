package io.oneha.serve.web;

import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a server listens, as Prometheus' exporters take it: {@code :9836}, {@code 127.0.0.1:9836}, {@code [::1]:9836}. */
public final class ListenAddress {
    private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^\\[\\]:/\\s]*):([0-9]{1,5})");
    private static final int HIGHEST = 65_535;

    private ListenAddress() {}

    /**
     * Reads one; without a host it is every address of this machine. A name is looked up.
     *
     * @throws IllegalArgumentException with one line: what is wrong and what is expected
     */
    public static InetSocketAddress parse(String text) {
        Matcher matcher = ADDRESS.matcher(text.strip());
        int port = matcher.matches() ? Integer.parseInt(matcher.group(2)) : -1;
        if (port < 0 || port > HIGHEST) {
            throw new IllegalArgumentException("'" + text
                    + "' is no address to listen on: write HOST:PORT, such as 127.0.0.1:9836, or :9836 for all");
        }
        String host = matcher.group(1).replaceAll("[\\[\\]]", "");
        InetSocketAddress address = host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new IllegalArgumentException(
                    "the host of '" + text + "' does not resolve: write one of this machine's addresses");
        }
        return address;
    }
}
