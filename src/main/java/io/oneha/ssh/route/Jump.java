package io.oneha.ssh.route;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A host as ssh's command line and ProxyJump name it: {@code [user@]host[:port]} or {@code ssh://[user@]host[:port]}. Source:
 * OpenSSH 9.2, misc.c (parse_uri, parse_user_host_port).
 *
 * @param user the user, if it is there
 * @param host the name or address, without brackets
 * @param port the port, if it is there
 */
record Jump(Optional<String> user, String host, OptionalInt port) {
    private static final String URI = "ssh://";
    private static final String REFUSED = "'`\"$\\;&<>|(){},";
    private static final int MAX_PORT = 65535;

    /** One host of a ProxyJump. */
    static Jump parse(String text, ConfigLine place) {
        return text.startsWith(URI) ? uri(text, place) : parts(text, text.lastIndexOf('@'), place);
    }

    /** The host as the last argument of ssh, where only a URI holds a port. */
    static Jump destination(String text, ConfigLine place) {
        if (text.startsWith(URI)) {
            return uri(text, place);
        }
        int at = text.lastIndexOf('@');
        if (at == 0) {
            throw place.fault("no user before the @ in " + text);
        }
        String host = checked(text.substring(at + 1), text, place);
        return new Jump(at < 0 ? Optional.empty() : Optional.of(text.substring(0, at)), host, OptionalInt.empty());
    }

    /** A port's number. */
    static int port(String text, ConfigLine place) {
        int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        if (port == 0 || port > MAX_PORT) {
            throw place.fault("not a port: " + text);
        }
        return port;
    }

    private static Jump uri(String text, ConfigLine place) {
        String rest = text.substring(URI.length());
        Jump jump = parts(rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest, rest.indexOf('@'), place);
        Optional<String> user = jump.user()
                .map(name -> name.contains(";") ? name.substring(0, name.indexOf(';')) : name)
                .map(name -> decoded(name, place));
        if (jump.host().contains("/") || user.filter(String::isEmpty).isPresent()) {
            throw place.fault("not a host: " + text);
        }
        return new Jump(user, jump.host(), jump.port());
    }

    private static Jump parts(String text, int at, ConfigLine place) {
        if (at == 0) {
            throw place.fault("no user before the @ in " + text);
        }
        Optional<String> user = at < 0 ? Optional.empty() : Optional.of(text.substring(0, at));
        String rest = text.substring(at + 1);
        int close = rest.startsWith("[") ? rest.indexOf(']') : -1;
        int colon = rest.indexOf(':', Math.max(close, 0));
        String host = colon < 0 ? rest : rest.substring(0, colon);
        String port = colon < 0 ? "" : rest.substring(colon + 1);
        if (close >= 0) {
            if (close != host.length() - 1) {
                throw place.fault("not a host: " + text);
            }
            host = host.substring(1, close);
        }
        return new Jump(
                user,
                checked(host, text, place),
                port.isEmpty() ? OptionalInt.empty() : OptionalInt.of(port(port, place)));
    }

    /** What ssh lets pass as a host's name. Source: OpenSSH 10, misc.c (ssh_valid_hostname). */
    private static String checked(String host, String text, ConfigLine place) {
        boolean isFit = !host.isEmpty()
                && host.charAt(0) != '-'
                && host.chars().allMatch(c -> c > ' ' && c != 0x7f && REFUSED.indexOf(c) < 0);
        if (!isFit) {
            throw place.fault("not a host: " + (text.isEmpty() ? "nothing" : text));
        }
        return host;
    }

    private static String decoded(String text, ConfigLine place) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw place.fault("not a user: " + text);
        }
    }
}
