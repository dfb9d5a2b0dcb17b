package io.oneha.app.look;

import io.oneha.plan.Ways;
import io.oneha.ssh.RemoteHost;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Finds out how the front-ends are reached from here: which machines their routes pass, and what this machine itself is called. */
final class WayLook {
    /** A name service that is away keeps nobody from planning: what it does not tell by then stays a name. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private WayLook() {}

    /** @param hosts the front-ends by their names */
    static Ways of(Map<String, RemoteHost> hosts) {
        return of(hosts, WayLook::address, LIMIT);
    }

    /**
     * The same by another name service.
     *
     * @param names gives a name's address; it may block
     * @param limit how long all names are waited for together
     */
    static Ways of(Map<String, RemoteHost> hosts, UnaryOperator<String> names, Duration limit) {
        Map<String, List<String>> ways = new LinkedHashMap<>();
        hosts.forEach((name, host) -> ways.put(name, host.way()));
        Map<String, CompletableFuture<String>> found = new HashMap<>();
        ways.values().stream()
                .flatMap(List::stream)
                .forEach(hop -> found.computeIfAbsent(
                        hop, asked -> CompletableFuture.supplyAsync(() -> names.apply(asked), WayLook::aside)
                                .completeOnTimeout(asked, limit.toMillis(), TimeUnit.MILLISECONDS)));
        ways.replaceAll(
                (name, hops) -> hops.stream().map(hop -> found.get(hop).join()).toList());
        return new Ways(ways, ThisMachine.ofInterfaces());
    }

    private static void aside(Runnable lookup) {
        Thread thread = new Thread(lookup, "oneha-names");
        thread.setDaemon(true);
        thread.start();
    }

    /** A name that is known only beyond a jump host stays one. */
    private static String address(String host) {
        try {
            return InetAddress.getByName(host).getHostAddress();
        } catch (UnknownHostException e) {
            return host;
        }
    }
}
