package io.oneha.inventory;

import io.oneha.base.IpAddress;
import java.util.Optional;

/**
 * The zone's virtual address, from {@code one_vip} and {@code one_vip_cidr} (one-deploy, role opennebula/leader).
 *
 * @param address an IPv4 or IPv6 address in its shortest text form
 * @param prefix the prefix length in bits
 */
public record Vip(String address, int prefix) {
    /** Reads {@code ADDRESS/PREFIX}; empty when it is anything else. */
    public static Optional<Vip> parse(String cidr) {
        int slash = cidr.indexOf('/');
        String bits = cidr.substring(slash + 1);
        if (slash < 0 || bits.length() > 3 || !Names.isNumber(bits)) {
            return Optional.empty();
        }
        return IpAddress.parse(cidr.substring(0, slash))
                .filter(parsed -> Integer.parseInt(bits) <= parsed.bits())
                .map(parsed -> new Vip(parsed.toString(), Integer.parseInt(bits)));
    }

    /** The address as {@code ip address} prints it. */
    public String cidr() {
        return address + "/" + prefix;
    }

    /** Whether a text names this address, in whatever form it is written. */
    public boolean isAddress(String text) {
        return IpAddress.parse(text)
                .filter(other -> IpAddress.parse(address).filter(other::equals).isPresent())
                .isPresent();
    }
}
