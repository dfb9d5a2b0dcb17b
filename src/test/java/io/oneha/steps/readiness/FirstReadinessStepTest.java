package io.oneha.steps.readiness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.oneha.inventory.Inventory;
import io.oneha.inventory.InventoryReader;
import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostLook;
import io.oneha.observe.host.NicAddress;
import io.oneha.plan.StepSpec;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.SshException;
import io.oneha.steps.RootedHost;
import io.oneha.steps.TestContext;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.StepException;
import io.oneha.testing.BareFacts;
import io.oneha.testing.HostSamples;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstReadinessStepTest {
    private static final String VIP = "10.90.0.100";
    private static final String IPUTILS = "[ $# -gt 1 ] || { echo arping from iputils 20221126; exit 0; }; ";

    private final RootedHost host = new RootedHost("n1a1");
    private HostSamples here = HostSamples.follower(0, "n1a1");
    private Optional<List<NicAddress>> peer = Optional.of(List.of());

    @BeforeEach
    void nic() {
        host.file("/sys/class/net/eth0/address", "");
    }

    @AfterEach
    void end() {
        host.close();
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "2, false"})
    void nobodyElseMayHaveTheAddress(int arping, boolean taken) {
        host.program("arping", IPUTILS + "echo $* >> /told; exit " + arping);
        StepException failure = failure(VIP + "/24", "eth0");
        assertThat(host.shell("cat /told")).isEqualTo("-D -q -c 2 -w 3 -I eth0 " + VIP + "\n");
        if (taken) {
            assertThat(failure).hasMessage("n1a1: 10.90.0.100 is in use by another machine");
            assertThat(failure.remedy()).startsWith("choose another one_vip");
        } else {
            assertThat(failure).isNull();
        }
    }

    @Test
    void nobodyIsAskedWhereAFrontEndHasIt() {
        host.program("arping", IPUTILS + "exit 1");
        peer = Optional.of(List.of(new NicAddress("eth0", VIP, 24)));
        assertThat(failure(VIP + "/24", "eth0")).isNull();
        peer = Optional.empty();
        assertThat(failure(VIP + "/24", "eth0")).isNotNull();
        here = HostSamples.follower(0, "n1a1").holding(VIP, 24);
        assertThat(failure(VIP + "/24", "eth0")).isNull();
    }

    @Test
    void whatCannotBeAskedSaysNothing() {
        host.program("arping", IPUTILS + "exit 1");
        assertThat(failure(VIP + "/24", "lab-none")).isNull();
        assertThat(failure("2001:db8::1/64", "eth0")).isNull();
        host.program("arping", "echo ARPing 2.23; exit 1");
        assertThat(failure(VIP + "/24", "eth0")).isNull();
    }

    @Test
    void allThatIsInTheWayIsSaid() {
        HostFacts bare = BareFacts.of("n1a1");
        HostFacts.Peer nameless = new HostFacts.Peer("n1a2", Optional.empty(), false, false);
        assertThat(Readiness.first(bare, Optional.empty()))
                .extracting(Readiness.Obstacle::reason)
                .containsExactly("commands cannot be run as root");
        assertThat(Readiness.first(
                        HostSamples.follower(0, "n1a1").peers(nameless).facts(), Optional.of(VIP)))
                .extracting(Readiness.Obstacle::reason)
                .containsExactly("the name n1a2 does not resolve there", "10.90.0.100 is in use by another machine");
    }

    private StepException failure(String vip, String networkInterface) {
        HostLook look = new HostLook() {
            @Override
            public HostFacts facts(RemoteHost remote, List<String> peers, Duration deadline) {
                return here.facts();
            }

            @Override
            public List<NicAddress> addresses(RemoteHost remote, Duration deadline) {
                return peer.orElseThrow(() -> new SshException(SshException.Kind.UNREACHABLE, "off"));
            }
        };
        Site site =
                new Site(inventory(vip, networkInterface), name -> Optional.of(host), null, look, Clock.systemUTC());
        StepSpec.Readiness spec = new StepSpec.Readiness("n1a1", "", List.of("n1a2"));
        return catchThrowableOfType(
                StepException.class, () -> new ReadinessStep(TestContext.of(site, ""), spec).run(null));
    }

    private static Inventory inventory(String vip, String networkInterface) {
        String[] parts = vip.split("/");
        String yaml = "frontend:\n  vars: { one_vip: '" + parts[0] + "', one_vip_cidr: " + parts[1] + ", one_vip_if: "
                + networkInterface + " }\n  hosts: { n1a1: , n1a2: }\n";
        return InventoryReader.read(
                "hosts.yml", new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), Optional::empty);
    }
}
