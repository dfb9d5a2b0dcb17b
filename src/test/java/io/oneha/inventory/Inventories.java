package io.oneha.inventory;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Short ways for tests to read inventories. */
final class Inventories {
    static final Path REFERENCE = Path.of("src/test/resources/inventories");
    static final Path ANSIBLE = Path.of("src/test/resources/ansible");
    static final String PASSWORD = "correct horse";

    private Inventories() {}

    static Inventory read(Path file) {
        return InventoryReader.read(file, InventoryOptions.NONE, Optional::empty);
    }

    static Inventory readWithPassword(Path file, String password) {
        return InventoryReader.read(file, InventoryOptions.NONE, () -> Optional.of(password.toCharArray()));
    }

    static Inventory parse(String text) {
        return parse(text.getBytes(StandardCharsets.UTF_8));
    }

    static Inventory parse(byte[] bytes) {
        return InventoryReader.read("hosts.yml", new ByteArrayInputStream(bytes), Optional::empty);
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }
}
