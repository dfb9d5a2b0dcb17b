package io.oneha.observe.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.observe.host.HostFacts.Database;
import io.oneha.observe.host.HostFacts.Disk;
import io.oneha.observe.host.HostFacts.OperatingSystem;
import io.oneha.observe.host.HostFacts.Peer;
import io.oneha.ssh.RemoteCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactsParserTest {
    private static final String SUM = "0".repeat(64);

    @Test
    void theSmallestAnswerIsAHostWithNothing() {
        HostFacts facts = parse();

        assertThat(facts.hostname()).isEqualTo("n1a1");
        assertThat(facts.user()).isEqualTo("root");
        assertThat(facts.unseen()).isEmpty();
        assertThat(facts.packageVersion()).isEmpty();
        assertThat(facts.database()).isEmpty();
        assertThat(facts.os()).isEqualTo(new OperatingSystem("", "", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown x",
                "disk",
                "disk /var/tmp",
                "disk /var/tmp\t/dev/sda1 1 2 3 4",
                "disk /var/tmp\t/dev/sda1 100 50 99999999999999999999 1% /",
                "datastore x\t0\t/p\ts\tt",
                "datastore 1\t0\tp\ts\tt",
                "datastore 1\t2\t/p\ts\tt",
                "sum abc  /etc/one/x",
                "sum 0000000000000000000000000000000000000000000000000000000000000000  /etc/shadow",
                "unit LoadState=loaded",
                "unit nonsense",
                "os X=1",
                "address something else",
                "peer n1a2 port 80",
                "oned.conf DB = [",
                "hostname again",
                "clock 1.000000000",
                "login 0 root"
            })
    void aLineTheScriptNeverPrintsSpoilsTheAnswer(String line) {
        assertThatThrownBy(() -> parse(line))
                .isInstanceOf(MalformedFactsException.class)
                .message()
                .doesNotContain("\n")
                .hasSizeLessThan(250);
    }

    @Test
    void anAnswerThatIsCutAnywhereIsRefused() {
        String whole = answer("package 7.4.0-1", "unseen services: none");
        for (int length = 0; length < whole.length(); length++) {
            byte[] cut = whole.substring(0, length).getBytes(UTF_8);
            assertThatThrownBy(() -> FactsParser.parse(cut, 0, 0)).isInstanceOf(MalformedFactsException.class);
        }
        assertThatThrownBy(() -> FactsParser.parse((whole + "more\n").getBytes(UTF_8), 0, 0))
                .isInstanceOf(MalformedFactsException.class)
                .hasMessageStartingWith("the answer was cut after ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"oneha-facts 2", "Welcome \033[2J", "sudo: a password is required"})
    void anotherFirstLineIsShownInTheRefusalWithoutItsEscapes(String first) {
        assertThatThrownBy(() -> FactsParser.parse((first + "\nend 1.0\n").getBytes(UTF_8), 0, 0))
                .isInstanceOf(MalformedFactsException.class)
                .message()
                .startsWith("the host answered something else: ")
                .doesNotContain("\033");
    }

    @Test
    void theScriptsOwnTimeDoesNotBlurTheClock() {
        // Half a second there, four in the script, one and a half back; the host is ten seconds ahead.
        HostFacts facts = FactsParser.parse(timed("110.500000000", "114.500000000"), 100_000, 106_000);

        assertThat(facts.clockOffset()).contains(Duration.ofMillis(9_500));
        assertThat(facts.clockError()).isEqualTo(Duration.ofMillis(1_001));
    }

    @ParameterizedTest
    @CsvSource({"100, 101", "100.N, 101.N", "100.%N, 101.%N", "100., 101.", "100.000000000, 101"})
    void aClockOfWholeSecondsIsHalfASecondLessSure(String begin, String end) {
        HostFacts facts = FactsParser.parse(timed(begin, end), 100_000, 101_000);

        assertThat(facts.clockOffset()).contains(Duration.ofMillis(500));
        assertThat(facts.clockError()).isEqualTo(Duration.ofMillis(501));
    }

    @Test
    void dfIsReadFromBehindWhateverTheDeviceIsCalled() {
        HostFacts facts = parse(
                "disk /var/tmp\t/dev/mapper/a b 1 2 3 4% /x 1000 900 100 90% /srv/my disk",
                "disk /full\ttmpfs 10 10 -5 100% /", "disk /proc\tproc 0 0 0 - /proc");

        assertThat(facts.disks())
                .containsExactly(
                        new Disk("/var/tmp", "/srv/my disk", 1_024_000, 102_400),
                        new Disk("/full", "/", 10_240, 0),
                        new Disk("/proc", "/proc", 0, 0));
    }

    @Test
    void peersAreFoundByWhatAnswered() {
        HostFacts facts = parse(
                "peer a",
                "peer b",
                "peer a port 2633",
                "peer c",
                "peer b address 10.0.0.2",
                "peer a address fd00::1",
                "peer a port 22",
                "peer c address not-an-address");

        assertThat(facts.peers())
                .containsExactly(
                        new Peer("a", Optional.of("fd00::1"), true, true),
                        new Peer("b", Optional.of("10.0.0.2"), false, false),
                        new Peer("c", Optional.empty(), false, false));
    }

    @Test
    void whatTheDatabasesClientSaysIsUnderstood() {
        assertThat(database(0, "0\t262\tn1a1\t/var/lib/mysql/", "263")).isEqualTo(Samples.database(0, 262, 263));
        assertThat(database(1, "5\t9\th\t/d/", "ERROR 1969 (70100): Query execution was interrupted"))
                .isEqualTo(new Database(true, "", OptionalLong.of(5), OptionalLong.of(9), OptionalLong.empty()));
        assertThat(database(0, "mysql: [Warning] unknown variable 'loose-x'", "NULL\tNULL\th\t/d/", "0"))
                .isEqualTo(new Database(true, "", OptionalLong.empty(), OptionalLong.empty(), OptionalLong.of(0)));
        assertThat(database(1, "WARNING: deprecated", "ERROR 2002 (HY000): Can't connect \033[31m", "")
                        .error())
                .isEqualTo("ERROR 2002 (HY000): Can't connect [31m");
        assertThat(database(137, "").error()).isEqualTo("no answer within 3 s");
        assertThat(database(4, "").error()).isEqualTo("its client ended with status 4 and said nothing");
        assertThat(database(0, "18446744073709551614\t18446744073709551615\th\t/d/")
                        .lastIndex())
                .hasValue(-1);
        assertThat(parse("sqlite 0").database().orElseThrow().reachable()).isFalse();
        assertThat(parse("sqlite 1").database().orElseThrow().reachable()).isTrue();
    }

    @Test
    void osReleaseIsUnquoted() {
        assertThat(parse("os ID=\"sles\"", "os VERSION_ID='15.6'", "os PRETTY_NAME=\"SUSE \\\"Enterprise\\\" 15\\$\"")
                        .os())
                .isEqualTo(new OperatingSystem("sles", "15.6", "SUSE \"Enterprise\" 15$"));
    }

    @Test
    void namesWithLineEndsAndEscapesAreOneCleanPath() {
        HostFacts facts = parse(
                "sum \\" + SUM + "  /etc/one/a\\nend 1.0\\\\\\r\033[2J", "sum " + SUM + "  /var/lib/one/.ssh/id_rsa");

        assertThat(facts.configSums()).containsOnlyKeys("/etc/one/a end 1.0\\ [2J");
        assertThat(facts.sshSums()).containsOnlyKeys("/var/lib/one/.ssh/id_rsa");
    }

    @Test
    void listsAreKeptShort() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            lines.add("unseen " + i);
            lines.add("log " + i);
        }
        HostFacts facts = parse(lines.toArray(String[]::new));

        assertThat(facts.unseen()).hasSize(100);
        assertThat(facts.elections()).hasSize(20).last().isEqualTo("499");
    }

    @Test
    void onlyHostNamesTravelAsPeers() {
        RemoteCommand command = FactsScript.command(
                true, List.of("n1a2", "n1a2", "a b", "-x", "$(reboot)", "", "a/b", "fd00::1", "front-end.example.org"));

        assertThat(command.line("root")).isEqualTo("timeout -k 5 10 sh -s -- n1a2 fd00::1 front-end.example.org");
        assertThat(command.line("admin")).startsWith("sudo -n -- timeout -k 5 10 sh -s -- ");
        assertThat(FactsScript.command(false, List.of()).line("admin")).isEqualTo("timeout -k 5 10 sh -s --");
    }

    private static Database database(int status, String... lines) {
        List<String> all = new ArrayList<>(List.of("client " + status));
        for (String line : lines) {
            all.add("database " + line);
        }
        return parse(all.toArray(String[]::new)).database().orElseThrow();
    }

    private static byte[] timed(String begin, String end) {
        return ("oneha-facts 1\nclock " + begin + "\nhostname n1a1\nlogin 0 root\nend " + end + "\n").getBytes(UTF_8);
    }

    private static String answer(String... lines) {
        return "oneha-facts 1\nclock 100.000000000\nhostname n1a1\nlogin 0 root\n" + String.join("\n", lines)
                + "\nend 100.000000000\n";
    }

    private static HostFacts parse(String... lines) {
        return FactsParser.parse(answer(lines).getBytes(UTF_8), 100_000, 100_000);
    }
}
