package io.oneha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oneha.testing.RecordedState;
import io.oneha.testing.ReplayServer;
import io.oneha.testing.ReplayZone;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code oneha leader} over real HTTP, on recorded zones. */
@QuarkusTest
class LeaderCommandTest {
    private static final int NUMBER = 210;

    /** As long as a zone that hangs is waited for. */
    private static final int SHORT_MILLIS = 1500;

    private static final int GRACE_MILLIS = 1500;

    @TempDir
    Path home;

    private TestCommandLine oneha;
    private ReplayZone zone;

    @BeforeEach
    void credentials() throws IOException {
        Path auth = Files.writeString(home.resolve("one_auth"), "oneadmin:opennebula");
        oneha = new TestCommandLine(Map.of("ONE_AUTH", auth.toString(), "HOME", home.toString()));
    }

    @AfterEach
    void stop() {
        zone.close();
    }

    /** Each recorded state by which somebody leads, asked at any of its servers. */
    @ParameterizedTest
    @CsvSource({
        "healthy, server-0, server-0",
        "healthy, server-2, server-0",
        "follower-down, server-0, server-0",
        "partition-asked-old-leader, server-2, server-1",
        "partition-asked-new-leader, server-1, server-1",
        "leader-single, server-0, server-0",
        "disabled, server-0, server-1",
    })
    void whoLeadsIsPrinted(String state, String asked, String leader) {
        start(state, ReplayZone.Fault.REFUSED);

        assertThat(leader(asked)).isZero();
        assertThat(oneha.out()).isEqualTo(leader + "\n");
        assertThat(oneha.err()).isEmpty();
        for (ReplayServer server : zone.servers()) {
            assertThat(server.calls()).isSubsetOf("one.zone.raftstatus", "one.zone.info", "one.zonepool.info");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "leader-killed-before-election|REFUSED|server-0|2|no server leads; server-0 follower in term ",
                "candidate|REFUSED|server-2|2|no server leads: only 1 of 3 servers takes part, 2 are needed; ",
                "leader-no-quorum|REFUSED|server-2|2|no server leads: server-2: says it leads (term 67) but only 1 of 3 ",
                "leader-no-quorum|AUTHENTICATION|server-2|2|no server leads: server-2: says it leads (term 67) but only ",
                "healthy-as-nonadmin|AUTHORIZATION|server-0|77|this user may not see the servers' states: "
            })
    void whereNobodyLeadsOneLineSaysWhy(
            String state, ReplayZone.Fault fault, String asked, int exitCode, String beginning) {
        start(state, fault);

        assertThat(leader(asked)).isEqualTo(exitCode);
        assertThat(oneha.out()).isEmpty();
        assertThat(oneha.err()).startsWith("oneha: " + beginning).hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({
        "healthy, server-0, 0",
        "healthy, SERVER-0, 0",
        "healthy, server-1, 1",
        "partition-asked-old-leader, server-2, 1",
        "partition-asked-old-leader, server-1, 0",
        "leader-killed-before-election, server-0, 1",
        "leader-no-quorum, server-2, 1"
    })
    void whetherOneLeadsIsTheExitCodeAndNothingIsPrinted(String state, String name, int exitCode) {
        start(state, ReplayZone.Fault.REFUSED);

        assertThat(leader("server-2", "--is", name)).isEqualTo(exitCode);
        assertThat(oneha.out() + oneha.err()).isEmpty();
    }

    @Test
    void aNameThatTheZoneDoesNotHaveIsNoAnswer() {
        start("healthy", ReplayZone.Fault.REFUSED);

        assertThat(leader("server-0", "--is", "n1a9")).isEqualTo(64);
        assertThat(oneha.err()).isEqualTo("oneha: the zone has no server n1a9; it has server-0, server-1, server-2\n");
    }

    @Test
    void aMachineThatIsNoneOfTheServersCannotAskForItself() {
        start("healthy", ReplayZone.Fault.REFUSED);

        assertThat(leader("server-0", "--self")).isEqualTo(64);
        assertThat(oneha.err())
                .startsWith("oneha: none of the zone's servers is this machine by its addresses or its name, ")
                .endsWith(": use --is with one of server-0, server-1, server-2\n");
    }

    @Test
    void whetherOneLeadsIsNotKnownWhereNobodyAnswers() {
        start("healthy", ReplayZone.Fault.REFUSED);
        zone.servers().forEach(server -> server.mode(ReplayServer.Mode.REFUSE));

        assertThat(leader("server-0", "--is", "server-0")).isEqualTo(69);
        assertThat(oneha.out()).isEmpty();
        assertThat(oneha.err()).startsWith("oneha: no server answered: ").hasLineCount(1);
    }

    @Test
    void theUrlIsWhereTheLeaderAnswered() {
        start("healthy", ReplayZone.Fault.REFUSED);

        assertThat(leader("server-1", "-o", "url")).isZero();
        assertThat(oneha.out()).isEqualTo(zone.server("server-0").endpoint() + "\n");
    }

    @Test
    void jsonHasBothAndTheTerm() throws IOException {
        start("partition-asked-old-leader", ReplayZone.Fault.REFUSED);

        assertThat(leader("server-2", "-o", "json")).isZero();
        JsonNode document = new ObjectMapper().readTree(oneha.out());
        assertThat(document.path("schema").asInt()).isEqualTo(1);
        assertThat(document.path("zone").asInt()).isZero();
        assertThat(document.path("reason").isNull()).isTrue();
        assertThat(document.path("leader"))
                .hasToString("{\"id\":1,\"name\":\"server-1\",\"url\":\""
                        + zone.server("server-1").endpoint() + "\",\"state\":\"leader\",\"term\":68}");
    }

    @Test
    void jsonSaysWhyNobodyLeads() throws IOException {
        start("leader-killed-before-election", ReplayZone.Fault.REFUSED);

        assertThat(leader("server-0", "-o", "json")).isEqualTo(2);
        JsonNode document = new ObjectMapper().readTree(oneha.out());
        assertThat(document.path("leader").isNull()).isTrue();
        assertThat(document.path("reason").asText()).startsWith("no server leads; ");
        assertThat(oneha.err()).isEmpty();
    }

    @Test
    void theOneServerOfAZoneWithoutHaIsPrinted() throws IOException {
        start("solo", ReplayZone.Fault.REFUSED);

        assertThat(leader("solo", "-o", "json")).isZero();
        JsonNode leader = new ObjectMapper().readTree(oneha.out()).path("leader");
        assertThat(leader.path("state").asText()).isEqualTo("solo");
        assertThat(leader.path("id").isNull()).isTrue();
        assertThat(leader.path("url").asText()).isEqualTo(zone.server("solo").endpoint());
    }

    @Test
    void aServerThatHangsCostsNothingWhileTheOthersAreAMajority() {
        start("healthy", ReplayZone.Fault.REFUSED);
        zone.server("server-2").mode(ReplayServer.Mode.HANG);

        long start = System.nanoTime();
        assertThat(run("server-0", "60s")).isZero();
        assertThat(oneha.out()).isEqualTo("server-0\n");
        assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(30_000);
    }

    @Test
    void aZoneThatHangsCostsTheTimeOut() {
        start("healthy", ReplayZone.Fault.REFUSED);
        zone.servers().forEach(server -> server.mode(ReplayServer.Mode.HANG));

        long start = System.nanoTime();
        assertThat(run("server-0", SHORT_MILLIS + "ms")).isEqualTo(69);
        assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(SHORT_MILLIS + GRACE_MILLIS);
        assertThat(oneha.err()).startsWith("oneha: no server answered: ").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--is server-0 --self|--self and --is ask for two different servers; try 'oneha leader --help'",
                "--self -o url|--is and --self print nothing, so that -o has no meaning; try 'oneha leader --help'",
                "-o yaml|Invalid value for option '--output': 'yaml' is none of [name, url, json]; try 'oneha leader --help'",
                "--via ssh|who leads is asked for without SSH: use --via direct here, or 'oneha status'"
            })
    void whatCannotBeAskedIsOneLineAndExitCode64(String arguments, String line) {
        start("healthy", ReplayZone.Fault.REFUSED);

        assertThat(leader("server-0", arguments.split(" "))).isEqualTo(64);
        assertThat(oneha.err()).isEqualTo("oneha: " + line + "\n");
        assertThat(oneha.out()).isEmpty();
        assertThat(zone.server("server-0").calls()).isEmpty();
    }

    private void start(String state, ReplayZone.Fault fault) {
        zone = ReplayZone.start(RecordedState.of(state), NUMBER, fault, Map.of());
    }

    /** A JVM that still compiles needs more than the second that is usual. */
    private int leader(String asked, String... arguments) {
        return run(asked, "20s", arguments);
    }

    private int run(String asked, String timeout, String... arguments) {
        List<String> line =
                new ArrayList<>(List.of("leader", "-e", zone.server(asked).endpoint(), "--timeout", timeout));
        line.addAll(Arrays.asList(arguments));
        return oneha.run(line.toArray(String[]::new));
    }
}
