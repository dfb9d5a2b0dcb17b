package io.oneha.steps.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.plan.StepSpec;
import io.oneha.ssh.RemoteCommand;
import io.oneha.ssh.RemoteResult;
import io.oneha.steps.ScriptedSite;
import io.oneha.steps.TestContext;
import io.oneha.steps.ToldLines;
import io.oneha.steps.site.StepException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why a server's database is not replaced, before anything is stopped. */
class CurableStepTest {
    private static final String BEGIN = "# oneha: ";
    private static final int NO = 3;
    private static final String CONF = "DB = [ BACKEND = \"mysql\", PASSWD = \"p\" ]\n";

    private final ScriptedSite two = new ScriptedSite();
    private final Map<String, RemoteResult> answers = new HashMap<>(Map.of(
            "service masked", result(NO, ""),
            "service enabled", result(0, ""),
            "file read", result(0, CONF),
            "database ties", result(0, ""),
            "database unmarked", result(0, ""),
            "database range", result(0, "5\t1\t5\n")));
    private final List<String> asked = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    @Test
    void oneThatIsItsOwnMasterMayBeReplaced() {
        runs(true);
        assertThat(told).isEmpty();
        assertThat(asked).contains("database ties");
    }

    @Test
    void whatCannotBeAskedIsTold() {
        answers.put("database ties", result(0, "unknown\n"));
        runs(true);
        assertThat(told).singleElement().asString().contains("cannot be asked");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "database ties | 0 | galera | a node of a Galera cluster",
                "database ties | 0 | replica | a replica of another database",
                "service masked | 0 | '' | is masked",
                "service enabled | 3 | '' | does not start at boot",
                "file read | 0 | 'DB = [ BACKEND = \"mysql\", PASSWD = \"q\" ]' | another database account",
                "file read | 0 | 'DB = [ BACKEND = \"mysql\", SERVER = \"db1\" ]' | has its database on db1"
            })
    void isRefused(String script, int status, String prints, String reason) {
        answers.put(script, result(status, prints + "\n"));
        assertThatThrownBy(() -> runs(true))
                .isInstanceOfSatisfying(StepException.class, failed -> assertThat(failed.remedy())
                        .isNotBlank())
                .hasMessageStartingWith("n1a2: ")
                .hasMessageContaining(reason)
                .hasMessageNotContaining("PASSWD = ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "database unmarked | 3 | '' | a copy of oneha's that is not finished",
                "database range | 0 | '3\t1\t3' | its log ends before the first entry that n1a1 still has (7)",
                "database range | 0 | '0\t-1\t-1' | its log ends before the first entry"
            })
    void doesNotContinueWithItsOwn(String script, int status, String prints, String reason) {
        answers.put(script, result(status, prints + "\n"));
        assertThatThrownBy(() -> runs(false))
                .isInstanceOfSatisfying(StepException.class, failed -> assertThat(failed.remedy())
                        .contains("`oneha recover n1a2 --restore`"))
                .hasMessageContaining(reason);
    }

    private void runs(boolean restores) {
        two.leader.answers =
                command -> name(command).equals("database range") ? result(0, "5\t7\t11\n") : result(0, CONF);
        two.follower.answers = command -> {
            asked.add(name(command));
            return answers.get(name(command));
        };
        new CurableStep(TestContext.of(two.site(), "/kept"), new StepSpec.Curable("n1a2", "n1a1", restores))
                .run(new ToldLines(told));
    }

    private static String name(RemoteCommand command) {
        String text = new String(command.input(), StandardCharsets.UTF_8);
        return text.substring(BEGIN.length(), text.indexOf('\n'));
    }

    private static RemoteResult result(int status, String printed) {
        return new RemoteResult(status, printed.getBytes(StandardCharsets.UTF_8), new byte[0]);
    }
}
