package io.oneha.observe.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The program for a host's shell that lists the drivers in the folder where it runs; what it prints is said in it. */
public final class DriverListing {
    /** Where the drivers are on every front-end. */
    public static final String FOLDER = "/var/lib/one/remotes";

    private static final String PROGRAM = resource(DriverListing.class, "listing.sh");

    private DriverListing() {}

    /** The program's text. */
    public static String program() {
        return PROGRAM;
    }

    /** A script that stands beside a class. */
    public static String resource(Class<?> owner, String name) {
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
