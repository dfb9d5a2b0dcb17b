package io.oneha.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {
    /** Keys that a dashboard has for itself. */
    private static final String TAKEN = "aq?/:rjkgGhl";

    private final Demo demo = Demo.start(new DemoOptions(3, 1, 0, false));
    private final Client client = new Client(demo);

    @AfterEach
    void stop() {
        demo.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kill n1a1            | n1a1 killed",
                "kill n1a1; start n1a1| n1a1 starts: it answers in about 4 s",
                "stop n1a2            | n1a2 stopped",
                "hang n1a2            | n1a2 hangs: it takes connections and never answers",
                "hang n1a2; hang n1a2 | n1a2 continues",
                "hang n1a2; resume n1a2 | n1a2 continues",
                "partition n1a1       | n1a1 cut off from the others; we reach all of them",
                "partition n1a1,n1a2  | n1a1,n1a2 cut off from the others; we reach all of them",
                "partition n1a1; partition n1a1 | all cables mended",
                "partition n1a1; heal | all cables mended",
                "freeze n1a1          | n1a1 is frozen: heartbeats reach it, records do not",
                "freeze n1a1; freeze n1a1 | n1a1 takes records again",
                "freeze n1a1; thaw n1a1 | n1a1 takes records again",
                "lag n1a1             | n1a1 restarts 50 records behind: the next write brings it up",
                "slow n1a1 700        | n1a1 takes 700 ms for a record",
                "slow n1a1 0          | n1a1 is as fast as the others",
                "writes 5             | clients write 5.0 times a second",
                "writes n1a1          | nobody writes",
                "writes; writes       | clients write 1.5 times a second",
                "breakdb n1a1         | the database of n1a1 is down: its oned refuses every password, and ends in 3 to 20 s",
                "breakdb n1a1; fixdb n1a1 | the database of n1a1 runs",
                "kill n1a1; breakdb n1a1; fixdb n1a1 | the database of n1a1 runs: start n1a1 now",
                "kill n1a1; breakdb n1a1; start n1a1 | n1a1 ended at once: its database is down",
                "breakauth n1a1       | n1a1 refuses every password: its leader will read that as term 4294967295",
                "breakauth n1a1; fixauth n1a1 | n1a1 knows the zone's password",
                "setid n1a1 7         | n1a1 restarts with SERVER_ID 7",
                "flood n1a1           | 15 clients write to n1a1",
                "remove 2             | asked LEADER to remove server 2",
                "retention 1000       | LOG_RETENTION is 1000; the next purge comes within a minute",
                "disable              | asked LEADER to disable the zone",
                "disable; enable      | asked LEADER to enable the zone",
                "addghost             | asked LEADER to add the server ghost",
                "duplicate n1a1       | asked LEADER to add n1a1 again",
                "election FOLLOWER    | FOLLOWER stands for election",
            })
    void everyCommandSaysWhatItDid(String commands, String answer) throws Exception {
        String expected = named(answer);
        String last = "";
        for (String command : named(commands).split("; *")) {
            last = run(command.strip());
        }
        assertThat(last).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kill                 | usage: kill NAME",
                "kill a b             | usage: kill NAME",
                "kill nobody          | no server is named nobody",
                "start n1a1           | n1a1 is running",
                "resume n1a1          | n1a1 does not hang",
                "thaw n1a1            | n1a1 is not frozen",
                "heal                 | no cable is cut",
                "heal now             | usage: heal",
                "partition            | usage: partition NAME[,NAME...]",
                "partition n1a1,x     | no server is named x",
                "partition n1a1,n1a2,n1a3 | a partition needs servers on both sides",
                "lag n1a1 many        | usage: lag NAME [RECORDS]",
                "lag n1a1 0           | 0 is not between 1 and 2147483647",
                "writes many          | usage: writes [RATE]",
                "writes -1            | -1 is not between 0 and 1000",
                "setid n1a1 2000      | 2000 is not between -1 and 1000",
                "remove               | usage: remove ID",
                "setid n1a1           | usage: setid NAME ID",
                "retention            | usage: retention RECORDS",
                "election LEADER      | LEADER does not follow",
            })
    void everyMistakeIsOneLine(String command, String complaint) throws Exception {
        String words = named(command.strip());
        String expected = named(complaint);
        assertThatThrownBy(() -> run(words))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(expected);
    }

    @Test
    void aServerThatIsOffCannotBeKilledStoppedHungOrFlooded() {
        run("kill n1a1");
        for (String command : List.of("kill", "stop", "hang", "flood")) {
            assertThatThrownBy(() -> run(command + " n1a1")).hasMessage("n1a1 is not running");
        }
    }

    @Test
    void keysAreFreeAndUnique() {
        List<Character> keys = demo.commands().stream()
                .map(FaultCommand::key)
                .flatMap(Optional::stream)
                .toList();
        assertThat(keys).containsExactlyInAnyOrder('K', 'S', 'H', 'P', 'F', 'W', 'V', 'X');
        assertThat(keys).allMatch(key -> TAKEN.indexOf(key) < 0);
        assertThat(demo.commands()).extracting(FaultCommand::name).doesNotHaveDuplicates();
        assertThat(demo.commands()).allSatisfy(command -> {
            assertThat(command.usage()).startsWith(command.name());
            assertThat(command.description()).isNotBlank();
        });
    }

    @Test
    void aZoneDrivenByHandStandsStillInBetween() throws Exception {
        int old = client.leader();
        long killedAt = demo.now();
        client.run("kill", "n1a" + (old + 1));
        demo.advanceTo(killedAt + 4000);
        assertThat(client.leader()).isNegative();
        demo.advanceTo(killedAt + 30_000);
        assertThat(client.leader()).isNotNegative().isNotEqualTo(old);
        assertThat(demo.now()).isEqualTo(killedAt + 30_000);
    }

    private String run(String command) {
        List<String> words = List.of(command.split(" +"));
        return client.run(words.get(0), words.subList(1, words.size()).toArray(String[]::new));
    }

    private String named(String text) throws Exception {
        int leader = client.leader();
        return text.replace("LEADER", "n1a" + (leader + 1)).replace("FOLLOWER", "n1a" + (leader == 0 ? 2 : 1));
    }
}
