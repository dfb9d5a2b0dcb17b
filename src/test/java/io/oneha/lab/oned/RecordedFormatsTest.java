package io.oneha.lab.oned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.demo.raft.RaftCall;
import io.oneha.demo.raft.RaftReply;
import io.oneha.demo.sim.OnedApi;
import io.oneha.demo.sim.XmlRpcCall;
import io.oneha.testing.Recordings;
import io.oneha.zone.TemplateAttribute;
import io.oneha.zone.XmlRpcParser;
import io.oneha.zone.XmlRpcResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the simulated oned reads, writes and answers is what the real one was recorded with. */
class RecordedFormatsTest {
    private static final Pattern RECORD = Pattern.compile("^\\((\\d+),\\d+,'([^']+)',", Pattern.MULTILINE);

    @TempDir
    Path folder;

    private static List<TemplateAttribute> conf() throws Exception {
        // Recorded on the second server; the answer is the first one's.
        return OnedConfFile.parse(text("host/oned.conf").replace("SERVER_ID        = 1", "SERVER_ID = 0"));
    }

    private static String answer(String recording) throws Exception {
        XmlRpcResponse answer = new XmlRpcParser().parse(Recordings.response(recording));
        return ((XmlRpcResponse.TextValue) answer).text();
    }

    /** One a line, so that a difference can be read. */
    private static List<String> elements(String xml) {
        return List.of(xml.split("(?<=>)(?=<[A-Z])"));
    }

    private static String text(String file) throws IOException {
        return Files.readString(Recordings.folder().resolve(file));
    }

    @Test
    void theConfigurationOfTheRecordedFileIsTheRecordedAnswer() throws Exception {
        String recorded = answer("healthy.system.config.leader");
        Matcher key = Pattern.compile("<ONE_KEY><!\\[CDATA\\[(.*?)]]>").matcher(recorded);
        assertThat(key.find()).isTrue();
        ConfigXml configuration = new ConfigXml(conf(), key.group(1));
        assertThat(elements(configuration.of(true))).isEqualTo(elements(recorded));
        assertThat(elements(configuration.of(false))).isEqualTo(elements(answer("healthy.system.config.nonadmin")));
    }

    @Test
    void theRecordedFileIsUnderstood() throws Exception {
        Settings settings = Settings.of(conf());
        assertThat(settings.serverId()).isZero();
        assertThat(settings.port()).isEqualTo(2633);
        assertThat(settings.listenAddress()).isEqualTo("0.0.0.0");
        assertThat(settings.database())
                .isEqualTo(new Settings.Database("127.0.0.1", 3306, "oneadmin", "oneadmin", "opennebula"));
        assertThat(settings.leaderHook())
                .contains(new Settings.Hook(
                        "RAFT_LEADER_HOOK", "raft/vip.sh", List.of("leader", "eth0", "10.90.0.100/24")));
        assertThat(settings.raft().warmUp()).isEqualTo(15_000);
    }

    @Test
    void commentsQuotesAndCaseAreReadAsOnedReadsThem() {
        List<TemplateAttribute> conf = OnedConfFile.parse(
                """
                # A = B
                db = [ # here too
                  Backend = "mysql", # and here
                  PASSWD = "a # \\"b\\", ] c" ]
                RAFT=[ELECTION_TIMEOUT_MS=2500]#
                """);
        assertThat(OnedConfFile.value(conf, "DB", "BACKEND")).contains("mysql");
        assertThat(OnedConfFile.value(conf, "DB", "PASSWD")).contains("a # \"b\", ] c");
        assertThat(OnedConfFile.value(conf, "RAFT", "ELECTION_TIMEOUT_MS")).contains("2500");
        assertThat(conf).hasSize(2);
        assertThatThrownBy(() -> OnedConfFile.parse("A = 1\nDB = [ B = 2\n")).hasMessageContaining("line 2");
    }

    @Test
    void aZoneIsWrittenWithTheRecordedSql() {
        String dump = String.join("", Bootstrap.statements());
        Matcher records = RECORD.matcher(dump.substring(dump.indexOf("INSERT INTO `logdb`")));
        int seen = 0;
        while (records.find() && seen < 4) {
            String sql = SqlText.expanded(records.group(2));
            if (!records.group(1).equals("0")) {
                String body = sql.substring(sql.indexOf("<ZONE>"), sql.indexOf("</ZONE>") + "</ZONE>".length());
                assertThat(SqlChange.of(SqlZone.parse(body)).sql()).isEqualTo(sql);
                assertThat(SqlText.expanded(SqlText.compressed(sql))).isEqualTo(sql);
            }
            seen++;
        }
        assertThat(seen).isEqualTo(4);
    }

    @Test
    void aLogLineIsOneOfTheRecordedFile() throws Exception {
        Path file = folder.resolve("oned.log");
        Clock clock = Clock.fixed(Instant.parse("2026-11-23T08:34:46Z"), ZoneOffset.UTC);
        new OnedLog(file, clock).info("RCM", "oned is now the leader of the zone");
        new OnedLog(file, clock).error("RRM", "Failed to get heartbeat from leader. Starting election proccess");
        assertThat(text("host/oned.log").lines()).containsAll(Files.readAllLines(file));
        Clock early = Clock.fixed(Instant.parse("2026-11-03T08:34:46Z"), ZoneOffset.UTC);
        new OnedLog(file, early).info("ONE", "x");
        assertThat(Files.readString(file)).endsWith("\nTue Nov  3 08:34:46 2026 [Z0][ONE][I]: x\n");
    }

    @Test
    void aRefusedPasswordIsTheHighestTermThereIs() {
        assertThat(RaftWire.reply(OnedApi.refused(RaftWire.REPLICATE))).contains(RaftReply.REFUSED);
        assertThat(RaftReply.REFUSED.term()).isEqualTo(4_294_967_295L);
    }

    @Test
    void raftCallsAndAnswersArriveAsTheyWereSent() throws Exception {
        RaftCall.LogRecord record = new RaftCall.LogRecord(7, 3, new SqlChange("UPDATE a SET b = '<&]]>\r\n'"));
        for (RaftCall call : List.of(
                new RaftCall.Vote(4_294_967_295L, 2, 10, 4_294_967_295L),
                new RaftCall.Replicate(0, 6, 3, record, 2),
                new RaftCall.Replicate(0, 6, 3, RaftCall.LogRecord.HEARTBEAT, 0))) {
            XmlRpcCall sent = XmlRpcCall.parse(RaftWire.xml(RaftWire.call("a:b", call)));
            assertThat(RaftWire.read(sent)).contains(call);
            assertThat(sent.string(0)).isEqualTo("a:b");
        }
        for (RaftReply reply : List.of(new RaftReply(true, 5), new RaftReply(false, 4_294_967_294L))) {
            assertThat(RaftWire.reply(RaftWire.answer(RaftWire.VOTE, reply))).isEqualTo(Optional.of(reply));
        }
    }
}
