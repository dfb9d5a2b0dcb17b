package io.oneha.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.inventory.Vip;
import io.oneha.observe.host.HostFailure;
import io.oneha.observe.host.HostView;
import io.oneha.observe.host.NicAddress;
import io.oneha.ssh.SshException;
import io.oneha.zone.FailureKind;
import io.oneha.zone.Reply;
import io.oneha.zone.ZoneServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VipViewTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Vip VIP = new Vip("10.2.50.86", 24);
    private static final Optional<String> NIC = Optional.of("eth0");

    /** A host whose NIC has addresses ({@code ADDRESS/PREFIX}, separated by spaces), read so many seconds ago. */
    private static HostView host(String addresses, double age) {
        List<NicAddress> nics = new ArrayList<>();
        for (String cidr : addresses.isBlank() ? new String[0] : addresses.split(" ")) {
            String[] parts = cidr.split("/");
            nics.add(new NicAddress("eth0", parts[0], Integer.parseInt(parts[1])));
        }
        Instant at = NOW.minusMillis(Math.round(age * 1000));
        return new HostView(
                true,
                Optional.of(new HostView.Seen<>(List.copyOf(nics), at)),
                Optional.empty(),
                Optional.empty(),
                Duration.ofMillis(80));
    }

    private static HostView failing(HostView view, double since) {
        Instant at = NOW.minusMillis(Math.round(since * 1000));
        HostFailure failure = new HostFailure(SshException.Kind.SILENT, "no answer", at);
        return new HostView(true, view.addresses(), view.facts(), Optional.of(failure), view.elapsed());
    }

    private static VipView view(Map<String, HostView> hosts) {
        return VipView.of(VIP, NIC, servers(hosts), NOW);
    }

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource({
        "10.2.50.86/24, 10.2.50.11/24 10.2.50.86/24, true",
        "10.2.50.86/24, 10.2.50.86/32, true",
        "10.2.50.86/24, 10.2.50.8/24 10.2.50.186/24, false",
        "10.2.50.86/24, '', false",
        "2001:db8::56/64, 2001:DB8:0:0:0:0:0:56/64, true",
        "2001:db8::56/64, 2001:db8::5:6/64 10.2.50.86/24, false",
        "10.2.50.86/24, ::ffff:10.2.50.86/96, false",
    })
    void aHolderHasTheAddressHoweverItIsWritten(String vip, String addresses, boolean holds) {
        VipView view = VipView.of(Vip.parse(vip).orElseThrow(), NIC, servers(Map.of("a", host(addresses, 1))), NOW);
        assertThat(view.holders()).contains(holds ? List.of("a") : List.of());
        assertThat(view.unseen()).isEmpty();
        assertThat(view.address()).isEqualTo(vip);
        assertThat(view.networkInterface()).isEqualTo(NIC);
    }

    @ParameterizedTest(name = "{0} s old, failing for {1} s: seen {2}")
    @CsvSource({"0,,true", "10,,true", "10.001,,false", "3,2,false", "3,3,false", "3,4,true", "-2,,true"})
    void whatIsTooOldOrCouldNotBeReadAgainIsUnseen(double age, Double since, boolean seen) {
        HostView host = host("10.2.50.86/24", age);
        VipView view = view(Map.of("a", since == null ? host : failing(host, since)));
        assertThat(view.holders()).isEqualTo(seen ? Optional.of(List.of("a")) : Optional.empty());
        assertThat(view.unseen()).isEqualTo(seen ? List.of() : List.of("a"));
        assertThat(view.seenAt().isPresent()).isEqualTo(seen);
    }

    @Test
    void holdersAndUnseenComeInTheNamesOrderWithTheOldestTime() {
        VipView view = view(Map.of(
                "c", host("10.2.50.86/24", 1),
                "a", host("10.2.50.86/24", 4),
                "b", host("10.2.50.12/24", 2),
                "e", HostView.PENDING,
                "d", HostView.NOT_ASKED));
        assertThat(view.holders()).contains(List.of("a", "c"));
        assertThat(view.unseen()).containsExactly("d", "e");
        assertThat(view.seenAt()).contains(NOW.minusSeconds(4));
    }

    @Test
    void whereSshIsNotUsedNothingIsKnown() {
        assertThat(view(Map.of("a", HostView.NOT_ASKED)))
                .isEqualTo(new VipView("10.2.50.86/24", NIC, Optional.empty()));
        assertThat(view(Map.of())).isEqualTo(new VipView("10.2.50.86/24", NIC, Optional.empty()));
    }

    @Test
    void serversKeepTheirOrderAndOneWithTwoEntriesIsOne() {
        List<ServerView> servers = List.of(
                server("n1a2", host("10.2.50.86/24", 1)),
                server("n1a1", host("10.2.50.86/24", 1)),
                server("n1a2", HostView.NOT_ASKED),
                server("n1a3", HostView.PENDING));
        VipView view = VipView.of(VIP, NIC, servers, NOW);
        assertThat(view.holders()).contains(List.of("n1a2", "n1a1"));
        assertThat(view.unseen()).containsExactly("n1a3");
    }

    private static List<ServerView> servers(Map<String, HostView> hosts) {
        return new TreeMap<>(hosts)
                .entrySet().stream()
                        .map(host -> server(host.getKey(), host.getValue()))
                        .toList();
    }

    private static ServerView server(String name, HostView host) {
        String endpoint = "http://" + name + ":2633/RPC2";
        return new ServerView(
                        new ZoneServer(0, name, endpoint, Optional.empty()),
                        true,
                        true,
                        endpoint,
                        new Reply.Failure<>(FailureKind.REFUSED, "refused", Duration.ZERO))
                .with(Via.DIRECT, host);
    }
}
