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
import java.util.TreeMap;

/** Who holds the virtual address, by the addresses on the hosts' NICs. */
public final class VipHolders {
    /** Addresses older than this say nothing of now: a VIP moves within seconds. */
    public static final Duration FRESH = Duration.ofSeconds(10);

    private VipHolders() {}

    /**
     * The virtual address in a look: a host whose addresses are too old, or could not be read again, is unseen.
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
        return view(vip, networkInterface, hosts, at);
    }

    /** The same from hosts by the names that holders are to be called; they come out in the names' order. */
    public static VipView of(Vip vip, Optional<String> networkInterface, Map<String, HostView> hosts, Instant at) {
        return view(vip, networkInterface, new TreeMap<>(hosts), at);
    }

    private static VipView view(Vip vip, Optional<String> networkInterface, Map<String, HostView> hosts, Instant at) {
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
        if (hosts.values().stream().noneMatch(HostView::asked)) {
            return new VipView(vip.cidr(), networkInterface, Optional.empty());
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
