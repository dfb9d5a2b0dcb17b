package io.oneha.app.settings;

import io.oneha.inventory.InventoryOptions;
import io.oneha.observe.via.Preference;
import io.oneha.term.Background;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the program was told.
 *
 * @param inventory the inventory's file, or {@code -} for standard input
 * @param inventoryOptions what is added to the inventory
 * @param endpoints whole URLs
 * @param zone an id or a name
 * @param timeout how long each server has to answer
 * @param interval how often the dashboard looks
 * @param readOnly whether anything that changes a zone is off
 * @param noColor whether colours are off, terminal or not
 * @param theme the background that colours are made for; empty where the terminal's own is to be found out
 * @param ascii whether only ASCII may be drawn
 * @param ssh how SSH is used
 * @param vaultPasswordFile where the password of {@code !vault} values is
 */
public record Settings(
        Optional<String> inventory,
        InventoryOptions inventoryOptions,
        List<String> endpoints,
        Optional<String> zone,
        Duration timeout,
        Duration interval,
        boolean readOnly,
        boolean noColor,
        Optional<Background> theme,
        boolean ascii,
        Ssh ssh,
        Optional<Path> vaultPasswordFile) {
    /** Between several extra variables in one value: no argument and no variable of an environment can hold it. */
    public static final String BETWEEN_EXTRA_VARS = "\0";

    /**
     * How SSH is used.
     *
     * @param off whether it is not used at all
     * @param via how XML-RPC reaches the servers
     * @param askPassword whether a password is asked for where keys are not enough
     * @param timeout how long a host has for the login and an answer
     */
    public record Ssh(boolean off, Preference via, boolean askPassword, Duration timeout) {}

    /** Whether there is anything to look at. */
    public boolean namesATarget() {
        return inventory.isPresent() || !endpoints.isEmpty();
    }
}
