package io.oneha.cli.output;

import io.oneha.run.Copying;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntSupplier;

/** The last line of a terminal, drawn over itself while a step goes on. */
public final class StatusArea {
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter out;
    private final IntSupplier width;
    private final boolean ascii;
    private final boolean there;

    private boolean active;
    private String head = "";
    private String title = "";
    private Instant began = Instant.EPOCH;
    private Optional<Copying> copying = Optional.empty();
    private String shown = "";

    private StatusArea(PrintWriter out, IntSupplier width, boolean ascii, boolean there) {
        this.out = out;
        this.width = width;
        this.ascii = ascii;
        this.there = there;
    }

    /** Where the output is no terminal. */
    public static StatusArea none(PrintWriter out) {
        return new StatusArea(out, () -> 0, true, false);
    }

    /**
     * On a terminal.
     *
     * @param out the terminal
     * @param width its columns now; it may change
     * @param ascii whether only ASCII may be sent
     */
    public static StatusArea of(PrintWriter out, IntSupplier width, boolean ascii) {
        return new StatusArea(out, width, ascii, true);
    }

    boolean isThere() {
        return there;
    }

    void step(String label, String what, Instant at) {
        active = there;
        head = label;
        title = what;
        began = at;
        copying = Optional.empty();
    }

    void copying(Copying copy) {
        copying = Optional.of(copy);
    }

    /** The last column stays empty: a terminal may go to the next line there. */
    void draw(Instant now) {
        if (!active) {
            return;
        }
        String line = new StatusLine(head, title, Duration.between(began, now), copying)
                .fit(Math.max(1, width.getAsInt() - 1), ascii);
        if (!line.equals(shown)) {
            out.print((shown.isEmpty() ? "" : ERASE) + line);
            shown = line;
        }
    }

    /** Makes room for a line; the next drawing brings it back. */
    void hide() {
        if (!shown.isEmpty()) {
            out.print(ERASE);
            shown = "";
        }
    }

    void end() {
        hide();
        active = false;
    }
}
