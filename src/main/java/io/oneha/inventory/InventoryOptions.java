package io.oneha.inventory;

import java.util.List;
import java.util.Optional;

/**
 * What the command line adds to an inventory.
 *
 * @param frontEndGroup the group of the front-ends, whatever the inventory says; of a federation in one file this picks the zone
 * @param extraVars {@code name=value}, inline YAML or JSON, or {@code @file}, as ansible-playbook takes them; the later wins
 */
public record InventoryOptions(Optional<String> frontEndGroup, List<String> extraVars) {
    /** Only what the inventory says itself. */
    public static final InventoryOptions NONE = new InventoryOptions(Optional.empty(), List.of());
}
