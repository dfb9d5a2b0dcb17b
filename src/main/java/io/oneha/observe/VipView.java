package io.oneha.observe;

import io.oneha.inventory.Vip;
import io.oneha.observe.host.HostView;
import io.oneha.observe.host.NicAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The zone's virtual address.
 *
 * @param address address and prefix, as {@code ip address} prints it
 * @param networkInterface the interface it belongs on, when it is the same on every host
 * @param holders names of the hosts that hold it; empty when no host could be looked at
 * @param unseen names of the front-ends whose addresses are not known, so that they may hold it as well
 * @param seenAt when the oldest of the addresses that {@code holders} rests on were read
 */
public record VipView(
        String address,
        Optional<String> networkInterface,
        Optional<List<String>> holders,
        List<String> unseen,
        Optional<Instant> seenAt) {
    /** Addresses older than this say nothing of now: a virtual one moves within seconds. */
    public static final Duration FRESH = Duration.ofSeconds(10);

    /** A virtual address whose holders, where they are known, are known for certain. */
    public VipView(String address, Optional<String> networkInterface, Optional<List<String>> holders) {
        this(address, networkInterface, holders, List.of(), Optional.empty());
    }

    /**
     * The virtual address in a look, by the addresses on the hosts' NICs: a host whose addresses are too old, or could not be read
     * again, is unseen.
     *
     * @param networkInterface the interface the address belongs on, when it is the same on every host
     * @param servers the servers of the look, with their hosts
     * @param at when the look ended
     */
    public static VipView of(Vip vip, Optional<String> networkInterface, List<ServerView> servers, Instant at) {
        Map<String, HostView> hosts = new LinkedHashMap<>();
        for (ServerView server : servers) {
            hosts.merge(server.name(), server.host(), (one, other) -> one.asked() ? one : other);
        }
        if (hosts.values().stream().noneMatch(HostView::asked)) {
            return new VipView(vip.cidr(), networkInterface, Optional.empty());
        }
        List<String> holders = new ArrayList<>();
        List<String> unseen = new ArrayList<>();
        Optional<Instant> oldest = Optional.empty();
        for (Map.Entry<String, HostView> host : hosts.entrySet()) {
            Optional<HostView.Seen<List<NicAddress>>> addresses = addresses(host.getValue(), at);
            if (addresses.isEmpty()) {
                unseen.add(host.getKey());
                continue;
            }
            Instant seen = addresses.get().at();
            oldest = Optional.of(oldest.filter(seen::isAfter).orElse(seen));
            if (on(vip, addresses.get().value()).isPresent()) {
                holders.add(host.getKey());
            }
        }
        return new VipView(
                vip.cidr(),
                networkInterface,
                oldest.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(holders)),
                List.copyOf(unseen),
                oldest);
    }

    /** Where among a host's addresses a virtual address is; its prefix may be another one. */
    public static Optional<NicAddress> on(Vip vip, List<NicAddress> addresses) {
        return addresses.stream().filter(nic -> vip.isAddress(nic.address())).findFirst();
    }

    /** A host's addresses, unless a later try failed: then the host may be gone, and its address with it. */
    private static Optional<HostView.Seen<List<NicAddress>>> addresses(HostView host, Instant at) {
        return host.addresses()
                .filter(seen -> !seen.at().isBefore(at.minus(FRESH)))
                .filter(seen -> host.failure()
                        .filter(failure -> !failure.since().isBefore(seen.at()))
                        .isEmpty());
    }
}
