package io.oneha.plan;

import java.util.ArrayList;
import java.util.List;

/** What the number of servers means for a zone. Source: OpenNebula, "Front-end HA": an odd number of servers. */
final class ZoneSizeRules {
    private ZoneSizeRules() {}

    /** What to know about going from one size to another, a line each. */
    static List<String> notices(int now, int then) {
        List<String> notices = new ArrayList<>();
        for (int size = now + 1; size < then; size++) {
            if (size % 2 == 0) {
                notices.add("on the way the zone has " + size + " servers: until the next has joined it survives "
                        + losses(size));
            }
        }
        if (then % 2 == 0) {
            notices.add("the zone ends with " + then + " servers, an even number: it survives " + losses(then)
                    + ", as with " + (then - 1) + (then == 2 ? ", and two can stop each other" : ""));
        }
        return notices;
    }

    private static String losses(int size) {
        int losses = (size - 1) / 2;
        return losses == 0 ? "no loss" : losses == 1 ? "one loss" : losses + " losses";
    }
}
