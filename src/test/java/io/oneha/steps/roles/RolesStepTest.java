package io.oneha.steps.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostFacts.ServiceState;
import io.oneha.observe.host.HostLook;
import io.oneha.observe.host.NicAddress;
import io.oneha.plan.HarmlessWrite;
import io.oneha.plan.StepSpec;
import io.oneha.ssh.RemoteCommand;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.RemoteResult;
import io.oneha.ssh.SshException;
import io.oneha.steps.ScriptedSite;
import io.oneha.steps.ToldLines;
import io.oneha.steps.site.LeaderChange;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.StepException;
import io.oneha.steps.site.VipWatch;
import io.oneha.steps.site.WriteWatch;
import io.oneha.testing.HostSamples;
import io.oneha.testing.ScriptedHost;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RolesStepTest {
    private static final String VIP = "10.90.0.100";

    /** What looks at a host show, one after another; the last for ever. */
    private final Map<String, Deque<HostFacts>> looks = new HashMap<>();

    /** Hosts whose next look ends before it is done, once for each time that they are named. */
    private final List<String> slow = new ArrayList<>();

    /** What the services' script prints on a host, by host and verb. */
    private final Map<String, String> services = new HashMap<>();

    /** What the script was given to do. */
    private final List<String> done = new ArrayList<>();

    private final List<String> told = new ArrayList<>();

    @Test
    void itHoldsWhereTheLeaderAloneHasTheAddressAndItsServices() {
        shows("n1a1", leader());
        shows("n1a2", follower());
        assertThat(step("n1a2", Duration.ZERO).holds(null)).isTrue();
        assertThat(step("n1a1", Duration.ZERO).holds(null)).isTrue();
    }

    /** Seen on a machine so busy that the host ended the look by its own time-out. */
    @Test
    void aLookThatEndsTooEarlyIsNoReasonToFailAndTheNextOneTells() {
        shows("n1a1", leader());
        shows("n1a2", follower());
        slow.add("n1a2");
        assertThat(step("n1a2", Duration.ZERO).holds(null)).isTrue();
        slow.addAll(List.of("n1a2", "n1a2"));
        assertThat(step("n1a2", Duration.ZERO).holds(null)).isFalse();
        assertThat(step("n1a2", Duration.ZERO).holds(null)).isTrue();
    }

    @Test
    void theAddressBelongsOnTheLeaderAlone() {
        shows("n1a1", HostSamples.leader(0, "n1a1"));
        shows("n1a2", follower());
        assertThat(failure("n1a2")).hasMessage("n1a1 does not have 10.90.0.100/24, although n1a1 leads");
        shows("n1a1", leader());
        shows("n1a2", follower().holding(VIP, 24));
        assertThat(failure("n1a2")).hasMessage("n1a2 has 10.90.0.100/24, although n1a1 leads");
    }

    @Test
    void aServiceOfTheLeaderThatDoesNotRunThereIsNamed() {
        shows(
                "n1a1",
                leader().service("opennebula-gate", ServiceState.FAILED)
                        .service("opennebula-showback.timer", ServiceState.INACTIVE));
        shows("n1a2", follower());
        assertThat(step("n1a2", Duration.ZERO).holds(null)).isTrue();
        StepException failure = failure("n1a1");
        assertThat(failure)
                .hasMessage("n1a1 leads, yet these do not run there: opennebula-gate, opennebula-showback.timer");
        assertThat(failure.remedy()).contains("systemctl start opennebula-gate opennebula-showback.timer");
    }

    @Test
    void aServiceOfTheLeaderThatRunsOnTheFollowerIsNamed() {
        shows("n1a1", leader());
        shows("n1a2", follower().service("opennebula-flow", ServiceState.ACTIVE));
        assertThat(failure("n1a2")).hasMessage("n1a2 follows, yet runs what belongs on the leader: opennebula-flow");
        assertThat(step("n1a1", Duration.ZERO).holds(null)).isTrue();
    }

    @Test
    void whatTheRaftHookStillStartsIsWaitedFor() {
        shows("n1a1", leader().service("opennebula-form", ServiceState.INACTIVE), leader());
        step("n1a1", Duration.ofMinutes(1)).run(new ToldLines(told));
        shows("n1a2", follower().service("opennebula-flow", ServiceState.ACTIVE), follower());
        step("n1a2", Duration.ofMinutes(1)).run(new ToldLines(told));
        assertThat(looks.values()).allMatch(left -> left.size() == 1);
    }

    @Test
    void aServerThatHasJoinedGetsTheServicesOfTheLeader() {
        shows("n1a1", leader());
        shows("n1a2", follower());
        services.put(
                "n1a1 list",
                """
                opennebula-flow enabled active
                opennebula-gate disabled active
                opennebula-fireedge enabled active
                opennebula-guacd disabled active
                opennebula-novnc enabled inactive
                """);
        services.put("n1a2 check", "opennebula-flow is not enabled\n");
        assertThat(step("n1a2", Duration.ZERO).holds(null)).isFalse();
        assertThat(done).isEmpty();
        assertThat(failure("n1a2")).hasMessage("n1a2, otherwise than n1a1: opennebula-flow is not enabled");
        services.remove("n1a2 check");
        step("n1a2", Duration.ZERO).run(new ToldLines(told));
        assertThat(done).hasSize(2).allSatisfy(script -> assertThat(script)
                .contains("\nenable='opennebula-flow opennebula-fireedge opennebula-novnc'\n")
                .contains("\nstart=opennebula-fireedge\n"));
    }

    @Test
    void aFireEdgeThatDoesNotStartIsToldAndTheServerHasJoined() {
        shows("n1a1", leader());
        shows("n1a2", follower());
        services.put("n1a2 do", "opennebula-fireedge: systemctl start: no\n");
        services.put("n1a2 check", "opennebula-fireedge does not run\n");
        RolesStep step = step("n1a2", Duration.ZERO);
        assertThat(step.holds(null)).isFalse();
        step.run(new ToldLines(told));
        assertThat(told).containsExactly("opennebula-fireedge: systemctl start: no");
        assertThat(step.holds(null)).isTrue();
        services.put("n1a2 check", "opennebula-fireedge does not run\nopennebula-novnc does not run\n");
        assertThat(step.holds(null)).isFalse();
    }

    @Test
    void onTheLeaderItselfNothingIsEnabled() {
        shows("n1a1", leader());
        services.put("n1a1 check", "opennebula-flow is not enabled\n");
        step("n1a1", Duration.ZERO).run(new ToldLines(told));
        assertThat(done).isEmpty();
    }

    private RemoteResult answers(String host, RemoteCommand command) {
        String script = new String(command.input(), StandardCharsets.UTF_8);
        String verb = script.lines().findFirst().orElse("").replace("# oneha: services ", "");
        if (verb.equals("do")) {
            done.add(script);
        }
        String printed = services.getOrDefault(host + " " + verb, "");
        return new RemoteResult(0, printed.getBytes(StandardCharsets.UTF_8), new byte[0]);
    }

    private RemoteHost host(String name) {
        ScriptedHost host = new ScriptedHost(name);
        host.answers = command -> answers(name, command);
        host.forwards = port -> new ScriptedHost.Port(7001, true, false);
        return host;
    }

    private static HostSamples leader() {
        return HostSamples.leader(0, "n1a1").holding(VIP, 24);
    }

    private static HostSamples follower() {
        return HostSamples.follower(1, "n1a2");
    }

    private void shows(String host, HostSamples... samples) {
        Deque<HostFacts> facts = new ArrayDeque<>();
        List.of(samples).forEach(sample -> facts.add(sample.facts()));
        looks.put(host, facts);
    }

    private StepException failure(String host) {
        return catchThrowableOfType(
                StepException.class, () -> step(host, Duration.ZERO).run(new ToldLines(told)));
    }

    private RolesStep step(String host, Duration most) {
        HostLook look = new HostLook() {
            @Override
            public HostFacts facts(RemoteHost remote, List<String> peers, Duration deadline) {
                if (slow.remove(remote.name())) {
                    throw new SshException(
                            SshException.Kind.OUTPUT, remote.name() + ": the look ended with status 124");
                }
                Deque<HostFacts> left = looks.get(remote.name());
                return left.size() > 1 ? left.remove() : left.element();
            }

            @Override
            public List<NicAddress> addresses(RemoteHost remote, Duration deadline) {
                throw new UnsupportedOperationException("only facts are asked for");
            }
        };
        Site site = new ScriptedSite().site(name -> Optional.of(host(name)), look);
        RunContext context = new RunContext(
                site,
                "",
                "oneha_kept_test",
                Set.of(),
                new HashMap<>(),
                VipWatch.start(site),
                WriteWatch.start(site, HarmlessWrite.ZONE, false),
                new LeaderChange(site.clock()));
        return new RolesStep(context, new StepSpec.Roles(host, "n1a1", VIP + "/24"), most);
    }
}
