package io.oneha.zone;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.base.Text;
import io.oneha.testing.Recordings;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that real servers were recorded to say is understood, each value as a naive reading of the raw text has it. */
class RecordingsTest {
    private static final String CDATA = "<!\\[CDATA\\[(.*?)]]>";

    private final XmlRpcParser parser = new XmlRpcParser();
    private final ZoneXml documents = new ZoneXml();

    static List<String> answers() {
        return Recordings.names(".resp.xml");
    }

    static List<String> requests() {
        return Recordings.names(".req.xml");
    }

    static List<String> successesOf(String method) {
        return answers().stream()
                .filter(name -> method(name).equals(method))
                .filter(name -> raw(name).contains("<boolean>1</boolean>"))
                .toList();
    }

    static List<String> raftStatuses() {
        return successesOf("one.zone.raftstatus");
    }

    static List<String> zones() {
        return successesOf("one.zone.info");
    }

    static List<String> pools() {
        return successesOf("one.zonepool.info");
    }

    static List<String> configurations() {
        return successesOf("one.system.config");
    }

    static List<String> versions() {
        return successesOf("one.system.version");
    }

    @Test
    void theWholeFolderIsWalked() {
        assertThat(answers()).hasSize(176);
        assertThat(requests()).hasSize(188);
        assertThat(raftStatuses()).hasSizeGreaterThan(30);
        assertThat(zones()).hasSizeGreaterThan(30);
        assertThat(pools()).hasSizeGreaterThan(4);
        assertThat(configurations()).hasSizeGreaterThan(3);
        assertThat(versions()).hasSizeGreaterThan(3);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void everyAnswerIsWhatItsTextSays(String name) throws Exception {
        String raw = raw(name);
        XmlRpcResponse response = parser.parse(Recordings.response(name));
        if (raw.contains("<fault>")) {
            assertThat(response)
                    .isEqualTo(new XmlRpcResponse.Fault(
                            unescaped(first(raw, "<string>(.*?)</string>")),
                            Integer.parseInt(first(raw, "<i4>(.*?)</i4>"))));
        } else if (raw.contains("<boolean>0</boolean>")) {
            assertThat(response)
                    .isEqualTo(new XmlRpcResponse.Refusal(
                            unescaped(first(raw, "<string>(.*?)</string>")),
                            Integer.parseInt(first(raw, "<i4>(.*?)</i4>"))));
        } else if (raw.contains("<string>")) {
            assertThat(response)
                    .isEqualTo(new XmlRpcResponse.TextValue(unescaped(first(raw, "<string>(.*?)</string>"))));
        } else {
            assertThat(response)
                    .isEqualTo(new XmlRpcResponse.NumberValue(Long.parseLong(first(raw, "<i4>(.*?)</i4>"))));
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void everyRefusalIsShownInTheWordsOfOned(String name) throws Exception {
        if (parser.parse(Recordings.response(name)) instanceof XmlRpcResponse.Refusal refusal) {
            assertThat(Text.clean(refusal.text())).isEqualTo(refusal.text());
        }
    }

    @ParameterizedTest
    @MethodSource("raftStatuses")
    void everyRaftStatusHasTheValuesOfItsText(String name) throws Exception {
        String xml = document(name);
        RaftStatus status = documents.raft(content(name));
        assertThat(status.serverId()).hasToString(first(xml, "<SERVER_ID>(.*?)<"));
        assertThat(status.state().ordinal()).hasToString(first(xml, "<STATE>(.*?)<"));
        assertThat(status.term()).hasToString(first(xml, "<TERM>(.*?)<"));
        assertThat(status.votedFor()).hasToString(first(xml, "<VOTEDFOR>(.*?)<"));
        assertThat(status.commit()).hasToString(first(xml, "<COMMIT>(.*?)<"));
        assertThat(status.logIndex()).hasToString(first(xml, "<LOG_INDEX>(.*?)<"));
        assertThat(status.logTerm()).hasToString(first(xml, "<LOG_TERM>(.*?)<"));
        assertThat(status.fedIndex()).hasToString(first(xml, "<FEDLOG_INDEX>(.*?)<"));
    }

    @ParameterizedTest
    @MethodSource("zones")
    void everyZoneHasTheValuesOfItsText(String name) throws Exception {
        assertZone(documents.zone(content(name)), document(name));
    }

    @ParameterizedTest
    @MethodSource("pools")
    void everyPoolHasItsZones(String name) throws Exception {
        List<Zone> pool = documents.pool(content(name));
        List<String> raw = all(document(name), "<ZONE>(.*?)</ZONE>");
        assertThat(pool).hasSameSizeAs(raw).isNotEmpty();
        for (int i = 0; i < raw.size(); i++) {
            assertZone(pool.get(i), raw.get(i));
        }
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void everyConfigurationGivesTheSettingsOfItsTextAndNothingElse(String name) throws Exception {
        String xml = document(name);
        String raft = first(xml, "<RAFT>(.*?)</RAFT>");
        SystemSettings settings = documents.settings(content(name));
        assertThat(settings)
                .isEqualTo(new SystemSettings(
                        new BigInteger(first(raft, "<LOG_RETENTION>" + CDATA)),
                        Duration.ofMillis(Long.parseLong(first(raft, "<ELECTION_TIMEOUT_MS>" + CDATA))),
                        Duration.ofMillis(Long.parseLong(first(raft, "<BROADCAST_TIMEOUT_MS>" + CDATA))),
                        first(xml, "<BACKEND>(?:<!\\[CDATA\\[)?(.*?)[]<]")));
        assertThat(settings.toString()).doesNotContain("oneadmin");
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyVersionIsItsText(String name) throws Exception {
        assertThat(content(name)).isEqualTo("7.4.0");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void everyRequestIsWrittenByteForByte(String name) {
        String raw = new String(Recordings.request(name), StandardCharsets.UTF_8);
        List<String> parameters = all(raw, "<param><value>(.*?)</value></param>");
        XmlRpcRequest request = XmlRpcRequest.of(
                first(raw, "<methodName>(.*?)<"),
                new Credentials(unescaped(first(parameters.get(0), "<string>(.*)</string>"))));
        for (String parameter : parameters.subList(1, parameters.size())) {
            String value = first(parameter, "<\\w+>(.*)</\\w+>");
            switch (first(parameter, "<(\\w+)>")) {
                case "string" -> request.string(unescaped(value));
                case "i4" -> request.integer(Integer.parseInt(value));
                case "boolean" -> request.bool(value.equals("1"));
                default -> throw new AssertionError(parameter);
            }
        }
        assertThat(new String(request.bytes(), StandardCharsets.UTF_8)).isEqualTo(raw);
    }

    private static void assertZone(Zone zone, String xml) {
        assertThat(zone.id()).hasToString(first(xml, "<ID>(.*?)<"));
        assertThat(zone.name()).isEqualTo(first(xml, "<NAME>(.*?)<"));
        assertThat(zone.state().ordinal()).hasToString(first(xml, "<STATE>(.*?)<"));
        List<TemplateAttribute> template = new ArrayList<>();
        Matcher attribute =
                Pattern.compile("<(\\w+)>" + CDATA + "</\\1>").matcher(first(xml, "<TEMPLATE>(.*)</TEMPLATE>"));
        while (attribute.find()) {
            template.add(new TemplateAttribute.Single(attribute.group(1), attribute.group(2)));
        }
        assertThat(zone.template()).isEqualTo(template).isNotEmpty();
        List<ZoneServer> servers = new ArrayList<>();
        for (String server : all(first(xml, "<SERVER_POOL>(.*)</SERVER_POOL>"), "<SERVER>(.*?)</SERVER>")) {
            servers.add(new ZoneServer(
                    Integer.parseInt(first(server, "<ID>" + CDATA)),
                    first(server, "<NAME>" + CDATA),
                    first(server, "<ENDPOINT>" + CDATA),
                    all(server, "<ENDPOINT_GRPC>" + CDATA).stream()
                            .filter(grpc -> !grpc.isEmpty())
                            .findFirst()));
        }
        assertThat(zone.servers()).isEqualTo(servers);
    }

    private String content(String name) throws MalformedAnswerException {
        return ((XmlRpcResponse.TextValue) parser.parse(Recordings.response(name))).text();
    }

    private static String document(String name) {
        return unescaped(first(raw(name), "<string>(.*?)</string>"));
    }

    private static String method(String name) {
        return first(new String(Recordings.request(name), StandardCharsets.UTF_8), "<methodName>(.*?)<");
    }

    private static String raw(String name) {
        return new String(Recordings.response(name), StandardCharsets.UTF_8);
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#x0d;", "\r")
                .replace("&amp;", "&");
    }

    private static String first(String text, String pattern) {
        return Optional.of(all(text, pattern))
                .filter(found -> !found.isEmpty())
                .orElseThrow(() -> new AssertionError(pattern + " is not in " + text))
                .get(0);
    }

    private static List<String> all(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
        List<String> found = new ArrayList<>();
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
