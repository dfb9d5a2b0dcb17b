package io.oneha.inventory;

/**
 * The zone's virtual address, from {@code one_vip} and {@code one_vip_cidr} (one-deploy, role opennebula/leader).
 *
 * @param address an IPv4 or IPv6 address in its shortest text form
 * @param prefix the prefix length in bits
 */
public record Vip(String address, int prefix) {
    /** The address as {@code ip address} prints it. */
    public String cidr() {
        return address + "/" + prefix;
    }
}
