package io.oneha.observe.host;

/**
 * An address on a NIC of a host.
 *
 * @param networkInterface the NIC's name, such as {@code eth0}
 * @param address an IPv4 or IPv6 address in its shortest text form
 * @param prefix the prefix length in bits
 */
public record NicAddress(String networkInterface, String address, int prefix) {}
