package io.oneha.health;

import io.oneha.inventory.Vip;
import io.oneha.observe.host.HostFacts.Hook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The virtual addresses of a raft hook's arguments, {@code ACTION INTERFACE ADDRESS/PREFIX [INTERFACE ADDRESS/PREFIX ...]}
 * (OpenNebula, share/hooks/raft/vip.sh).
 */
record VipHook(List<Part> parts) {
    /** An address and the interface it goes to. */
    record Part(String networkInterface, Vip vip) {}

    static VipHook of(Hook hook) {
        String[] words = hook.arguments().trim().split("\\s+");
        List<Part> parts = new ArrayList<>();
        for (int i = 1; i < words.length; i++) {
            String before = words[i - 1];
            Vip.parse(words[i]).ifPresent(vip -> parts.add(new Part(before, vip)));
        }
        return new VipHook(List.copyOf(parts));
    }

    List<String> cidrs() {
        return parts.stream().map(part -> part.vip().cidr()).toList();
    }

    boolean has(Vip vip) {
        return parts.stream().anyMatch(part -> part.vip().equals(vip));
    }

    /** The interface for an address; the prefix does not matter. */
    Optional<String> networkInterface(Vip vip) {
        return parts.stream()
                .filter(part -> part.vip().isAddress(vip.address()))
                .map(Part::networkInterface)
                .findFirst();
    }
}
