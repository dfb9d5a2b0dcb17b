package io.oneha.cli;

import io.quarkus.picocli.runtime.PicocliRunner;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Where the process starts. */
@QuarkusMain
public final class Main {
    private static final String HOST_NAME = "jboss.host.name";

    private Main() {}

    /**
     * Starts Quarkus with the command line.
     *
     * @param arguments the program's arguments
     */
    public static void main(String... arguments) {
        // The logger wants to know this host's name and asks DNS for it, which takes five seconds where DNS is down:
        // just when
        // somebody looks after a broken cloud. Nothing here logs the name.
        if (System.getProperty(HOST_NAME) == null) {
            System.setProperty(HOST_NAME, "localhost");
        }
        Quarkus.run(PicocliRunner.class, arguments);
    }
}
