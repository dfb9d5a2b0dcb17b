package io.oneha.steps.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostLook;
import io.oneha.observe.host.NicAddress;
import io.oneha.plan.StepSpec;
import io.oneha.ssh.RemoteHost;
import io.oneha.steps.ScriptedSite;
import io.oneha.steps.TestContext;
import io.oneha.steps.ToldLines;
import io.oneha.steps.site.StepException;
import io.oneha.testing.HostSamples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a command of the operator's is done, by what its host says. */
class WorkStepTest {
    private static final int MOST_OUTPUT = 64 << 20;

    private final ScriptedSite two = new ScriptedSite();
    private final List<String> told = new ArrayList<>();
    private final List<String> follows = new ArrayList<>();
    private String before = "7.0.0\n";
    private String others = "7.0.0";

    @Test
    void aCommandThatHasBroughtWhatTheOthersHaveIsDone() {
        before = "";
        others = "7.0.1";
        follows.add("ended 0\n");
        assertThat(step().holds(new ToldLines(told))).isTrue();
    }

    @Test
    void aServerWhoseVersionBeforeIsNotKnownIsNotStartedBesideOthersOfAnother() {
        before = "";
        follows.add("ended 0\n");
        assertThat(step().holds(new ToldLines(told))).isFalse();
        assertThatThrownBy(() -> step().run(new ToldLines(told)))
                .isInstanceOf(StepException.class)
                .hasMessageContaining("what it had before is not known");
    }

    @Test
    void whereItsOutputIsFullThatIsToldOnce() {
        others = "7.0.1";
        follows.addAll(List.of(
                "running\n",
                "running\n" + "y\n".repeat(4),
                "running\n" + (" ".repeat(65535) + "\n").repeat(MOST_OUTPUT / 65536)));
        follows.addAll(List.of("running\n", "ended 0\n"));
        step().run(new ToldLines(told));
        assertThat(told)
                .startsWith("y")
                .filteredOn(line -> line.contains("64 MiB"))
                .hasSize(1);
        assertThat(told.get(told.size() - 1)).contains("/kept/work/output on n1a2");
    }

    private WorkStep step() {
        two.answers(two.follower, script -> switch (script) {
            case "work follow" -> follows.size() > 1 ? follows.remove(0) : follows.get(0);
            case "work version" -> before;
            default -> "";
        });
        HostLook look = new HostLook() {
            @Override
            public HostFacts facts(RemoteHost host, List<String> peers, Duration deadline) {
                return HostSamples.follower(1, host.name())
                        .version(host.name().equals("n1a2") ? "7.0.1" : others)
                        .facts();
            }

            @Override
            public List<NicAddress> addresses(RemoteHost host, Duration deadline) {
                return List.of();
            }
        };
        Map<String, RemoteHost> hosts = Map.of("n1a1", two.leader, "n1a2", two.follower);
        return new WorkStep(
                TestContext.of(two.site(name -> Optional.of(hosts.get(name)), look), "/kept"),
                new StepSpec.Work("n1a2", "true"));
    }
}
