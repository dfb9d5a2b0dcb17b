package io.oneha.tui.terminal;

import com.googlecode.lanterna.terminal.ansi.ANSITerminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * lanterna's escape sequences, gathered into one write for each frame. Its modes, size and keys are not lanterna's business
 * here: its Unix terminal starts a program for each mode, polls for keys, and finds the size by asking the terminal and waiting.
 */
final class AnsiTerminal extends ANSITerminal {
    private static final byte[] BEGIN = "\u001b[?2026h".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\u001b[?2026l".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ERASE_REST_OF_LINE = "\u001b[K".getBytes(StandardCharsets.US_ASCII);

    private final ByteArrayOutputStream gathered;

    AnsiTerminal() {
        this(new ByteArrayOutputStream(8192));
    }

    private AnsiTerminal(ByteArrayOutputStream gathered) {
        super(InputStream.nullInputStream(), gathered, StandardCharsets.UTF_8);
        this.gathered = gathered;
        gathered.writeBytes(BEGIN);
    }

    /** What was to be sent since the last call, as one update for terminals that know synchronised output. */
    byte[] take() {
        if (gathered.size() == BEGIN.length) {
            return new byte[0];
        }
        gathered.writeBytes(END);
        byte[] bytes = gathered.toByteArray();
        gathered.reset();
        gathered.writeBytes(BEGIN);
        return bytes;
    }

    /** Writes text, which holds printable characters only; lanterna makes an array for each of them. */
    @Override
    public void putString(String text) {
        gathered.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Goes to a cell, counted from 0; lanterna makes five objects for each move. */
    @Override
    public void setCursorPosition(int column, int row) {
        putString("\u001b[" + (row + 1) + ";" + (column + 1) + "H");
    }

    /** Blanks the cells from the cursor to the end of its row, in the background's colour. */
    void eraseRestOfLine() throws IOException {
        writeToTerminal(ERASE_REST_OF_LINE);
    }
}
