package io.oneha.term;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What is between the marks of a bracketed paste; of a very long one only the beginning is kept. */
final class PasteBuffer {
    private static final int LONGEST = 4096;
    private static final byte[] END = "\u001b[201~".getBytes(StandardCharsets.US_ASCII);

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private int matched;

    void add(int octet) {
        if (octet == END[matched]) {
            matched++;
            return;
        }
        for (int i = 0; i < matched; i++) {
            keep(END[i]);
        }
        matched = octet == END[0] ? 1 : 0;
        if (matched == 0) {
            keep(octet);
        }
    }

    private void keep(int octet) {
        if (kept.size() < LONGEST) {
            kept.write(octet);
        }
    }

    /** Whether the mark at its end was there. */
    boolean isComplete() {
        return matched == END.length;
    }

    /** The text, of at most {@value #LONGEST} bytes; the buffer is then empty. */
    String take() {
        String text = kept.toString(StandardCharsets.UTF_8);
        boolean cut = kept.size() == LONGEST;
        kept.reset();
        matched = 0;
        while (cut && text.endsWith("\ufffd")) {
            text = text.substring(0, text.length() - 1);
        }
        return text;
    }
}
