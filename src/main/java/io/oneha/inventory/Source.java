package io.oneha.inventory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A file's text, its size bounded.
 *
 * @param name the file, or {@code -}
 * @param encrypted whether it had to be decrypted
 */
record Source(String name, String text, boolean encrypted) {
    /** Enough for a thousand hosts with all their variables as {@code ansible-inventory --list} repeats them. */
    static final int MAX_BYTES = 4 << 20;

    /** @throws InventoryException when it is too large or not UTF-8 */
    static Source read(String name, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new InventoryException(
                    name, 0, "larger than " + (MAX_BYTES >> 20) + " MiB", "is this the inventory?");
        }
        return new Source(name, decode(bytes, name), false);
    }

    /** Whether all of it is a vault. */
    boolean isEnvelope() {
        return Vault.isEnvelope(text);
    }

    /** @throws InventoryException when all of it is a vault that cannot be opened */
    Source opened(Vault vault) {
        return isEnvelope() ? new Source(name, vault.open(text, "the file", line(1)), true) : this;
    }

    /** What it says, or empty when it says nothing. */
    Optional<Value> tree() {
        return isJson() ? Optional.of(JsonTree.read(this)) : YamlTree.read(this);
    }

    Origin line(int line) {
        return new Origin(name, line, encrypted);
    }

    /** JSON as {@code ansible-inventory} writes it: an object whose first key is quoted. */
    boolean isJson() {
        String object = text.stripLeading();
        String key = object.startsWith("{") ? object.substring(1).stripLeading() : "";
        return key.startsWith("\"") || key.startsWith("}");
    }

    /**
     * Ansible's INI format: the first line that says something names a group, {@code [frontend]}, or hosts without a group
     * come before such a line.
     */
    boolean isIni() {
        List<String> lines = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && line.charAt(0) != '#' && line.charAt(0) != ';')
                .toList();
        return !isJson()
                && !lines.isEmpty()
                && lines.stream().anyMatch(Source::isGroup)
                && (isGroup(lines.get(0)) || !lines.get(0).matches("[-\\[{&*!%>|'\"].*|[^\\s=]*:(\\s.*)?"));
    }

    private static boolean isGroup(String line) {
        return line.indexOf('"') < 0 && line.indexOf(',') < 0 && IniReader.isSection(line);
    }

    private static String decode(byte[] bytes, String name) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(in).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            long before = IntStream.range(0, in.position())
                    .filter(i -> bytes[i] == '\n')
                    .count();
            throw new InventoryException(name, (int) before + 1, "not UTF-8 text", "save the file as UTF-8");
        }
    }
}
