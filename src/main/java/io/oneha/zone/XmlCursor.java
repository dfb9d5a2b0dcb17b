package io.oneha.zone;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Walks a document element by element: {@link #root()}, then {@link #nextChild()} until it says no, each child either read
 * by {@link #text()}, walked in turn or {@link #skip() skipped}. Whatever XML it meets, it ends: depth and text are bounded.
 */
final class XmlCursor {
    private static final int MAX_DEPTH = 32;

    private final XMLStreamReader reader;
    private final int maxText;
    private int depth;

    XmlCursor(XMLStreamReader reader, int maxText) {
        this.reader = reader;
        this.maxText = maxText;
    }

    static MalformedAnswerException notWellFormed() {
        return new MalformedAnswerException("not well-formed XML");
    }

    static MalformedAnswerException documentType() {
        return new MalformedAnswerException("XML with a document type, which is refused");
    }

    /** Goes to the root element and tells its name. */
    String root() throws MalformedAnswerException {
        while (next() != XMLStreamConstants.START_ELEMENT) {
            // A declaration, comments and white space may come first.
        }
        return name();
    }

    /** The current element's name. */
    String name() {
        return reader.getLocalName();
    }

    /** Goes to the next child of the current element, or to the element's end and says no. */
    boolean nextChild() throws MalformedAnswerException {
        return nextChild(null);
    }

    /** The same, and keeps the text on the way. */
    boolean nextChild(StringBuilder text) throws MalformedAnswerException {
        while (true) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT:
                    return true;
                case XMLStreamConstants.END_ELEMENT:
                    return false;
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE:
                    append(text);
                    break;
                case XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION:
                    break;
                default:
                    throw notWellFormed();
            }
        }
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
        while (next() != XMLStreamConstants.END_DOCUMENT) {
            // Comments and white space may come last.
        }
    }

    private int next() throws MalformedAnswerException {
        int event = read();
        if (event == XMLStreamConstants.START_ELEMENT) {
            depth++;
            if (depth > MAX_DEPTH) {
                throw new MalformedAnswerException("XML nested more than " + MAX_DEPTH + " deep");
            }
        } else if (event == XMLStreamConstants.END_ELEMENT) {
            depth--;
        } else if (event == XMLStreamConstants.DTD) {
            throw documentType();
        }
        return event;
    }

    // A reader without its message bundle throws MissingResourceException where it meant to complain of the document.
    private int read() throws MalformedAnswerException {
        try {
            if (!reader.hasNext()) {
                throw notWellFormed();
            }
            return reader.next();
        } catch (XMLStreamException | RuntimeException e) {
            throw notWellFormed();
        }
    }

    private void append(StringBuilder text) throws MalformedAnswerException {
        if (text == null) {
            return;
        }
        int length = reader.getTextLength();
        if (text.length() + length > maxText) {
            throw new MalformedAnswerException("text longer than " + maxText + " characters");
        }
        text.append(reader.getTextCharacters(), reader.getTextStart(), length);
    }
}
