package io.oneha.apply;

import io.oneha.inventory.Inventory;
import io.oneha.observe.Snapshot;
import io.oneha.ssh.RemoteHost;

/** Where a run works: the hosts, the zone, and a look at both. */
public interface Site {
    /** The inventory that the plan was made from. */
    Inventory inventory();

    /**
     * A front-end by its inventory name.
     *
     * @throws StepException when the inventory has none of that name
     */
    RemoteHost host(String name);

    /** Changes to the zone, made by way of whoever leads. */
    ZoneAdmin zone();

    /** A fresh look, with what SSH tells now; blocks for the deadlines of both at most. */
    Snapshot look();
}
