/** Ansible inventories, as one-deploy's users write them, read into an {@link io.oneha.inventory.Inventory}. */
package io.oneha.inventory;
