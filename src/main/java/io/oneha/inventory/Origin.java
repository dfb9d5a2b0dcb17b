package io.oneha.inventory;

/**
 * Where a key or value stands, so that a message can name it.
 *
 * @param source the file, or {@code -}
 * @param line from 1, or 0 for the file as a whole
 * @param encrypted whether the whole file was encrypted, so that its values must not be quoted
 */
record Origin(String source, int line, boolean encrypted) {
    InventoryException fault(String what, String remedy) {
        return new InventoryException(source, line, what, remedy);
    }
}
