package io.oneha.term;

import java.time.Duration;

/**
 * Takes apart what a terminal sends: characters in UTF-8, control sequences and strings (ECMA-48, 5.3 to 5.6; xterm's
 * ctlseqs), mouse reports with bytes of their own, bracketed pastes. Whatever begins with an introducer is taken in to its
 * end, however it is spread over reads, so that nothing of a report is ever read as a character.
 */
public final class ControlParser {
    private static final int ESCAPE = 0x1b;
    private static final int BELL = 0x07;
    private static final int FIRST_FINAL = 0x40;
    private static final int CTRL_C = 0x03;
    private static final int LONGEST_KEPT = 32;
    private static final Duration STRING_REST = Duration.ofSeconds(2);

    /** The rest of a paste that a slow link holds up for a moment must not be taken for keys. */
    private static final Duration PASTE_REST = Duration.ofSeconds(10);

    private enum State {
        GROUND,
        ESCAPED,
        SEQUENCE,
        SHIFTED,
        SHIFTED_ONCE,
        /** The bytes after a mouse report's final byte, which may be any. */
        COORDINATES,
        STRING,
        STRING_ESCAPED,
        PASTE
    }

    /** What the bytes were. */
    public interface Handler {
        /** A character, control characters among them. */
        void character(int codePoint);

        /** The Escape key. */
        void escape();

        /**
         * A control sequence.
         *
         * @param parameters all between its introducer and its final byte
         * @param last its final byte
         */
        void sequence(String parameters, int last);

        /** The same after a single shift three, which keypads and some cursor keys use. */
        void shifted(String parameters, int last);

        /** Text that was pasted, cut where it is very long. */
        void pasted(String text);
    }

    private final Handler handler;
    private final Utf8Decoder text = new Utf8Decoder();
    private final StringBuilder parameters = new StringBuilder();
    private final PasteBuffer paste = new PasteBuffer();
    private State state = State.GROUND;
    private boolean overlong;
    private boolean bellEnds;
    private boolean lateEscape;
    private int coordinates;
    private int lead;
    private boolean paired;

    /** @param handler gets what was recognised, in order */
    public ControlParser(Handler handler) {
        this.handler = handler;
    }

    /**
     * Takes bytes as they come. A Ctrl-C that nothing follows was typed, also where a paste has not ended: it ends that. One
     * in the middle of what came is a character of the pasted text.
     */
    public void feed(byte[] bytes, int length) {
        if (state == State.PASTE && length > 0 && bytes[length - 1] == CTRL_C) {
            dropPaste();
            handler.character(CTRL_C);
            return;
        }
        for (int i = 0; i < length; i++) {
            take(bytes[i] & 0xff);
        }
    }

    /** Whether the last byte was an escape, which is a key unless more comes at once. */
    public boolean isUndecided() {
        return state == State.ESCAPED;
    }

    /** Nothing more came: it was the Escape key, unless what follows late shows that it began a report. */
    public void settle() {
        if (state == State.ESCAPED) {
            state = State.GROUND;
            lateEscape = true;
            handler.escape();
        }
    }

    /**
     * Nothing came for a while: a string or a paste that never ended must not swallow keys for ever. Sequences stay, because
     * they end with the next byte or two, and the rest of a report that was held up is worse than a key that is lost.
     */
    public void rest(Duration silence) {
        if (silence.compareTo(STRING_REST) <= 0) {
            return;
        }
        lateEscape = false;
        if (state == State.STRING || state == State.STRING_ESCAPED) {
            state = State.GROUND;
        } else if (state == State.PASTE && silence.compareTo(PASTE_REST) > 0) {
            dropPaste();
        }
    }

    /** What a paste that broke off had held was meant as text: none of it becomes keys. */
    private void dropPaste() {
        paste.take();
        state = State.GROUND;
    }

    private void take(int octet) {
        switch (state) {
            case GROUND -> ground(octet);
            case ESCAPED -> escaped(octet);
            case SEQUENCE -> sequence(octet);
            case SHIFTED -> shifted(octet);
            case SHIFTED_ONCE -> state = State.GROUND;
            case COORDINATES -> coordinate(octet);
            case STRING -> string(octet);
            case STRING_ESCAPED -> stringEscaped(octet);
            case PASTE -> paste(octet);
        }
    }

    private void ground(int octet) {
        boolean late = lateEscape && (octet == '[' || octet == ']');
        lateEscape = false;
        if (late) {
            escaped(octet);
        } else if (octet == ESCAPE) {
            text.reset();
            state = State.ESCAPED;
        } else {
            text.take(octet).ifPresent(this::character);
        }
    }

    /** C1 controls stand for an escape and the byte 0x40 below (ECMA-48, 5.3). */
    private void character(int codePoint) {
        if (codePoint < 0x80 || codePoint > 0x9f) {
            handler.character(codePoint);
        } else {
            introduces(codePoint - 0x40);
        }
    }

    private void escaped(int octet) {
        if (introduces(octet) || octet == '\\') {
            return;
        }
        state = State.GROUND;
        handler.escape();
        ground(octet);
    }

    /** Whether the byte after an escape begins something; the state is then the right one. */
    private boolean introduces(int octet) {
        parameters.setLength(0);
        overlong = false;
        bellEnds = octet == ']';
        state = switch (octet) {
            case '[' -> State.SEQUENCE;
            case 'O' -> State.SHIFTED;
            case 'N' -> State.SHIFTED_ONCE;
            case ']', 'P', 'X', '^', '_' -> State.STRING;
            default -> State.GROUND;
        };
        return state != State.GROUND;
    }

    private void sequence(int octet) {
        boolean console = octet == '[' && parameters.isEmpty() && !overlong;
        if (octet < ' ' || octet >= 0x7f) {
            broken(octet);
        } else if (octet < FIRST_FINAL || console) {
            keep(octet);
        } else {
            state = State.GROUND;
            finished(octet);
        }
    }

    private void finished(int last) {
        boolean bare = parameters.isEmpty();
        if (bare && (last == 'M' || last == 't' || last == 'T')) {
            coordinates = last == 'M' ? 3 : last == 't' ? 2 : 6;
            lead = 0;
            paired = false;
            state = State.COORDINATES;
        } else if (last == '~' && parameters.toString().equals("200")) {
            state = State.PASTE;
        } else if (!overlong) {
            handler.sequence(parameters.toString(), last);
        }
    }

    private void shifted(int octet) {
        if (octet < ' ' || octet >= 0x7f) {
            broken(octet);
        } else if (octet >= '0' && octet <= ';') {
            keep(octet);
        } else {
            state = State.GROUND;
            if (!overlong) {
                handler.shifted(parameters.toString(), octet);
            }
        }
    }

    private void keep(int octet) {
        if (parameters.length() < LONGEST_KEPT) {
            parameters.append((char) octet);
        } else {
            overlong = true;
        }
    }

    /** No sequence goes on like that: a control character is what it is, anything above ASCII is dropped with the rest. */
    private void broken(int octet) {
        state = State.GROUND;
        if (octet < ' ') {
            ground(octet);
        }
    }

    /**
     * A byte of a report whose coordinates may be any byte (mode 1000), or one or two in UTF-8 (mode 1005). What looks like a
     * pair is taken as one; should it have been two, the report's last byte is waited for, and the next escape ends that.
     */
    private void coordinate(int octet) {
        if (octet == ESCAPE && paired) {
            state = State.ESCAPED;
            return;
        }
        boolean follows = octet >= 0x80 && octet <= 0xbf && isPairLead(lead);
        lead = octet;
        if (follows) {
            paired = true;
        } else {
            coordinates--;
        }
        if (coordinates < 0) {
            state = State.GROUND;
            take(octet);
        } else if (coordinates == 0 && (follows || !isPairLead(octet))) {
            state = State.GROUND;
        }
    }

    private static boolean isPairLead(int octet) {
        return octet >= 0xc2 && octet <= 0xdf;
    }

    /** Control characters other than white space are in no string: somebody types while one has been cut off. */
    private void string(int octet) {
        if (octet == ESCAPE) {
            state = State.STRING_ESCAPED;
        } else if (octet == BELL) {
            state = bellEnds ? State.GROUND : state;
        } else if (octet < '\b' || octet > '\r' && octet < ' ') {
            state = State.GROUND;
            ground(octet);
        }
    }

    private void stringEscaped(int octet) {
        if (octet == '\\') {
            state = State.GROUND;
        } else {
            escaped(octet);
        }
    }

    private void paste(int octet) {
        paste.add(octet);
        if (paste.isComplete()) {
            state = State.GROUND;
            handler.pasted(paste.take());
        }
    }
}
