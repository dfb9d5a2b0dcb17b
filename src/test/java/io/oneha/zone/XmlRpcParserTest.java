package io.oneha.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.testing.Recordings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class XmlRpcParserTest {
    private static final String REFUSAL = text("healthy.zone.raftstatus.follower.wrong-password");
    private static final String SUCCESS = text("healthy.zone.raftstatus.leader");
    private static final String NUMBER = text("healthy.zone.resetserver.ok");

    private static final byte[] DAMAGE = "<>&;/!?[]-= \u0000x0\"'".getBytes(StandardCharsets.ISO_8859_1);

    private final XmlRpcParser parser = new XmlRpcParser();
    private final ZoneXml documents = new ZoneXml();

    @Test
    void anAnswerCutAnywhereIsMalformed() throws Exception {
        byte[] whole = Recordings.response("healthy.zone.raftstatus.leader");
        int end = SUCCESS.indexOf("</methodResponse>") + "</methodResponse>".length();
        for (int length = 0; length < end; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> parser.parse(cut)).isInstanceOf(MalformedAnswerException.class);
        }
        assertThat(parser.parse(Arrays.copyOf(whole, end))).isEqualTo(parser.parse(whole));
    }

    static Stream<Arguments> foreign() {
        return Stream.of(
                Arguments.of("", "not well-formed XML"),
                Arguments.of("Service unavailable", "not well-formed XML"),
                Arguments.of("\u0000\u0001\u0002", "not well-formed XML"),
                Arguments.of(
                        "<html><body>It works!</body></html>", "no XML-RPC answer: <html> instead of <methodResponse>"),
                Arguments.of("<!DOCTYPE html><html></html>", "XML with a document type, which is refused"),
                Arguments.of("<methodResponse/>", "XML-RPC answer with nothing in <methodResponse>"),
                Arguments.of("<methodResponse><params/></methodResponse>", "XML-RPC answer with nothing in <params>"),
                Arguments.of(REFUSAL + "<html/>", "not well-formed XML"),
                Arguments.of(REFUSAL + "trailing", "not well-formed XML"),
                Arguments.of(REFUSAL.replace("array>", "struct>"), "no XML-RPC answer: <struct> instead of <array>"),
                Arguments.of(
                        REFUSAL.replace("<boolean>0</boolean>", "<i4>0</i4>"),
                        "XML-RPC answer that does not start with a boolean"),
                Arguments.of(
                        REFUSAL.replace("<boolean>0", "<boolean>2"),
                        "XML-RPC answer that does not start with a boolean"),
                Arguments.of(
                        REFUSAL.replace("<i4>256</i4>", "<i4>many</i4>"),
                        "XML-RPC answer with a i4 instead of a number"),
                Arguments.of(
                        REFUSAL.replace("<i4>256</i4>", "<i4>4294967296</i4>"),
                        "XML-RPC answer with a i4 instead of a number"),
                Arguments.of(
                        REFUSAL.replace("<i4>256</i4>", "<string>256</string>"),
                        "XML-RPC answer with a string instead of a number"),
                Arguments.of(
                        SUCCESS.replace("string>", "double>"), "XML-RPC answer with a double instead of a number"));
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void whatIsNotAnAnswerOfOnedIsRefusedInOneLine(String body, String message) {
        assertThatThrownBy(() -> parser.parse(utf8(body)))
                .isInstanceOf(MalformedAnswerException.class)
                .hasMessage(message);
    }

    @Test
    @Timeout(10)
    void anEntityBombIsRefusedUnexpanded() {
        StringBuilder bomb = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 30; i++) {
            bomb.append("<!ENTITY a")
                    .append(i)
                    .append(" \"&a")
                    .append(i - 1)
                    .append(";&a")
                    .append(i - 1)
                    .append(";\">");
        }
        bomb.append("]>").append(withoutDeclaration(REFUSAL).replace("[one.zone", "&a29;[one.zone"));
        assertThatThrownBy(() -> parser.parse(utf8(bomb.toString()))).hasMessageContaining("document type");
    }

    @Test
    void nothingIsFetchedForAnEntity() {
        String fetching = "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY f SYSTEM \"file:///etc/hostname\">]>"
                + withoutDeclaration(REFUSAL).replace("[one.zone", "&f;[one.zone");
        assertThatThrownBy(() -> parser.parse(utf8(fetching))).hasMessageContaining("document type");
    }

    @Test
    void anUndeclaredEntityIsMalformed() {
        assertThatThrownBy(() -> parser.parse(utf8(REFUSAL.replace("[one.zone", "&nbsp;[one.zone"))))
                .isInstanceOf(MalformedAnswerException.class);
    }

    @Test
    @Timeout(20)
    void deepNestingIsRefusedWhereverItIs() {
        String deep = "<a>".repeat(200_000);
        assertThatThrownBy(() -> parser.parse(utf8(deep))).hasMessageContaining("<a> instead of <methodResponse>");
        assertThatThrownBy(() -> parser.parse(utf8("<methodResponse><params><param><value>" + deep)))
                .hasMessageContaining("<a> instead of <array>");
        assertThatThrownBy(() -> parser.parse(utf8(REFUSAL.replace("[one.zone", deep))))
                .hasMessage("XML nested more than 32 deep");
    }

    @Test
    @Timeout(20)
    void anElementOfAHundredThousandAttributesEndsQuickly() {
        StringBuilder attributes = new StringBuilder("<methodResponse");
        for (int i = 0; i < 100_000; i++) {
            attributes.append(" a").append(i).append("=''");
        }
        assertThatThrownBy(() -> parser.parse(utf8(attributes + "/>"))).isInstanceOf(MalformedAnswerException.class);
    }

    @Test
    void bytesThatAreNoTextAreMalformed() {
        byte[] latin = REFUSAL.replace("couldn't", "k\u00f6nnte").getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> parser.parse(latin)).hasMessage("not in UTF-8");
    }

    @Test
    @Timeout(60)
    void noDamageToAnAnswerEscapesAsAnythingElseOrReachesTheTerminal() {
        Random random = new Random(1);
        List<byte[]> answers = Stream.of(
                        "healthy.zone.raftstatus.leader",
                        "healthy.zone.info.leader",
                        "solo.nosuchmethod",
                        "healthy.zone.raftstatus.follower.wrong-password")
                .map(Recordings::response)
                .toList();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream terminal = System.err;
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            for (int i = 0; i < 5_000; i++) {
                byte[] damaged = answers.get(i % answers.size()).clone();
                for (int hits = random.nextInt(1, 4); hits > 0; hits--) {
                    damaged[random.nextInt(damaged.length)] = DAMAGE[random.nextInt(DAMAGE.length)];
                }
                parseAll(damaged);
            }
        } finally {
            System.setErr(terminal);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void halfADocumentTypeIsRefusedWithoutAWordOnTheTerminal() {
        String whole =
                "<?xml version=\"1.0\"?>\n<!-- x --> <!DOCTYPE x [<!ENTITY a \"b\"><!ATTLIST x y CDATA #IMPLIED>]><x/>";
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream terminal = System.err;
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            for (int length = 0; length <= whole.length(); length++) {
                byte[] cut = utf8(whole.substring(0, length));
                assertThatThrownBy(() -> parser.parse(cut)).isInstanceOf(MalformedAnswerException.class);
            }
            assertThatThrownBy(() -> parser.parse(utf8("<!DOCTYPE x [<!ENTI")))
                    .hasMessage("XML with a document type, which is refused");
        } finally {
            System.setErr(terminal);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    // Any other exception fails the test.
    private void parseAll(byte[] damaged) {
        try {
            if (parser.parse(damaged) instanceof XmlRpcResponse.TextValue value) {
                if (value.text().startsWith("<RAFT")) {
                    documents.raft(value.text());
                } else {
                    documents.zone(value.text());
                }
            }
        } catch (MalformedAnswerException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
        }
    }

    @Test
    void aValueWithoutATypeIsAString() throws Exception {
        String untyped = REFUSAL.replace("<string>", "").replace("</string>", "");
        assertThat(parser.parse(utf8(untyped))).isEqualTo(parser.parse(utf8(REFUSAL)));
    }

    @Test
    void elementsItDoesNotKnowArePassedOver() throws Exception {
        String more = REFUSAL.replace("<i8>-1</i8>", "<struct><member><name>x</name><value/></member></struct>");
        assertThat(more).isNotEqualTo(REFUSAL);
        assertThat(parser.parse(utf8(more))).isEqualTo(parser.parse(utf8(REFUSAL)));
    }

    @Test
    void aNumberIsReadAsOne() throws Exception {
        assertThat(parser.parse(utf8(NUMBER))).isEqualTo(new XmlRpcResponse.NumberValue(0));
        assertThat(parser.parse(utf8(NUMBER.replaceFirst("<i4>0</i4>", "<i8>5000000000</i8>"))))
                .isEqualTo(new XmlRpcResponse.NumberValue(5_000_000_000L));
    }

    @ParameterizedTest
    @CsvSource({
        "healthy.zone.raftstatus.follower.wrong-password, AUTHENTICATION",
        "dbdead.follower.zone.raftstatus, AUTHENTICATION",
        "healthy.zone.raftstatus.follower.nonadmin, AUTHORIZATION",
        "boot0.follower-warmup.system.version, NO_LEADER",
        "candidate.system.config, NO_LEADER",
        "leader-killed.system.version-on-follower, ONED_ERROR",
        "disabled.zone.update, ONED_ERROR",
        "solo.zone.info.bad-id, ONED_ERROR"
    })
    void aRefusalIsOfTheKindThatTellsTheUserWhatToDo(String name, FailureKind kind) throws Exception {
        XmlRpcResponse response = parser.parse(Recordings.response(name));
        assertThat(response).isInstanceOfSatisfying(XmlRpcResponse.Refusal.class, refusal -> assertThat(refusal.kind())
                .isEqualTo(kind));
    }

    private static String withoutDeclaration(String xml) {
        return xml.substring(xml.indexOf("?>") + 2);
    }

    private static String text(String recording) {
        return new String(Recordings.response(recording), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
