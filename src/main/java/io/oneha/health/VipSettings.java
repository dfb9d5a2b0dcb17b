package io.oneha.health;

import io.oneha.inventory.Vip;
import io.oneha.observe.VipView;
import io.oneha.observe.host.HostFacts.Hook;
import io.oneha.observe.host.NicAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What on a host does not fit the inventory's virtual address: hooks, the monitor's address, the prefix on the NIC. */
final class VipSettings {
    private VipSettings() {}

    /** Such settings of a host, one part each; none where the inventory names no virtual address. */
    static List<String> parts(RuleInput picture, Hosts.Known host) {
        List<String> parts = new ArrayList<>();
        Optional<Vip> vip = picture.now.vip().flatMap(view -> Vip.parse(view.address()));
        if (vip.isEmpty()) {
            return parts;
        }
        host.facts().oned().ifPresent(oned -> {
            hook("RAFT_LEADER_HOOK", vip.get(), oned.leaderHook(), parts);
            hook("RAFT_FOLLOWER_HOOK", vip.get(), oned.followerHook(), parts);
        });
        host.facts()
                .monitorAddress()
                .filter(address -> !vip.get().isAddress(address))
                .ifPresent(address -> parts.add("MONITOR_ADDRESS in monitord.conf is " + Phrases.name(address)
                        + ", not " + vip.get().address()));
        host.view()
                .host()
                .nics()
                .flatMap(addresses -> VipView.on(vip.get(), addresses))
                .filter(nic -> nic.prefix() != vip.get().prefix())
                .ifPresent(nic -> parts.add("holds " + cidr(nic) + ", the inventory has /"
                        + vip.get().prefix()));
        return parts;
    }

    /** A hook without the address; that there is no hook at all is what VIP_MISSING says. */
    private static void hook(String name, Vip vip, Optional<Hook> hook, List<String> parts) {
        hook.map(VipHook::of)
                .filter(found -> !found.parts().isEmpty() && !found.has(vip))
                .ifPresent(found ->
                        parts.add(name + " names " + Phrases.some(found.cidrs(), 2) + ", the inventory " + vip.cidr()));
    }

    private static String cidr(NicAddress nic) {
        return nic.address() + "/" + nic.prefix();
    }
}
