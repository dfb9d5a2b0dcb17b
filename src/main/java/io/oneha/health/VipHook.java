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
public record VipHook(List<Part> parts) {
    /** An address and the interface it goes to. */
    public record Part(String networkInterface, Vip vip) {}

    /** Those that a hook's arguments name. */
    public static VipHook of(Hook hook) {
        String[] words = hook.arguments().trim().split("\\s+");
        List<Part> parts = new ArrayList<>();
        for (int i = 1; i < words.length; i++) {
            String before = words[i - 1];
            Vip.parse(words[i]).ifPresent(vip -> parts.add(new Part(before, vip)));
        }
        return new VipHook(List.copyOf(parts));
    }

    /** Each as {@code ADDRESS/PREFIX}. */
    public List<String> cidrs() {
        return parts.stream().map(part -> part.vip().cidr()).toList();
    }

    /** Whether an address is among them, with its prefix. */
    public boolean has(Vip vip) {
        return parts.stream().anyMatch(part -> part.vip().equals(vip));
    }

    /** The interface for an address; the prefix does not matter. */
    Optional<String> networkInterface(Vip vip) {
        return parts.stream()
                .filter(part -> part.vip().isAddress(vip.address()))
                .map(Part::networkInterface)
                .findFirst();
    }

    /**
     * A hook's arguments with an address on an interface. The pair of that address is put right where it stands, or added behind
     * the action; every other word stays, for vip.sh takes any number of pairs and each is an address that users know.
     *
     * @param before the arguments as they are, empty where the hook has none
     * @param action {@code leader} or {@code follower}
     */
    public static String placed(String before, String action, String networkInterface, Vip vip) {
        List<String> words = new ArrayList<>(List.of(before.trim().split("\\s+")));
        words.set(0, action);
        for (int i = 2; i < words.size(); i++) {
            if (Vip.parse(words.get(i))
                    .filter(other -> other.isAddress(vip.address()))
                    .isPresent()) {
                words.set(i - 1, networkInterface);
                words.set(i, vip.cidr());
                return String.join(" ", words);
            }
        }
        words.addAll(1, List.of(networkInterface, vip.cidr()));
        return String.join(" ", words);
    }
}
