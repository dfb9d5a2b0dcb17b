package io.oneha.app.look;

import io.oneha.app.session.CommandException;
import io.oneha.app.session.ExitCode;
import io.oneha.app.session.ProcessEnvironment;
import io.oneha.app.settings.Settings;
import io.oneha.base.FileErrors;
import io.oneha.inventory.Inventory;
import io.oneha.inventory.InventoryReader;
import io.oneha.observe.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** From settings to what is looked at. */
final class Targets {
    private static final String STANDARD_INPUT = "-";

    private Targets() {}

    static Target of(Settings settings, ProcessEnvironment surroundings) {
        Optional<Inventory> inventory = settings.inventory().map(file -> read(file, settings, surroundings));
        String label = settings.inventory().orElseGet(() -> settings.endpoints().get(0));
        return new Target(label, settings.endpoints(), inventory, settings.zone());
    }

    private static Inventory read(String file, Settings settings, ProcessEnvironment surroundings) {
        return STANDARD_INPUT.equals(file)
                ? InventoryReader.read(
                        STANDARD_INPUT, surroundings.in(), settings.inventoryOptions(), () -> vaultPassword(settings))
                : InventoryReader.read(Path.of(file), settings.inventoryOptions(), () -> vaultPassword(settings));
    }

    /** As Ansible reads it: the file's content without white space around it. */
    private static Optional<char[]> vaultPassword(Settings settings) {
        return settings.vaultPasswordFile().map(file -> {
            try {
                return Files.readString(file).strip().toCharArray();
            } catch (IOException e) {
                throw new CommandException(
                        ExitCode.INPUT, "the vault password file " + file + " cannot be read: " + FileErrors.reason(e));
            }
        });
    }
}
