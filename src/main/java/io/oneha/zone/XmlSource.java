package io.oneha.zone;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;

/**
 * Opens XML of strangers: no document types, no entities but XML's own five, nothing fetched. An instance is made at run
 * time, for its factory reads the JDK's properties, and shared, for the factory is costly.
 */
final class XmlSource {
    private final XMLInputFactory factory;

    XmlSource() {
        factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("nothing is fetched");
        });
    }

    /** Opens UTF-8. It is decoded here: the JDK's reader prints its complaints about bytes to standard error. */
    XmlCursor open(byte[] utf8, int maxText) throws MalformedAnswerException {
        try {
            return open(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(utf8))
                            .toString(),
                    maxText);
        } catch (CharacterCodingException e) {
            throw new MalformedAnswerException("not in UTF-8");
        }
    }

    /** Opens text; what its declaration says of an encoding does not matter. */
    XmlCursor open(String text, int maxText) throws MalformedAnswerException {
        if (hasDocumentType(text)) {
            throw XmlCursor.documentType();
        }
        try {
            // The factory remembers its last reader: two threads must not meet in it.
            synchronized (factory) {
                return new XmlCursor(factory.createXMLStreamReader(new StringReader(text)), maxText);
            }
        } catch (XMLStreamException | RuntimeException e) {
            throw XmlCursor.notWellFormed();
        }
    }

    /**
     * Whether a document type stands before the root element, be it a whole one or not: the JDK's reader prints its own faults
     * with half of one to standard error.
     */
    private static boolean hasDocumentType(String text) {
        int at = 0;
        while (at < text.length()) {
            if (text.charAt(at) == '\uFEFF' || text.charAt(at) <= ' ') {
                at++;
            } else if (text.startsWith("<?", at)) {
                at = after(text, "?>", at);
            } else if (text.startsWith("<!--", at)) {
                at = after(text, "-->", at + "<!--".length());
            } else {
                return text.startsWith("<!", at);
            }
        }
        return false;
    }

    private static int after(String text, String end, int from) {
        int at = text.indexOf(end, from);
        return at < 0 ? text.length() : at + end.length();
    }
}
