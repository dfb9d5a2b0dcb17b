package io.oneha.steps.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.steps.RootedHost;
import io.oneha.steps.TestContext;
import io.oneha.steps.ToldLines;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.StepException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The services' script on hosts whose systemctl is made up: a unit is a folder of /units, with a file for each state. */
class CompanionServicesTest {
    private static final String SYSTEMCTL =
            """
            for unit; do :; done
            cd /units
            case $1 in
            show) [ -d $unit ] && [ ! -e $unit/masked ] && echo loaded || echo not-found ;;
            is-enabled) [ -e $unit/enabled ] ;;
            is-active) [ -e $unit/active ] ;;
            *)
                echo "$1 $unit" >> /asked
                [ ! -e $unit/broken ] || { echo "Job for $unit failed."; echo 'See "systemctl status".'; exit 1; } >&2
                case $1 in enable) touch $unit/enabled ;; start) touch $unit/active ;; esac ;;
            esac""";

    private final RootedHost leader = new RootedHost("n1a1");
    private final RootedHost joiner = new RootedHost("n1a2");
    private final List<String> told = new ArrayList<>();
    private final CompanionServices companions = new CompanionServices(
            TestContext.of(
                    new Site(
                            null,
                            name -> Optional.ofNullable(
                                    Map.of("n1a1", leader, "n1a2", joiner).get(name)),
                            null,
                            null,
                            Clock.systemUTC()),
                    ""),
            "n1a2",
            "n1a1");

    @BeforeEach
    void prepare() {
        leader.program("systemctl", SYSTEMCTL);
        joiner.program("systemctl", SYSTEMCTL);
        leader.shell("mkdir -p /units && cd /units && for it in flow gate fireedge guacd novnc; do mkdir opennebula-$it"
                + " && touch opennebula-$it/enabled opennebula-$it/active; done; rm opennebula-guacd/enabled");
        joiner.shell("mkdir -p /units && cd /units && mkdir opennebula-flow opennebula-form opennebula-fireedge"
                + " opennebula-guacd opennebula-novnc && touch opennebula-novnc/masked");
    }

    @AfterEach
    void end() {
        leader.close();
        joiner.close();
    }

    @Test
    void whatTheLeaderHasEnabledIsEnabledWhereItIsThereAndWhatRunsEverywhereIsStarted() {
        assertThat(companions.lacking())
                .containsExactly(
                        "opennebula-flow is not enabled",
                        "opennebula-fireedge is not enabled",
                        "opennebula-fireedge does not run");
        companions.bring(new ToldLines(told));
        assertThat(joiner.shell("cat /asked"))
                .isEqualTo("enable opennebula-flow\nenable opennebula-fireedge\nstart opennebula-fireedge\n");
        assertThat(companions.lacking()).isEmpty();
        companions.bring(new ToldLines(told));
        assertThat(joiner.shell("cat /asked")).hasLineCount(3);
        assertThat(leader.shell("cat /asked")).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void aUnitThatCannotBeEnabledIsNamedWithTheLastWord() {
        joiner.shell("touch /units/opennebula-flow/broken");
        assertThatThrownBy(() -> companions.bring(new ToldLines(told)))
                .isInstanceOf(StepException.class)
                .hasMessage("n1a2: opennebula-flow: systemctl enable: Job for opennebula-flow failed.");
    }

    @Test
    void aFireEdgeThatCannotIsTold() {
        joiner.shell("touch /units/opennebula-fireedge/broken");
        companions.bring(new ToldLines(told));
        assertThat(told)
                .containsExactly(
                        "opennebula-fireedge: systemctl enable: Job for opennebula-fireedge failed.",
                        "opennebula-fireedge: systemctl start: Job for opennebula-fireedge failed.");
        assertThat(companions.lacking()).isEmpty();
        assertThat(joiner.shell("ls /units/opennebula-flow")).isEqualTo("enabled\n");
    }
}
