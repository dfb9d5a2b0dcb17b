package io.oneha.app.look;

import io.oneha.plan.Ways;
import io.oneha.ssh.RemoteHost;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds out how the front-ends are reached from here: which machines their routes pass, and what this machine itself is called. */
final class WayLook {
    private WayLook() {}

    /** @param hosts the front-ends by their names */
    static Ways of(Map<String, RemoteHost> hosts) {
        Map<String, List<String>> to = new LinkedHashMap<>();
        hosts.forEach((name, host) ->
                to.put(name, host.way().stream().map(WayLook::address).toList()));
        return new Ways(to, own());
    }

    /** A name that is known only beyond a jump host stays one. */
    private static String address(String host) {
        try {
            return InetAddress.getByName(host).getHostAddress();
        } catch (UnknownHostException e) {
            return host;
        }
    }

    private static Set<String> own() {
        Set<String> own = new HashSet<>();
        try {
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .map(InetAddress::getHostAddress)
                    .forEach(own::add);
        } catch (SocketException e) {
            // A reboot of this machine is refused by its machine-id all the same.
        }
        return own;
    }
}
