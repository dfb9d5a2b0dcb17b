package io.oneha.base;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Files that are built into the program. */
public final class Resource {
    private Resource() {}

    /**
     * The text of one.
     *
     * @param owner the class beside which it stands
     * @param name its name there, or its whole path with a slash before it
     * @throws IllegalStateException the program was built without it
     */
    public static String text(Class<?> owner, String name) {
        try (InputStream in = owner.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + name + " is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
