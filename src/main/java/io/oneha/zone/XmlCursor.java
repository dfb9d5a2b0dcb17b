package io.oneha.zone;

import io.oneha.zone.XmlScanner.Piece;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Walks a document element by element: {@link #root()}, then {@link #nextChild()} until it says no, each child either read
 * by {@link #text()}, walked in turn or {@link #skip() skipped}. Whatever XML it meets, it ends: depth and text are bounded.
 */
final class XmlCursor {
    private static final int MAX_DEPTH = 32;

    private final XmlScanner scanner;
    private final int maxText;
    private int depth;

    private XmlCursor(XmlScanner scanner, int maxText) {
        this.scanner = scanner;
        this.maxText = maxText;
    }

    /** Opens UTF-8. */
    static XmlCursor open(byte[] utf8, int maxText) throws MalformedAnswerException {
        try {
            CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
            return new XmlCursor(new XmlScanner(decoded.array(), decoded.limit()), maxText);
        } catch (CharacterCodingException e) {
            throw new MalformedAnswerException("not in UTF-8");
        }
    }

    /** Opens text; what its declaration says of an encoding does not matter. */
    static XmlCursor open(String text, int maxText) throws MalformedAnswerException {
        return new XmlCursor(new XmlScanner(text.toCharArray(), text.length()), maxText);
    }

    /** Goes to the root element and tells its name. */
    String root() throws MalformedAnswerException {
        while (next() != Piece.START) {
            // White space may come first.
        }
        return name();
    }

    /** The current element's name. */
    String name() {
        return scanner.name();
    }

    /** Goes to the next child of the current element, or to the element's end and says no. */
    boolean nextChild() throws MalformedAnswerException {
        return nextChild(Optional.empty());
    }

    /** The same, and keeps the text on the way. */
    boolean nextChild(StringBuilder text) throws MalformedAnswerException {
        return nextChild(Optional.of(text));
    }

    private boolean nextChild(Optional<StringBuilder> text) throws MalformedAnswerException {
        Piece piece = next();
        while (piece == Piece.TEXT) {
            if (text.isPresent()) {
                append(text.get(), scanner.text());
            }
            piece = next();
        }
        return piece == Piece.START;
    }

    /** The current element's own text; elements in it are skipped. The cursor is then at its end. */
    String text() throws MalformedAnswerException {
        StringBuilder text = new StringBuilder();
        while (nextChild(text)) {
            skip();
        }
        return text.toString();
    }

    /** Goes to the current element's end. */
    void skip() throws MalformedAnswerException {
        int outside = depth - 1;
        while (depth > outside) {
            nextChild();
        }
    }

    /** Makes sure that nothing follows the root element, which must be at its end. */
    void end() throws MalformedAnswerException {
        while (next() != Piece.END_OF_DOCUMENT) {
            // White space may come last.
        }
    }

    private Piece next() throws MalformedAnswerException {
        Piece piece = scanner.next();
        if (piece == Piece.START) {
            depth++;
            if (depth > MAX_DEPTH) {
                throw new MalformedAnswerException("XML nested more than " + MAX_DEPTH + " deep");
            }
        } else if (piece == Piece.END) {
            depth--;
        }
        return piece;
    }

    private void append(StringBuilder text, CharSequence more) throws MalformedAnswerException {
        if (text.length() + more.length() > maxText) {
            throw new MalformedAnswerException("text longer than " + maxText + " characters");
        }
        text.append(more);
    }
}
