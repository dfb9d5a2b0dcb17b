package io.oneha.cli.config;

import java.util.Locale;

/** XML-RPC endpoints as users type them. */
public final class Endpoints {
    private static final int PORT = 2633;
    private static final String PATH = "/RPC2";

    private Endpoints() {}

    /**
     * The whole URL of an endpoint: {@code n1a1}, {@code n1a1:2633} and {@code http://n1a1:2633} all mean
     * {@code http://n1a1:2633/RPC2}. Taken apart by hand, for host names in the field hold underscores, which URIs forbid.
     * Throws IllegalArgumentException with one line.
     */
    public static String complete(String text) {
        String url = text.strip();
        int schemeEnd = url.indexOf("://");
        String scheme = schemeEnd < 0 ? "http" : url.substring(0, schemeEnd).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw wrong(text, "only http and https are spoken");
        }
        String rest = schemeEnd < 0 ? url : url.substring(schemeEnd + 3);
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        String path = slash < 0 || slash == rest.length() - 1 ? PATH : rest.substring(slash);
        if (authority.indexOf('@') >= 0) {
            throw new IllegalArgumentException(
                    "an endpoint holds no credentials: put user:password into a file and name it in ONE_AUTH");
        }
        int colon = authority.lastIndexOf(':') > authority.lastIndexOf(']') ? authority.lastIndexOf(':') : -1;
        String host = colon < 0 ? authority : authority.substring(0, colon);
        if (!isHost(host) || colon >= 0 && !isPort(authority.substring(colon + 1)) || !isPrintable(path)) {
            throw wrong(text, "an endpoint looks like http://HOST:2633/RPC2");
        }
        boolean addPort = colon < 0 && schemeEnd < 0;
        return scheme + "://" + authority + (addPort ? ":" + PORT : "") + path;
    }

    private static boolean isHost(String host) {
        boolean literal = host.startsWith("[") && host.endsWith("]");
        String name = literal ? host.substring(1, host.length() - 1) : host;
        boolean named = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letterOrDigit = Character.isLetterOrDigit(c);
            if (!letterOrDigit && c != '.' && c != '-' && c != '_' && !(literal && (c == ':' || c == '%'))) {
                return false;
            }
            named |= letterOrDigit || literal;
        }
        return named;
    }

    private static boolean isPort(String port) {
        try {
            int number = Integer.parseInt(port);
            return number > 0 && number <= 65535;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isPrintable(String path) {
        return path.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static IllegalArgumentException wrong(String text, String why) {
        return new IllegalArgumentException("'" + text + "' is no endpoint: " + why);
    }
}
