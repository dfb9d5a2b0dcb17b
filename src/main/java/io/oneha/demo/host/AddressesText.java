package io.oneha.demo.host;

import java.util.StringJoiner;

/** What {@code ip -j address show} prints on a simulated host, the addresses' scopes and lifetimes left out. */
final class AddressesText {
    private static final int PREFIX = 24;

    private AddressesText() {}

    static String json(SimHost machine) {
        StringJoiner own = new StringJoiner(",");
        own.add(address("inet", machine.address(), PREFIX));
        machine.held().forEach(vip -> own.add(address("inet", vip.address(), vip.prefix())));
        return "[" + nic(1, "lo", address("inet", "127.0.0.1", 8)) + "," + nic(2, "eth0", own.toString()) + "]";
    }

    private static String nic(int index, String name, String addresses) {
        return "{\"ifindex\":" + index + ",\"ifname\":\"" + name + "\",\"operstate\":\"UP\",\"addr_info\":[" + addresses
                + "]}";
    }

    private static String address(String family, String local, int prefix) {
        return "{\"family\":\"" + family + "\",\"local\":\"" + local + "\",\"prefixlen\":" + prefix + "}";
    }
}
