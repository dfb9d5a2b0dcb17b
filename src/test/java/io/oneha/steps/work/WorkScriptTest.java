package io.oneha.steps.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.steps.RootedHost;
import io.oneha.steps.site.RootShell;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.StepException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A command of the operator's and what is known of it, where a stand-in for systemd starts it. */
class WorkScriptTest {
    private static final Duration LIMIT = Duration.ofSeconds(50);
    private static final String KEPT = "/var/lib/oneha/backups/oneha-x";
    private static final String FOLDER = KEPT + "/work";
    private static final int MOST_OUTPUT = 64 << 20;

    private final RootedHost host = new RootedHost("n1a2");
    private final RootShell shell =
            new Site(null, name -> Optional.of(host), null, null, Clock.systemUTC()).shell("n1a2");

    @BeforeEach
    void systemd() {
        answers("echo inactive; exit 3");
        host.program(
                "systemd-run", "echo \"$*\" >/asked; while [ \"$1\" != sh ]; do shift; done; \"$@\" >/dev/null 2>&1 &");
    }

    @AfterEach
    void end() {
        host.close();
    }

    @Test
    void itsOutputItsEndAndTheVersionBeforeItAreThere() throws Exception {
        begin("echo one; echo two >&2; exit 5");
        assertThat(ended()).isEqualTo("ended 5\none\ntwo\n");
        assertThat(shell.runs(script("version"), LIMIT)).isEqualTo("7.0.0\n");
        assertThat(host.shell("cat /asked")).contains("KillMode=control-group", "TimeoutStopSec=90");
    }

    @Test
    void aVersionThatAFullDiskHasLeftEmptyIsWrittenAgain() throws Exception {
        host.shell("mkdir -p " + FOLDER + "; : > " + FOLDER + "/version");
        begin("exit 0");
        ended();
        assertThat(shell.runs(script("version"), LIMIT)).isEqualTo("7.0.0\n");
    }

    @Test
    void aFullDiskLeavesNoEmptyVersion() {
        host.shell("mkdir -p " + FOLDER + "; mount -t tmpfs -o mode=700,size=4k tmpfs " + FOLDER
                + "; head -c 4096 /dev/zero > " + FOLDER + "/full");
        assertThatThrownBy(() -> begin("exit 0"))
                .isInstanceOf(StepException.class)
                .hasMessageContaining("no room in " + FOLDER);
        assertThat(host.shell("[ -e " + FOLDER + "/version ] && echo there")).isEmpty();
        host.shell("umount " + FOLDER);
    }

    @ParameterizedTest
    @CsvSource({
        "echo inactive; exit 3, lost",
        "echo failed; exit 3, lost",
        "echo unknown; exit 4, lost",
        "echo active, running",
        "echo deactivating; exit 3, running",
        "exit 1, running"
    })
    void aCommandIsLostOnlyWhereSystemdSaysThatItDoesNotRun(String systemctl, String state) {
        host.shell("mkdir -p " + FOLDER + "; echo sleep 1 > " + FOLDER + "/command");
        answers(systemctl);
        assertThat(follow(0)).isEqualTo(state + "\n");
    }

    @ParameterizedTest
    @CsvSource({"echo active", "echo activating; exit 3", "echo deactivating; exit 3", "exit 1"})
    void noneIsBegunWhereAnEarlierOneMayRun(String systemctl) {
        host.shell("mkdir -p " + FOLDER + "; echo sleep 1 > " + FOLDER + "/command");
        answers(systemctl);
        assertThatThrownBy(() -> begin("exit 0"))
                .isInstanceOf(StepException.class)
                .hasMessageContaining("an earlier command");
        assertThat(host.shell("cat " + FOLDER + "/command")).isEqualTo("sleep 1\n");
    }

    @Test
    void whatItPrintsTakesNoMoreThanSoMuchAndDoesNotBreakIt() throws Exception {
        begin("yes | head -c 70000000 || exit 1; echo done >/done; exit 7");
        assertThat(ended()).startsWith("ended 7\ny\n");
        assertThat(host.shell("cat /done; wc -c < " + FOLDER + "/output")).isEqualTo("done\n" + MOST_OUTPUT + "\n");
        assertThat(follow(MOST_OUTPUT)).isEqualTo("ended 7\n");
    }

    @Test
    void whatChildrenPrintAfterItsEndIsNotWaitedFor() throws Exception {
        begin("(sleep 4; echo late; sleep 1) & echo one; exit 0");
        assertThat(ended()).isEqualTo("ended 0\none\n");
        host.shell("sleep 5");
        assertThat(host.shell("cat " + FOLDER + "/output")).isEqualTo("one\nlate\n");
        assertThat(follow(0)).isEqualTo("ended 0\none\n");
        assertThat(follow(4)).isEqualTo("ended 0\n");
    }

    private String ended() throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            String answer = follow(0);
            if (answer.startsWith("ended")) {
                return answer;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("it does not end");
    }

    private String follow(int from) {
        return shell.runs(script("follow").with("from", String.valueOf(from)), LIMIT);
    }

    private void begin(String command) {
        shell.runs(script("begin").with("command", command).with("limit", "60").with("version", "7.0.0"), LIMIT);
    }

    private void answers(String isActive) {
        host.program("systemctl", "case $1 in is-active) " + isActive + " ;; esac");
    }

    private static Script script(String verb) {
        return Script.of("work/work", verb).with("folder", FOLDER).with("unit", "oneha-x-work");
    }
}
