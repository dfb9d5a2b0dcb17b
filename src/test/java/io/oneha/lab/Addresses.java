package io.oneha.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Who has which address on which segment. All are of the ranges for documentation (RFC 5737, RFC 3849), so that a packet that
 * left the lab would reach nobody.
 */
final class Addresses {
    /** The segment of the front-ends. */
    static final String FRONTENDS = "fe";

    /** As many as there are addresses below the virtual one. */
    static final int MOST_FRONTENDS = 89;

    private static final int OPERATOR = 5;
    private static final int FIRST_JUMP = 6;
    private static final int STORAGE = 8;
    private static final int FIRST_FRONTEND = 11;

    private final LabPlan plan;

    Addresses(LabPlan plan) {
        this.plan = plan;
    }

    /** A machine's plug in a segment; its interfaces are eth0, eth1, … in the order of its cables. */
    record Cable(String segment, String address) {
        /** The line of a cables file: the segment and the addresses, IPv4 and IPv6. */
        String line(int number) {
            return "eth" + number + " " + segment + " " + address + "/24 " + v6() + "/64\n";
        }

        String v6() {
            String host = address.substring(address.lastIndexOf('.') + 1);
            return "2001:db8:" + (segment.equals(FRONTENDS) ? "51" : segment.equals("near") ? "1" : "2") + "::" + host;
        }
    }

    /** The segments, from the operator's to the front-ends'. */
    List<String> segments() {
        return List.of("near", "far", FRONTENDS).subList(2 - plan.jumps(), 3);
    }

    private static String prefix(String segment) {
        return switch (segment) {
            case FRONTENDS -> "198.51.100.";
            case "near" -> "192.0.2.";
            default -> "203.0.113.";
        };
    }

    private static Cable cable(String segment, int host) {
        return new Cable(segment, prefix(segment) + host);
    }

    List<Cable> operator() {
        return List.of(cable(segments().get(0), OPERATOR));
    }

    /** A jump host's cables: the operator's side first. */
    List<Cable> jump(int number) {
        List<String> segments = segments();
        int host = FIRST_JUMP + number - 1;
        return List.of(cable(segments.get(number - 1), host), cable(segments.get(number), host));
    }

    List<Cable> storage() {
        return List.of(cable(FRONTENDS, STORAGE));
    }

    List<Cable> frontend(int number) {
        return List.of(cable(FRONTENDS, FIRST_FRONTEND + number - 1));
    }

    static String frontendName(int number) {
        return "n1a" + number;
    }

    static boolean isFrontend(String name) {
        return name.startsWith("n1a");
    }

    /** Every machine's name and address, as /etc/hosts on all of them has it. */
    String hosts() {
        List<String> lines = new ArrayList<>(List.of("127.0.0.1 localhost", "::1 localhost ip6-localhost"));
        lines.add(operator().get(0).address() + " ops");
        for (int i = 1; i <= plan.jumps(); i++) {
            lines.add(jump(i).get(0).address() + " jump" + i);
        }
        if (plan.sharedDatastores()) {
            lines.add(storage().get(0).address() + " storage");
        }
        for (int i = 1; i <= plan.frontends(); i++) {
            Cable cable = frontend(i).get(0);
            lines.add(cable.address() + " " + frontendName(i));
            lines.add(cable.v6() + " " + frontendName(i) + "-v6");
        }
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }
}
