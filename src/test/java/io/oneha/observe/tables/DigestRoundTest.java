package io.oneha.observe.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.ssh.RemoteCommand;
import io.oneha.ssh.RemoteResult;
import io.oneha.testing.ScriptedHost;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which log index servers are told to take their snapshots at. */
class DigestRoundTest {
    private static final Pattern BEGIN = Pattern.compile("verb='([a-z]+)'\ntarget='([0-9]+)'\n");

    private final ScriptedHost leader = new ScriptedHost("n1a1");
    private final ScriptedHost follower = new ScriptedHost("n1a2");

    /** By two looks at the leader's index, half a second apart. */
    @ParameterizedTest(name = "{0}, then {1}: {2}")
    @CsvSource({"10, 14, 26", "10, 10, 0", "14, 10, 0"})
    void allWaitForOneIndexWhereTheLogGoesOn(long before, long now, String target) {
        Iterator<Long> indexes = List.of(before, now).iterator();
        leader.answers = command -> printed(begins(command, "index") ? indexes.next() : 30);
        follower.answers = command -> printed(30);
        TableComparison comparison = compare(TableMeasure.DIGESTS);
        assertThat(comparison.of("n1a2").result()).isEqualTo(TableComparison.Result.EQUAL);
        assertThat(targets(leader)).containsExactly("index 0", "index 0", "digests " + target);
        assertThat(targets(follower)).containsExactly("digests " + target);
    }

    @Test
    void countsAreTakenAtOnce() {
        leader.answers = command -> printed(30);
        follower.answers = command -> printed(30);
        compare(TableMeasure.COUNTS);
        assertThat(targets(leader)).containsExactly("counts 0");
    }

    private TableComparison compare(TableMeasure measure) {
        TableComparison comparison = new TableComparison(measure, "n1a1", List.of("n1a2"));
        new TableLook(Clock.systemUTC())
                .compare(
                        comparison,
                        Map.of("n1a1", leader, "n1a2", follower),
                        Duration.ofSeconds(1),
                        TableLook.Between.NOTHING);
        return comparison;
    }

    private static List<String> targets(ScriptedHost host) {
        return host.commands.stream()
                .map(DigestRoundTest::begin)
                .map(found -> found.group(1) + " " + found.group(2))
                .toList();
    }

    private static boolean begins(RemoteCommand command, String verb) {
        return begin(command).group(1).equals(verb);
    }

    private static Matcher begin(RemoteCommand command) {
        Matcher found = BEGIN.matcher(new String(command.input(), StandardCharsets.UTF_8));
        assertThat(found.lookingAt()).isTrue();
        return found;
    }

    private static RemoteResult printed(long index) {
        String text = "oneha-tables 1\napplied\t" + index + "\ntable\tuser_pool\t3\t00FF00FF00FF00FF\nend\n";
        return new RemoteResult(0, text.getBytes(StandardCharsets.UTF_8), new byte[0]);
    }
}
