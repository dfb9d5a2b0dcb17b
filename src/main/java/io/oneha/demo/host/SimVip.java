package io.oneha.demo.host;

/**
 * The zone's virtual address, as the raft hooks name it.
 *
 * @param networkInterface the NIC that it goes to
 * @param address an IPv4 address
 * @param prefix the prefix length in bits
 */
public record SimVip(String networkInterface, String address, int prefix) {
    /** Address and prefix. */
    String cidr() {
        return address + "/" + prefix;
    }
}
