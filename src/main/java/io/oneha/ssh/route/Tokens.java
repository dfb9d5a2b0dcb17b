package io.oneha.ssh.route;

import java.util.LinkedHashMap;
import java.util.Map;

/** The values that {@code %h} and its like stand for. Source: ssh_config(5), TOKENS. */
record Tokens(Map<Character, String> values) {
    /** Only the host, as HostName knows it. */
    static Tokens ofHost(String host) {
        return new Tokens(Map.of('h', host));
    }

    /** What is known before the host is: the local machine. */
    static Tokens ofMachine(RouteSettings world) {
        return new Tokens(Map.of(
                'd', world.home().toString(),
                'i', String.valueOf(world.userId()),
                'l', world.hostName(),
                'L', world.hostName().replaceFirst("\\..*", ""),
                'u', world.user()));
    }

    /** The same and one more. */
    Tokens with(char token, String value) {
        Map<Character, String> more = new LinkedHashMap<>(values);
        more.put(token, value);
        return new Tokens(Map.copyOf(more));
    }

    /** The text with each token replaced. */
    String expand(String text, ConfigLine place) {
        StringBuilder done = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                done.append(c);
                continue;
            }
            if (++i == text.length()) {
                throw place.fault("a % ends " + text);
            }
            char token = text.charAt(i);
            String value = token == '%' ? "%" : values.get(token);
            if (value == null) {
                throw place.fault("%" + token + " stands for nothing here: " + text);
            }
            done.append(value);
        }
        return done.toString();
    }
}
