package io.oneha.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.testing.Recordings;
import io.oneha.zone.TemplateAttribute.Single;
import io.oneha.zone.TemplateAttribute.Vector;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents as recorded, changed in the one thing that each test is about. */
class ZoneXmlTest {
    private static final String RAFT = document("healthy.zone.raftstatus.leader");
    private static final String ZONE = document("healthy.zone.info.leader");
    private static final String CONFIGURATION = document("healthy.system.config.leader");

    private final ZoneXml documents = new ZoneXml();

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "2147483648", "4294967295"})
    void aTermIsUnsigned32Bit(String term) throws Exception {
        assertThat(documents.raft(with(RAFT, "TERM", term)).term()).hasToString(term);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "9223372036854775807", "9223372036854775808", "18446744073709551615"})
    void anIndexIsUnsigned64BitOrNone(String index) throws Exception {
        BigInteger expected = new BigInteger(index);
        assertThat(documents.raft(with(RAFT, "LOG_INDEX", index)).logIndex()).isEqualTo(expected);
        assertThat(documents.raft(with(RAFT, "FEDLOG_INDEX", index)).fedIndex()).isEqualTo(expected);
        assertThat(documents.raft(with(RAFT, "COMMIT", index)).commit()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "TERM, -1",
        "TERM, 4294967296",
        "TERM, ''",
        "TERM, 0x10",
        "TERM, 1e3",
        "TERM, +1",
        "LOG_TERM, -2",
        "LOG_TERM, 4294967296",
        "COMMIT, 18446744073709551616",
        "COMMIT, -2",
        "COMMIT, 99999999999999999999999999",
        "COMMIT, ١٢",
        "LOG_INDEX, nan",
        "SERVER_ID, 4294967295",
        "VOTEDFOR, none"
    })
    void aNumberOutOfItsRangeIsMalformedAndNamed(String field, String value) {
        assertThatThrownBy(() -> documents.raft(with(RAFT, field, value)))
                .isInstanceOf(MalformedAnswerException.class)
                .hasMessage("RAFT/" + field + " is not a number of its range");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SERVER_ID", "STATE", "TERM", "VOTEDFOR", "COMMIT", "LOG_INDEX", "LOG_TERM", "FEDLOG_INDEX"})
    void aMissingFieldOfTheStatusIsNamed(String field) {
        assertThatThrownBy(() -> documents.raft(without(RAFT, field))).hasMessage("RAFT without " + field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "4", "99"})
    void aStateThatRaftDoesNotHaveIsMalformed(String state) {
        assertThatThrownBy(() -> documents.raft(with(RAFT, "STATE", state)))
                .hasMessage("RAFT/STATE is not a known state");
        assertThatThrownBy(() -> documents.zone(with(ZONE, "STATE", state)))
                .hasMessage("ZONE/STATE is not a known state");
    }

    @Test
    void aDocumentOfAnotherKindIsMalformed() {
        assertThatThrownBy(() -> documents.raft(ZONE)).hasMessage("<ZONE> instead of <RAFT>");
        assertThatThrownBy(() -> documents.zone(RAFT)).hasMessage("<RAFT> instead of <ZONE>");
        assertThatThrownBy(() -> documents.settings(RAFT)).hasMessage("<RAFT> instead of <OPENNEBULA_CONFIGURATION>");
        assertThatThrownBy(() -> documents.pool("7.4.0")).hasMessage("not well-formed XML");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ID", "NAME"})
    void aMissingFieldOfTheZoneIsNamed(String field) {
        assertThatThrownBy(() -> documents.zone(without(ZONE, field))).hasMessage("ZONE without " + field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ID", "NAME"})
    void aMissingFieldOfAServerIsNamed(String field) {
        int pool = ZONE.indexOf("<SERVER_POOL>");
        String zone = ZONE.substring(0, pool) + without(ZONE.substring(pool), field);
        assertThatThrownBy(() -> documents.zone(zone)).hasMessage("SERVER without " + field);
    }

    @Test
    void aZoneWithoutAStateIsEnabledBecauseItIsOlderThanDisabling() throws Exception {
        assertThat(documents.zone(without(ZONE, "STATE")).state()).isEqualTo(ZoneState.ENABLED);
    }

    @Test
    void thePoolMayBeAbsentEmptyOrOfOneServer() throws Exception {
        String pool = between(ZONE, "<SERVER_POOL>", "</SERVER_POOL>");
        String one = pool.substring(0, pool.indexOf("</SERVER>") + "</SERVER>".length());
        assertThat(documents.zone(without(ZONE, "SERVER_POOL")).servers()).isEmpty();
        assertThat(documents.zone(ZONE.replace(pool, "")).servers()).isEmpty();
        assertThat(documents
                        .zone(ZONE.replace("<SERVER_POOL>" + pool + "</SERVER_POOL>", "<SERVER_POOL/>"))
                        .servers())
                .isEmpty();
        assertThat(documents.zone(ZONE.replace(pool, one)).servers()).hasSize(1);
        assertThat(documents.zone(ZONE).servers()).hasSize(3);
    }

    @Test
    void aServerWithoutAnXmlRpcEndpointHasAnEmptyOne() throws Exception {
        int pool = ZONE.indexOf("<SERVER_POOL>");
        String zone = ZONE.substring(0, pool) + without(ZONE.substring(pool), "ENDPOINT");
        assertThat(documents.zone(zone).servers().get(0).endpoint()).isEmpty();
    }

    @Test
    void aTemplateKeepsItsOrderItsRepetitionsAndItsVectors() throws Exception {
        String template = between(ZONE, "<TEMPLATE>", "</TEMPLATE>");
        String other = "<B>1</B><A><![CDATA[x & y]]></A><B>2</B><V><K>k</K><L><![CDATA[]]></L></V><E/>";
        assertThat(documents.zone(ZONE.replace(template, other)).template())
                .containsExactly(
                        new Single("B", "1"),
                        new Single("A", "x & y"),
                        new Single("B", "2"),
                        new Vector("V", List.of(new Single("K", "k"), new Single("L", ""))),
                        new Single("E", ""));
    }

    @Test
    void elementsItDoesNotKnowArePassedOver() throws Exception {
        String more = "<NEW a='1'><X><Y>1</Y></X></NEW>";
        assertThat(documents.zone(ZONE.replace("<ZONE>", "<ZONE>" + more).replace("<SERVER>", "<SERVER>" + more)))
                .isEqualTo(documents.zone(ZONE));
        assertThat(documents.raft(RAFT.replace("<RAFT>", "<RAFT>" + more))).isEqualTo(documents.raft(RAFT));
    }

    @Test
    void whatTheTerminalWouldObeyIsDropped() throws Exception {
        String zone = documents
                .zone(ZONE.replace("OpenNebula", "Open\u009b31m\u202eNebula\u007f"))
                .name();
        assertThat(zone).isEqualTo("Open31mNebula");
    }

    @Test
    @Timeout(20)
    void aPoolWithoutEndIsRefused() {
        String pool = between(ZONE, "<SERVER_POOL>", "</SERVER_POOL>");
        assertThatThrownBy(() -> documents.zone(ZONE.replace(pool, pool.repeat(34))))
                .hasMessage("more than 100 servers");
        assertThatThrownBy(() -> documents.pool("<ZONE_POOL>" + ZONE.repeat(1001) + "</ZONE_POOL>"))
                .hasMessage("more than 1000 zones");
    }

    @Test
    void aTextWithoutEndIsRefused() {
        assertThatThrownBy(() -> documents.zone(ZONE.replace("OpenNebula", "x".repeat(70_000))))
                .hasMessage("text longer than 65536 characters");
    }

    @Test
    void anEntityBombInsideTheStringIsRefused() {
        String bomb = "<!DOCTYPE r [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>" + RAFT.replace("<TERM>", "<TERM>&b;");
        assertThatThrownBy(() -> documents.raft(bomb)).hasMessage("XML with a document type, which is refused");
    }

    @ParameterizedTest
    @CsvSource({"RAFT, LOG_RETENTION", "RAFT, ELECTION_TIMEOUT_MS", "RAFT, BROADCAST_TIMEOUT_MS", "DB, BACKEND"})
    void aMissingSettingIsNamed(String section, String field) {
        String body = between(CONFIGURATION, "<" + section + ">", "</" + section + ">");
        String changed = CONFIGURATION.replace(body, without(body, field));
        assertThatThrownBy(() -> documents.settings(changed)).hasMessage(section + " without " + field);
    }

    @Test
    void aMissingSectionOfTheConfigurationIsNamed() {
        assertThatThrownBy(() -> documents.settings(without(CONFIGURATION, "DB")))
                .hasMessage("DB without BACKEND");
    }

    private static String document(String recording) {
        try {
            return ((XmlRpcResponse.TextValue) new XmlRpcParser().parse(Recordings.response(recording))).text();
        } catch (MalformedAnswerException e) {
            throw new AssertionError(e);
        }
    }

    private static String with(String xml, String field, String value) {
        return xml.replace(element(xml, field), "<" + field + ">" + value + "</" + field + ">");
    }

    private static String without(String xml, String field) {
        return xml.replace(element(xml, field), "");
    }

    private static String element(String xml, String field) {
        String start = "<" + field + ">";
        String end = "</" + field + ">";
        return start + between(xml, start, end) + end;
    }

    private static String between(String xml, String start, String end) {
        int from = xml.indexOf(start) + start.length();
        assertThat(from).as(start).isGreaterThanOrEqualTo(start.length());
        return xml.substring(from, xml.indexOf(end, from));
    }
}
