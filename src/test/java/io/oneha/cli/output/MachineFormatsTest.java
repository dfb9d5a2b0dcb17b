package io.oneha.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oneha.app.look.Report;
import io.oneha.testing.JsonSchema;
import io.oneha.zone.FailureKind;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** JSON, YAML and CSV. */
class MachineFormatsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WITHOUT_SSH = "\"via\":\"direct\",\"ssh\":{\"asked\":false,\"ok\":null,\"error\":null,"
            + "\"kind\":null,\"since\":null,\"ageMs\":null,\"addressesAgeMs\":null,\"elapsedMs\":null,\"user\":null,"
            + "\"privileged\":null,\"unseen\":null},\"host\":null";

    static Stream<Report> reports() {
        return Stream.of(
                Samples.healthy(),
                Samples.followerDown(),
                Samples.federationMaster(),
                Samples.awkward(),
                Samples.overSsh(),
                Samples.mute(FailureKind.SILENT, false));
    }

    @Test
    void jsonHasTheKeysOfTheSchemaInTheirOrder() {
        assertThat(Samples.print(Document::json, Samples.followerDown()))
                .isEqualTo("{\"schema\":1,\"observedAt\":\"2026-11-24T10:20:30.123Z\","
                        + "\"zone\":{\"id\":0,\"name\":\"OpenNebula\",\"state\":\"ENABLED\",\"template\":"
                        + "{\"CONTACT\":\"ops@example.org\",\"NOTE\":[\"one\",\"two\"],\"PLACE\":{\"ROOM\":\"7\"}}},"
                        + "\"version\":\"7.4.0\",\"verdict\":\"DEGRADED\",\"faultTolerance\":0,"
                        + "\"leader\":{\"id\":0,\"name\":\"server-0\"},\"servers\":["
                        + "{\"id\":0,\"name\":\"server-0\",\"endpoint\":\"http://10.90.0.11:2633/RPC2\",\"inPool\":true,"
                        + "\"state\":\"leader\",\"term\":39,\"index\":19,\"commit\":19,\"vote\":0,\"fedIndex\":-1,\"lag\":0,"
                        + "\"latencyMs\":2.1,\"error\":null," + WITHOUT_SSH + "},"
                        + "{\"id\":1,\"name\":\"server-1\",\"endpoint\":\"http://10.90.0.12:2633/RPC2\",\"inPool\":true,"
                        + "\"state\":\"follower\",\"term\":39,\"index\":19,\"commit\":19,\"vote\":0,\"fedIndex\":-1,\"lag\":0,"
                        + "\"latencyMs\":2.4,\"error\":null," + WITHOUT_SSH + "},"
                        + "{\"id\":2,\"name\":\"server-2\",\"endpoint\":\"http://10.90.0.13:2633/RPC2\",\"inPool\":true,"
                        + "\"state\":\"error\",\"term\":null,\"index\":null,\"commit\":null,\"vote\":null,\"fedIndex\":null,"
                        + "\"lag\":null,\"latencyMs\":null,\"error\":\"connection refused\"," + WITHOUT_SSH + "}],"
                        + "\"vip\":{\"address\":\"10.90.0.100/24\",\"interface\":\"eth0\",\"holders\":[\"server-0\"],"
                        + "\"unseen\":[],\"seenAt\":null},\"vipUnknown\":null,"
                        + "\"findings\":[{\"code\":\"SERVER_UNREACHABLE\",\"severity\":\"warning\",\"subject\":\"server-2\","
                        + "\"reason\":\"connection refused\",\"remedy\":\"start opennebula there\",\"cause\":null},"
                        + "{\"code\":\"NO_FAULT_TOLERANCE\",\"severity\":\"warning\",\"subject\":\"zone\","
                        + "\"reason\":\"one more loss stops the zone\",\"remedy\":\"bring server-2 back\",\"cause\":null}],"
                        + "\"basis\":{\"text\":\"raft only: SSH is off, VIP and hosts not checked\",\"complete\":false,\"vip\":false,"
                        + "\"hosts\":[],\"limited\":[],\"unseen\":[],\"skipped\":[]},\"noWritesSince\":null}\n");
    }

    @ParameterizedTest
    @MethodSource("reports")
    void jsonIsOneLineThatMeetsThePublishedSchema(Report report) throws Exception {
        String text = Samples.print(Document::json, report);

        assertThat(text).hasLineCount(1).endsWith("}\n");
        assertThat(JsonSchema.read(Path.of("docs", "status.schema.json")).faults(JSON.readTree(text)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("reports")
    void theSchemaDescribesEveryKey(Report report) throws Exception {
        JsonNode document = JSON.readTree(Samples.print(Document::json, report));

        assertThat(JsonSchema.read(Path.of("docs", "status.schema.json")).undescribed(document))
                .isEmpty();
    }

    @Test
    void jsonTellsWhatSshTells() throws Exception {
        JsonNode document = JSON.readTree(Samples.print(Document::json, Samples.overSsh()));
        JsonNode leader = document.at("/servers/0");
        JsonNode limited = document.at("/servers/1");
        JsonNode refused = document.at("/servers/2");

        assertThat(document.at("/vip/unseen").toString()).isEqualTo("[\"server-2\"]");
        assertThat(document.at("/vip/seenAt").asText()).isEqualTo("2026-11-24T10:20:23.123Z");
        assertThat(leader.get("via").asText()).isEqualTo("direct");
        assertThat(leader.get("ssh").toString())
                .isEqualTo(
                        "{\"asked\":true,\"ok\":true,\"error\":null,\"kind\":null,\"since\":null,\"ageMs\":4000,"
                                + "\"addressesAgeMs\":700,\"elapsedMs\":46.0,\"user\":\"root\",\"privileged\":true,\"unseen\":[]}");
        assertThat(leader.at("/host/addresses/1").toString())
                .isEqualTo("{\"interface\":\"eth0\",\"address\":\"10.90.0.100\",\"prefix\":24}");
        assertThat(leader.at("/host/clockOffsetMs").asDouble()).isEqualTo(-1.2);
        assertThat(leader.at("/host/database").toString())
                .isEqualTo(
                        "{\"backend\":\"mysql\",\"server\":\"127.0.0.1\",\"port\":3306,\"user\":\"oneadmin\","
                                + "\"name\":\"opennebula\",\"reachable\":true,\"error\":null,\"firstIndex\":0,\"lastIndex\":8,\"rows\":9}");
        assertThat(leader.at("/host/peers/1").toString())
                .isEqualTo("{\"name\":\"server-2\",\"address\":null,\"ssh\":false,\"oned\":false}");
        assertThat(limited.get("via").asText()).isEqualTo("ssh");
        assertThat(limited.at("/ssh/privileged").asBoolean(true)).isFalse();
        assertThat(limited.at("/ssh/unseen")).hasSize(2);
        assertThat(limited.at("/host/serverId").isNull()).isTrue();
        assertThat(limited.at("/host/peers").isNull()).isTrue();
        assertThat(limited.at("/host/database").isNull()).isTrue();
        assertThat(limited.at("/host/services/opennebula-fireedge").asText()).isEqualTo("failed");
        assertThat(limited.at("/host/elections/0").asText()).isEqualTo("a[31mb");
        assertThat(refused.at("/ssh/kind").asText()).isEqualTo("login");
        assertThat(refused.at("/ssh/ok").asBoolean(true)).isFalse();
        assertThat(refused.at("/ssh/since").asText()).isEqualTo("2026-11-24T10:19:25.123Z");
        assertThat(refused.get("host").isNull()).isTrue();
    }

    @Test
    void noChecksumIsPrinted() {
        assertThat(Samples.print(Document::json, Samples.overSsh())).doesNotContainPattern("[0-9a-f]{64}");
    }

    @Test
    void csvTellsHolderAndSshInItsLastColumns() {
        assertThat(Samples.print(new CsvFormat(), Samples.overSsh()).lines())
                .map(line -> line.substring(line.lastIndexOf(',', line.lastIndexOf(',') - 1)))
                .containsExactly(",vip,ssh", ",yes,ok", ",no,limited", ",,login");
    }

    @ParameterizedTest
    @MethodSource("reports")
    void yamlIsTheSameDocument(Report report) throws Exception {
        String yaml = Samples.print(Document::yaml, report);

        assertThat(yaml).startsWith("---\n").endsWith("\n");
        Object tree = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        JsonNode json = JSON.readTree(Samples.print(Document::json, report));
        assertThat(JSON.readTree(JSON.writeValueAsString(tree))).isEqualTo(json);
    }

    @Test
    void unsignedNumbersStandInFull() {
        assertThat(Samples.print(Document::json, Samples.federationMaster()))
                .contains("\"term\":4294967295,\"index\":18446744073709551615,");
        assertThat(Samples.print(Document::yaml, Samples.federationMaster())).contains("index: 18446744073709551615\n");
        assertThat(Samples.print(new CsvFormat(), Samples.federationMaster()))
                .contains(",4294967295,18446744073709551615,0,1,18446744073709551615,");
    }

    @Test
    void csvHasAHeaderAndARowAServerWithCrLf() {
        assertThat(Samples.print(new CsvFormat(), Samples.followerDown()))
                .isEqualTo(
                        "observed_at,id,name,endpoint,state,term,index,commit,vote,fed_index,lag,latency_ms,error,vip,ssh\r\n"
                                + "2026-11-24T10:20:30.123Z,0,server-0,http://10.90.0.11:2633/RPC2,leader,39,19,19,0,-1,0,2.1,,yes,\r\n"
                                + "2026-11-24T10:20:30.123Z,1,server-1,http://10.90.0.12:2633/RPC2,follower,39,19,19,0,-1,0,2.4,,no,\r\n"
                                + "2026-11-24T10:20:30.123Z,2,server-2,http://10.90.0.13:2633/RPC2,error,,,,,,,,connection refused,no,\r\n");
    }

    @Test
    void csvQuotesWhatHoldsCommasAndQuotes() {
        assertThat(Samples.print(new CsvFormat(), Samples.awkward()))
                .contains(",\"a|b 'c'=\"\"d\"\"\\\",")
                .contains(",\"x,]0;yz\",")
                .contains(",\"said \"\"no\"\", then hung up\",,\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '"',
            value = {
                "-1# -1",
                "12.5# 12.5",
                "+3# +3",
                "n1a1# n1a1",
                "=cmd|x!A1# '=cmd|x!A1",
                "@SUM(1)# '@SUM(1)",
                "-1+cmd# '-1+cmd",
                "+1+1# '+1+1"
            })
    void aSpreadsheetTakesNoCellForAFormulaAndNumbersStayNumbers(String cell, String harmless) {
        assertThat(CsvFormat.harmless(cell)).isEqualTo(harmless);
    }

    @Test
    void aCsvWatchPrintsItsHeaderOnce() {
        CsvFormat format = new CsvFormat();

        assertThat(Samples.print(format, Samples.healthy())).startsWith("observed_at,");
        assertThat(Samples.print(format, Samples.healthy())).startsWith("2026-").hasLineCount(3);
    }
}
