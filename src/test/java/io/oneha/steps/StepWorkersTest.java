package io.oneha.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.observe.host.HostLook;
import io.oneha.plan.HarmlessWrite;
import io.oneha.plan.Plans;
import io.oneha.plan.Step;
import io.oneha.plan.StepSpec;
import io.oneha.ssh.RemoteHost;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.VipWatch;
import io.oneha.steps.site.WriteWatch;
import io.oneha.testing.SealedSamples;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever can be planned can be carried out. */
class StepWorkersTest {
    /** A worker that is only made asks its host nothing. */
    private static final RemoteHost UNASKED = (RemoteHost) Proxy.newProxyInstance(
            RemoteHost.class.getClassLoader(), new Class<?>[] {RemoteHost.class}, (proxy, method, arguments) -> {
                throw new AssertionError(method);
            });

    private static final HostLook SLOW = (HostLook) Proxy.newProxyInstance(
            HostLook.class.getClassLoader(), new Class<?>[] {HostLook.class}, (proxy, method, arguments) -> {
                Thread.sleep(60_000);
                throw new AssertionError(method);
            });

    @Test
    void everyKindOfWorkHasItsWorker() {
        Site site = new Site(
                Plans.inventory(), name -> Optional.of(UNASKED), new Site.Api(null, null, 0), SLOW, Clock.systemUTC());
        StepWorkers workers = new StepWorkers(
                site,
                "20261124-100000-0a1b",
                Set.of(),
                VipWatch.start(site),
                WriteWatch.start(site, HarmlessWrite.ZONE, false));
        Step.Text text = Plans.join().steps().get(0).text();

        assertThat(SealedSamples.of(StepSpec.class)
                        .map(spec -> workers.apply(new Step(spec, text, false)).getClass()))
                // Lowering a time-out and putting it back is one class.
                .hasSize(StepSpec.class.getPermittedSubclasses().length)
                .satisfies(classes ->
                        assertThat(Set.copyOf(classes)).hasSize(StepSpec.class.getPermittedSubclasses().length - 1));
    }
}
