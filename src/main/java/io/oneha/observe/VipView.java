package io.oneha.observe;

import java.time.Instant;
import java.util.List;
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
    /** A virtual address whose holders, where they are known, are known for certain. */
    public VipView(String address, Optional<String> networkInterface, Optional<List<String>> holders) {
        this(address, networkInterface, holders, List.of(), Optional.empty());
    }
}
