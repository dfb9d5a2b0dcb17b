package io.oneha.observe;

import io.oneha.inventory.Inventory;
import java.util.List;
import java.util.Optional;

/**
 * What to look at: where to ask first, and which zone.
 *
 * @param label the inventory's file name or the endpoint, for headers and messages
 * @param endpoints endpoints given as such; the zone tells its servers
 * @param inventory the inventory, whose front-ends are asked as well
 * @param zone an id or a name; empty for the zone that the asked servers belong to
 */
public record Target(String label, List<String> endpoints, Optional<Inventory> inventory, Optional<String> zone) {
    /** Why the inventory's virtual address is not known, although it has one. */
    public Optional<String> vipUnknown() {
        return inventory.flatMap(Inventory::vipUnknown);
    }
}
