package io.oneha.lab.oned;

import io.oneha.demo.raft.DatabaseWrite;
import io.oneha.demo.sim.ZoneBody;

/** A change as {@code logdb} keeps it. */
record SqlChange(String sql) implements DatabaseWrite {
    /** The SQL of any change; one that touches nothing is written as nothing. */
    static SqlChange of(DatabaseWrite change) {
        if (change instanceof SqlChange already) {
            return already;
        }
        if (change instanceof ZoneBody zone) {
            return new SqlChange("UPDATE zone_pool SET name = " + SqlText.quoted(zone.name()) + ", body = "
                    + SqlText.quoted(zone.xml())
                    + ", uid = 0, gid = 0, owner_u = 1, group_u = 0, other_u = 0 WHERE oid = " + zone.id());
        }
        throw new IllegalArgumentException("no SQL for " + change);
    }
}
