package io.oneha.ssh.route;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The name or address to connect to. */
final class HostNames {
    private static final int IPV6_LENGTH = 16;

    private HostNames() {}

    /** HostName, with {@code %h} for the host as it was given; or else that. */
    static String substituted(SshSettings settings, String host) {
        Optional<Setting> name = settings.get("hostname");
        return name.map(setting -> Tokens.ofHost(host).expand(setting.word(), setting.place()))
                .orElse(host);
    }

    /** The same as ssh connects to it and looks it up in known_hosts: in lower case, an IPv6 address in its short form. */
    static String resolved(SshSettings settings, String host) {
        String name = substituted(settings, host).toLowerCase(Locale.ROOT);
        return name.indexOf(':') >= 0 && name.matches("[0-9a-f:.]+") ? shortForm(name) : name;
    }

    private static String shortForm(String address) {
        try {
            // with a colon in it, it is an address or nothing; no name server is asked
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return bytes.length == IPV6_LENGTH ? shortForm(bytes) : address;
        } catch (UnknownHostException e) {
            return address;
        }
    }

    /** Source: RFC 5952, section 4. */
    private static String shortForm(byte[] address) {
        String groups = IntStream.range(0, IPV6_LENGTH / 2)
                .mapToObj(i -> Integer.toHexString((address[2 * i] & 0xff) << 8 | address[2 * i + 1] & 0xff))
                .collect(Collectors.joining(":"));
        for (int zeros = IPV6_LENGTH / 2; zeros >= 2; zeros--) {
            Matcher run =
                    Pattern.compile("(^|:)0(:0){" + (zeros - 1) + "}(:|$)").matcher(groups);
            if (run.find()) {
                return groups.substring(0, run.start()) + "::" + groups.substring(run.end());
            }
        }
        return groups;
    }
}
