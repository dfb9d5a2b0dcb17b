package io.oneha.term;

import java.io.BufferedReader;
import java.io.Console;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The process's terminal for commands that do not take its screen: its width, and what is typed unseen. The native image
 * sets the modes itself; a JVM does so for its own console, and needs {@code stty} where standard input or output is elsewhere.
 */
public final class ControllingTerminal {
    private static final String DEVICE = "/dev/tty";
    private static final int USUAL_COLUMNS = 80;

    private static Optional<Tty> measured = Optional.empty();

    private ControllingTerminal() {}

    public static Tty tty() throws IOException {
        return NativeImage.isHere() ? LibcTty.open() : SttyTty.open();
    }

    /** Its columns; 80 when they cannot be learnt. */
    public static int columns() {
        try {
            return measured().size().columns();
        } catch (IOException e) {
            return USUAL_COLUMNS;
        }
    }

    /** Opened once: it is asked again and again, as windows are dragged. */
    private static synchronized Tty measured() throws IOException {
        if (measured.isEmpty()) {
            measured = Optional.of(tty());
        }
        return measured.get();
    }

    /** Whether something can be typed here without being shown. */
    public static boolean canHide() {
        return NativeImage.isHere() || console().isPresent() || SttyTty.isThere();
    }

    /**
     * Asks, and reads a line that is not shown while it is typed.
     *
     * @return empty when there is no terminal, or the input ends
     */
    public static Optional<String> readHidden(String question) {
        Optional<Console> console = console();
        if (console.isPresent()) {
            return Optional.ofNullable(console.get().readPassword("%s", question))
                    .map(String::new);
        }
        try {
            return readHidden(question, tty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> readHidden(String question, Tty tty) throws IOException {
        Thread hook = new Thread(() -> restore(tty), "oneha-echo");
        Runtime.getRuntime().addShutdownHook(hook);
        try (BufferedReader in =
                        new BufferedReader(new InputStreamReader(new FileInputStream(DEVICE), StandardCharsets.UTF_8));
                Writer out = new OutputStreamWriter(new FileOutputStream(DEVICE), StandardCharsets.UTF_8)) {
            tty.hidden();
            out.write(question);
            out.flush();
            Optional<String> line = Optional.ofNullable(in.readLine());
            out.write('\n');
            return line;
        } finally {
            restore(tty);
            forget(hook);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, and the hook is at work.
        }
    }

    private static void restore(Tty tty) {
        try {
            tty.restore();
        } catch (IOException e) {
            // The terminal is gone, and its modes with it.
        }
    }

    /** The JVM's own way to hide what is typed, which needs both to be the terminal. */
    private static Optional<Console> console() {
        boolean both = !NativeImage.isHere() && Environment.isTerminal(0) && Environment.isTerminal(1);
        return both ? Optional.ofNullable(System.console()) : Optional.empty();
    }
}
