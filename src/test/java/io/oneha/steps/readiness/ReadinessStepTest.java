package io.oneha.steps.readiness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostLook;
import io.oneha.observe.host.NicAddress;
import io.oneha.plan.Plans;
import io.oneha.plan.StepSpec;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.RemoteResult;
import io.oneha.steps.TestContext;
import io.oneha.steps.ToldLines;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.StepException;
import io.oneha.testing.HostSamples;
import io.oneha.testing.ScriptedHost;
import io.oneha.zone.Reply;
import io.oneha.zone.Zone;
import io.oneha.zone.ZoneApi;
import io.oneha.zone.ZoneState;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The look at a host before anything on it is replaced. */
class ReadinessStepTest {
    /** Every call is answered with a zone that has no servers. */
    private static final ZoneApi NO_SERVERS = (ZoneApi) Proxy.newProxyInstance(
            ZoneApi.class.getClassLoader(),
            new Class<?>[] {ZoneApi.class},
            (proxy, method, arguments) -> CompletableFuture.completedFuture(new Reply.Answer<>(
                    new Zone(0, "OpenNebula", ZoneState.ENABLED, List.of(), List.of()), Duration.ZERO)));

    private final List<String> told = new ArrayList<>();
    private final ScriptedHost host = new ScriptedHost("n1a3");

    @Test
    void aDatabaseServerThatDoesNotLetRootInIsFoundHere() {
        host.answers = command -> new String(command.input(), StandardCharsets.UTF_8)
                        .startsWith("# oneha: account root\n")
                ? new RemoteResult(1, new byte[0], "mariadb does not let root in\n".getBytes(StandardCharsets.UTF_8))
                : new RemoteResult(0, new byte[0], new byte[0]);
        assertThatThrownBy(this::runs)
                .isInstanceOf(StepException.class)
                .hasMessage("n1a3: mariadb does not let root in");
        host.answers = command -> new RemoteResult(0, new byte[0], new byte[0]);
        runs();
        assertThat(told).noneMatch(line -> line.contains("root"));
    }

    private void runs() {
        HostLook look = new HostLook() {
            @Override
            public HostFacts facts(RemoteHost remote, List<String> peers, Duration deadline) {
                return HostSamples.follower(2, remote.name()).facts();
            }

            @Override
            public List<NicAddress> addresses(RemoteHost remote, Duration deadline) {
                throw new UnsupportedOperationException("only facts are asked for");
            }
        };
        ScriptedHost leader = new ScriptedHost("n1a1");
        leader.forwards = port -> new ScriptedHost.Port(port, true, false);
        Site site = new Site(
                Plans.inventory(),
                name -> Optional.of(name.equals("n1a1") ? leader : host),
                new Site.Api(NO_SERVERS, null, 0),
                look,
                Clock.systemUTC());
        new ReadinessStep(TestContext.of(site, "/kept"), new StepSpec.Readiness("n1a3", "n1a1", List.of()))
                .run(new ToldLines(told));
    }
}
