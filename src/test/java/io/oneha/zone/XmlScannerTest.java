package io.oneha.zone;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.Recordings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Held against the JDK's reader, of which it reads the part that strangers are allowed. */
class XmlScannerTest {
    private static final List<String> REFUSED = List.of("refused");
    private static final String DAMAGE = "<>&;/!?[]-= \n\r\tax0\"'#.\u0001\u0085\u00e4\ud800\udc00\uffff";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a/>",
                "<a></a>",
                "<a\n></a\t>",
                "<?xml version='1.0' encoding=\"UTF-8\" standalone='no'?><a/>",
                "<?xml version=\"1.0\"?>\n<!-- x --><a/><!-- y -->\n<?p?>",
                " <?xml version=\"1.0\"?><a/>",
                "<?xml version=\"1.0\" version=\"1.0\"?><a/>",
                "<?xml?><a/>",
                "<?xmlx?><a/>",
                "<?XML x?><a/>",
                "<?p q?><a/>",
                "<? p?><a/>",
                "<a><?p <b> ?>x</a>",
                "<a b='1' c=\"2\"/>",
                "<a b='1'c='2'/>",
                "<a b/>",
                "<a b=1/>",
                "<a b='<'/>",
                "<a b='&lt;&#10;' />",
                "<a b='&x;'/>",
                "<a b='\u0001'/>",
                "<a / >",
                "<a><b></a></b>",
                "<a></b>",
                "<a>",
                "<a",
                "</a>",
                "<a/><b/>",
                "<a/>x",
                "x<a/>",
                "<a/>&#32;",
                "<a>]]></a>",
                "<a>]] ></a>",
                "<a><![CDATA[<b>&amp;]]]]><![CDATA[>]]></a>",
                "<a><![CDATA[]]></a>",
                "<a><![CDATA[x</a>",
                "<a><![cdata[x]]></a>",
                "<![CDATA[x]]><a/>",
                "<a><!-- - -- --></a>",
                "<a><!--></a>",
                "<a><!---></a>",
                "<a><!----></a>",
                "<a>&lt;&gt;&amp;&apos;&quot;</a>",
                "<a>&#65;&#x41;&#x1F600;&#13;</a>",
                "<a>&#0;</a>",
                "<a>&#xD800;</a>",
                "<a>&#xFFFE;</a>",
                "<a>&#x110000;</a>",
                "<a>&#X41;</a>",
                "<a>&#;</a>",
                "<a>&#x;</a>",
                "<a>&;</a>",
                "<a>&</a>",
                "<a>&lt</a>",
                "<a>1\r\n2\r3\n4</a>",
                "<a>\u0085\u2028\u009b</a>",
                "<a>\ud83d\ude00</a>",
                "<a>\ud83d</a>",
                "<a>\ude00</a>",
                "<a>\u0000</a>",
                "<a>\uffff</a>",
                "<\u00e4\u00f6/>",
                "<_a.b-c:d1/>",
                "<1a/>",
                "<:a/>",
                "<a:/>",
                "<a:1/>",
                "<a:b:c/>",
                "<-a/>",
                "< a/>",
                "<a.>x</a.>",
                ""
            })
    void itSaysOfADocumentWhatTheJdksReaderSays(String xml) {
        assertThat(own(xml)).isEqualTo(theirs(xml));
    }

    @Test
    void damageMakesNoDifference() {
        Random random = new Random(1);
        List<String> documents = List.of(
                text("healthy.zone.raftstatus.leader"),
                text("solo.nosuchmethod"),
                "<?xml version='1.0'?>\n<!-- c -->\n<a first='1' second=\"2\"><b><![CDATA[d]]></b>e&amp;f<?g h?>\r\n<i/></a>\n");
        PrintStream terminal = System.err;
        // Theirs prints some of what it meets.
        System.setErr(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        try {
            for (int i = 0; i < 20_000; i++) {
                StringBuilder damaged = new StringBuilder(documents.get(i % documents.size()));
                for (int hits = random.nextInt(1, 4); hits > 0; hits--) {
                    char other = DAMAGE.charAt(random.nextInt(DAMAGE.length()));
                    // Theirs takes some declarations that are none.
                    int spared = damaged.indexOf("?>") < 0 ? 0 : damaged.indexOf("?>") + 2;
                    damaged.setCharAt(random.nextInt(spared, damaged.length()), other);
                }
                String xml = damaged.toString();
                assertThat(own(xml)).as(xml).isEqualTo(theirs(xml));
            }
        } finally {
            System.setErr(terminal);
        }
    }

    private static List<String> own(String xml) {
        List<String> pieces = new ArrayList<>();
        try {
            XmlScanner scanner = new XmlScanner(xml.toCharArray(), xml.length());
            XmlScanner.Piece piece = scanner.next();
            while (piece != XmlScanner.Piece.END_OF_DOCUMENT) {
                add(pieces, piece == XmlScanner.Piece.TEXT ? "=" + scanner.text() : piece + scanner.name());
                piece = scanner.next();
            }
            return pieces;
        } catch (MalformedAnswerException e) {
            return REFUSED;
        }
    }

    private static List<String> theirs(String xml) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        List<String> pieces = new ArrayList<>();
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> add(pieces, "START" + reader.getLocalName());
                    case XMLStreamConstants.END_ELEMENT -> add(pieces, "END" + reader.getLocalName());
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                        add(pieces, "=" + reader.getText());
                    case XMLStreamConstants.DTD -> {
                        return REFUSED;
                    }
                    default -> {}
                }
            }
            return pieces;
        } catch (XMLStreamException | RuntimeException e) {
            return REFUSED;
        }
    }

    /** Pieces of one text are one: readers cut it as they like. White space around the root is no text. */
    private static void add(List<String> pieces, String piece) {
        long open = pieces.stream().filter(known -> known.startsWith("START")).count()
                - pieces.stream().filter(known -> known.startsWith("END")).count();
        boolean isText = piece.startsWith("=");
        if (isText && (open == 0 || piece.length() == 1)) {
            return;
        }
        int last = pieces.size() - 1;
        if (isText && pieces.get(last).startsWith("=")) {
            pieces.set(last, pieces.get(last) + piece.substring(1));
        } else {
            pieces.add(piece);
        }
    }

    private static String text(String recording) {
        return new String(Recordings.response(recording), StandardCharsets.UTF_8);
    }
}
