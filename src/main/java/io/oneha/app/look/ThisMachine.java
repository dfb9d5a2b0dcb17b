package io.oneha.app.look;

import io.oneha.base.Endpoint;
import io.oneha.base.HostName;
import io.oneha.base.IpAddress;
import io.oneha.observe.ServerView;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The machine that oneha runs on.
 *
 * @param name the kernel's name for it
 * @param addresses those of its interfaces, without loopback and link-local ones
 */
public record ThisMachine(String name, Set<String> addresses) {
    public static ThisMachine here() {
        return new ThisMachine(HostName.ofThisMachine().orElse(""), ofInterfaces());
    }

    static Set<String> ofInterfaces() {
        Set<String> own = new HashSet<>();
        try {
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .map(InetAddress::getHostAddress)
                    .forEach(own::add);
        } catch (SocketException e) {
            // Then it is known by its name alone.
        }
        return own;
    }

    /**
     * The servers that are this machine: whose endpoint, in the pool or in the inventory, has one of its addresses or its name, or whose
     * name in the pool is its name; names with a domain or without. No name service is asked.
     */
    public List<ServerView> among(List<ServerView> servers) {
        return servers.stream().filter(this::is).toList();
    }

    private boolean is(ServerView view) {
        return isName(view.name())
                || Stream.of(view.server().endpoint(), view.asked())
                        .flatMap(endpoint -> Endpoint.parse(endpoint).map(Endpoint::host).stream())
                        .anyMatch(host -> isAddress(host) || isName(host));
    }

    /** One address may be written in several ways. */
    private boolean isAddress(String host) {
        Optional<IpAddress> asked = IpAddress.parse(host);
        return asked.isPresent() && addresses.stream().map(IpAddress::parse).anyMatch(asked::equals);
    }

    /** Names of other domains are other machines'; a name without a domain may be of any. */
    private boolean isName(String other) {
        String own = name.toLowerCase(Locale.ROOT);
        String asked = other.toLowerCase(Locale.ROOT);
        boolean whole = own.contains(".") && asked.contains(".");
        return !own.isEmpty() && (whole ? own.equals(asked) : label(own).equals(label(asked)));
    }

    private static String label(String name) {
        return name.split("\\.", 2)[0];
    }
}
