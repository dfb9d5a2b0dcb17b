package io.oneha.zone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlRpcRequestTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "oneadmin:a<b>&c",
                "oneadmin:</string></value>",
                "oneadmin:]]>",
                "oneadmin:\"'",
                "oneadmin:&amp;",
                "oneadmin: spaces \t kept ",
                "oneadmin:line\nfeed\r\nreturn\r",
                "oneadmin:Zürich 東京 👩‍🚀"
            })
    void whatIsWrittenIsWhatAParserReads(String session) throws Exception {
        byte[] body = XmlRpcRequest.of("one.zone.raftstatus", new Credentials(session))
                .integer(-7)
                .bytes();
        var document =
                DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(new ByteArrayInputStream(body));
        assertThat(document.getElementsByTagName("string").item(0).getTextContent())
                .isEqualTo(session);
        assertThat(document.getElementsByTagName("i4").item(0).getTextContent()).isEqualTo("-7");
    }

    @Test
    void whatXmlCannotCarryIsLeftOut() {
        byte[] body =
                XmlRpcRequest.of("m", new Credentials("a\u0000:\u001bb\uffff")).bytes();
        assertThat(new String(body, StandardCharsets.UTF_8)).contains("<string>a:b</string>");
    }

    @Test
    void noTextFormGivesThePasswordAway() {
        XmlRpcRequest request = XmlRpcRequest.of("m", new Credentials("oneadmin:secret"));
        assertThat(request.toString()).doesNotContain("secret");
    }
}
