package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.Program;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the lab's machines have for systemctl answers as systemd does. */
class SystemctlTest {
    @RegisterExtension
    static final LabExtension LAB = new LabExtension(LabPlan.of(1).withoutDatabases());

    private static Frontend frontend() {
        return LAB.frontend("n1a1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "is-active ssh | 0 | active",
                "is-active opennebula-hem | 3 | inactive",
                "is-active nonsense | 3 | inactive",
                "is-enabled opennebula | 0 | enabled",
                "is-enabled nonsense | 1 | Failed to get unit file state for nonsense.service: No such file or directory",
                "start nonsense | 5 | Failed to start nonsense.service: Unit nonsense.service not found.",
                "stop nonsense | 5 | Failed to stop nonsense.service: Unit nonsense.service not loaded.",
                "status nonsense | 4 | Unit nonsense.service could not be found.",
                "stop opennebula-hem | 0 | ''",
                "show -p ActiveState --value ssh | 0 | active",
                "fly | 1 | Unknown command verb fly."
            })
    void itAnswersInWordsAndExitCodes(String command, int exitCode, String says) {
        Program.Result result = frontend().tries("systemctl " + command);

        assertThat((result.out() + result.err()).strip()).isEqualTo(says);
        assertThat(result.exitCode()).isEqualTo(exitCode);
    }

    @Test
    void showPrintsEachUnitInItsOwnOrderWithAnEmptyLineBetween() {
        String shown =
                frontend().runs("systemctl show -p LoadState,ActiveState -p Id ssh nonsense.service opennebula-hem");

        assertThat(shown)
                .isEqualTo(
                        """
                Id=ssh.service
                LoadState=loaded
                ActiveState=active

                Id=nonsense.service
                LoadState=not-found
                ActiveState=inactive

                Id=opennebula-hem.service
                LoadState=loaded
                ActiveState=inactive
                """);
    }

    @Test
    void listUnitFilesKnowsPatterns() {
        assertThat(frontend().runs("systemctl list-unit-files --no-legend 'opennebula-f*'"))
                .containsPattern("opennebula-fireedge.service +enabled")
                .containsPattern("opennebula-flow.service +enabled")
                .doesNotContain("opennebula-gate");
    }

    @Test
    void startsAndStopsAProcessAsItsUser() {
        frontend().starts("opennebula-flow");
        assertThat(frontend().runs("ps -o user=,args= -p $(systemctl show -p MainPID --value opennebula-flow)"))
                .isEqualTo("oneadmin opennebula-flow infinity\n");

        frontend().stops("opennebula-flow");
        assertThat(frontend().stateOf("opennebula-flow")).isEqualTo("inactive");
        assertThat(frontend().tries("pgrep -f 'opennebula-flow infinit[y]'").out())
                .isEmpty();
    }

    @Test
    void aKilledUnitHasFailedUntilItIsStartedAgain() {
        frontend().starts("opennebula-gate");
        frontend().isKilled("opennebula-gate");
        assertThat(frontend().tries("systemctl is-failed opennebula-gate").exitCode())
                .isZero();
        assertThat(frontend().tries("systemctl status opennebula-gate").exitCode())
                .isEqualTo(3);

        frontend().starts("opennebula-gate");
        assertThat(frontend().stateOf("opennebula-gate")).isEqualTo("active");
        frontend().stops("opennebula-gate");
    }

    @Test
    void whatIgnoresSigtermIsKilledAndWhatItStartedGoesWithIt() {
        unit("stubborn", "TimeoutStopSec=1", "trap '' TERM; sleep 4321 & while :; do wait; sleep 4321; done");
        frontend().starts("stubborn");
        Await.awaits(Duration.ofSeconds(5), "its child runs", () -> "1\n"
                .equals(frontend().tries("pgrep -fc 'sleep 432[1]'").out()));

        frontend().stops("stubborn");
        assertThat(frontend().stateOf("stubborn")).isEqualTo("failed");
        assertThat(frontend().tries("pgrep -f 'sleep 432[1]'").out()).isEmpty();
    }

    @Test
    void aUnitThatIsNotUpYetIsActivatingAndOneThatFallsDownHasFailed() {
        unit("slow", "X-Ready=[ -e /run/slow-is-ready ]", "sleep infinity");
        frontend().runs("systemctl --no-block start slow");
        assertThat(frontend().stateOf("slow")).isEqualTo("activating");
        frontend().writes("/run/slow-is-ready", "");
        Await.awaits(Duration.ofSeconds(5), "slow is up", () -> "active"
                .equals(frontend().stateOf("slow")));
        frontend().stops("slow");

        unit("broken", "X-Ready=false", "exit 1");
        Program.Result result = frontend().tries("systemctl start broken");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).startsWith("Job for broken.service failed");
        assertThat(frontend().stateOf("broken")).isEqualTo("failed");
    }

    @Test
    void aMaskedUnitDoesNotStart() {
        frontend().runs("systemctl mask opennebula-novnc");
        assertThat(frontend().tries("systemctl start opennebula-novnc").err()).contains("is masked");
        assertThat(frontend().runs("systemctl show -p LoadState opennebula-novnc"))
                .isEqualTo("LoadState=masked\n");

        frontend().runs("systemctl unmask opennebula-novnc && systemctl disable --now opennebula-novnc");
        assertThat(frontend().tries("systemctl is-enabled opennebula-novnc").out())
                .isEqualTo("disabled\n");
        frontend().runs("systemctl enable --now opennebula-novnc");
        assertThat(frontend().stateOf("opennebula-novnc")).isEqualTo("active");
    }

    @Test
    void whoIsNotRootMayLookButNotTouch() {
        assertThat(frontend().runs("su limited -c 'systemctl is-active ssh'")).isEqualTo("active\n");
        Program.Result result = frontend().tries("su limited -c 'systemctl stop ssh'");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("Interactive authentication required");
    }

    private static void unit(String name, String setting, String script) {
        frontend().writes("/run/" + name + ".sh", script + "\n");
        frontend()
                .writes(
                        "/usr/lib/one/lab/units/" + name + ".service",
                        "[Service]\n" + setting + "\nExecStart=/bin/bash /run/" + name + ".sh\n");
    }
}
