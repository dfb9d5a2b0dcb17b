package io.oneha.ssh.route;

import java.util.Locale;
import java.util.Optional;

/** The name or address to connect to. */
final class HostNames {
    private HostNames() {}

    /** HostName, with {@code %h} for the host as it was given; or else that. */
    static String substituted(Settings settings, String host) {
        Optional<Setting> name = settings.get("hostname");
        return name.map(setting -> Tokens.ofHost(host).expand(setting.word(), setting.place()))
                .orElse(host);
    }

    /** The same in lower case, as ssh connects to it and looks it up in known_hosts. */
    static String resolved(Settings settings, String host) {
        return substituted(settings, host).toLowerCase(Locale.ROOT);
    }
}
