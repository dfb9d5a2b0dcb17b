package io.oneha.observe.host;

import io.oneha.base.Resource;

/** The program for a host's shell that lists the drivers in the folder where it runs; what it prints is said in it. */
public final class DriverListing {
    /** Where the drivers are on every front-end. */
    public static final String FOLDER = "/var/lib/one/remotes";

    private static final String PROGRAM = Resource.text(DriverListing.class, "listing.sh");

    private DriverListing() {}

    /** The program's text. */
    public static String program() {
        return PROGRAM;
    }
}
