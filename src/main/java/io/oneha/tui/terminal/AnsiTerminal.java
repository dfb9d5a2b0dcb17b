package io.oneha.tui.terminal;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.terminal.ansi.ANSITerminal;
import io.oneha.term.Size;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * lanterna's escape sequences, gathered into one write for each frame. Its modes, size and keys are not lanterna's business
 * here: its Unix terminal starts a program for each mode, polls for keys, and finds the size by asking the terminal and waiting.
 */
final class AnsiTerminal extends ANSITerminal {
    private static final String BEGIN = "\u001b[?2026h";
    private static final String END = "\u001b[?2026l";

    private final ByteArrayOutputStream gathered;
    private Size size;

    AnsiTerminal(Size size) {
        this(size, new ByteArrayOutputStream(8192));
    }

    private AnsiTerminal(Size size, ByteArrayOutputStream gathered) {
        super(InputStream.nullInputStream(), gathered, StandardCharsets.UTF_8);
        this.gathered = gathered;
        this.size = size;
    }

    /** Tells lanterna of a new size. */
    void resize(Size now) throws IOException {
        size = now;
        getTerminalSize();
    }

    /** What was to be sent since the last call, as one update for terminals that know synchronised output. */
    byte[] take() {
        if (gathered.size() == 0) {
            return new byte[0];
        }
        byte[] bytes = (BEGIN + gathered.toString(StandardCharsets.UTF_8) + END).getBytes(StandardCharsets.UTF_8);
        gathered.reset();
        return bytes;
    }

    @Override
    protected TerminalSize findTerminalSize() {
        return new TerminalSize(size.columns(), size.rows());
    }
}
