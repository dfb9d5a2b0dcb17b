package io.oneha.observe.via;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.base.Endpoint;
import io.oneha.observe.Via;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.SshException;
import io.oneha.testing.ScriptedHost;
import io.oneha.zone.FailureKind;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.ZoneApi;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ViaZoneApiTest {
    private static final String SERVER = "http://n1a1:2633/RPC2";
    private static final String TUNNEL = "http://127.0.0.1:7001/RPC2";
    private static final Duration TIME = Duration.ofSeconds(5);

    private final AskedEndpoints api = new AskedEndpoints(SERVER);
    private final ScriptedHost host = new ScriptedHost("n1a1");
    private final Map<String, RemoteHost> hosts = new ConcurrentHashMap<>(Map.of(Endpoint.key(SERVER), host));
    private final Tunnels tunnels =
            new Tunnels(endpoint -> Optional.ofNullable(hosts.get(Endpoint.key(endpoint))), TIME);

    @AfterEach
    void closes() {
        tunnels.close();
    }

    @Test
    void directNeverTouchesSsh() throws Exception {
        host.forwards = port -> new ScriptedHost.Port(7001, true, false);
        ViaZoneApi via = new ViaZoneApi(api, Preference.DIRECT, tunnels);
        assertThat(ask(via).failure()).isPresent();
        assertThat(api.endpoints).containsExactly(SERVER);
        assertThat(via.via(SERVER)).isEqualTo(Via.DIRECT);
    }

    @Test
    void sshAsksAtThePortThatLeadsToTheOnedOfTheHost() throws Exception {
        api.answers(TUNNEL);
        host.forwards = port -> new ScriptedHost.Port(port == 2633 ? 7001 : 7999, true, false);
        ViaZoneApi via = new ViaZoneApi(api, Preference.SSH, tunnels);
        assertThat(ask(via).value()).isPresent();
        assertThat(api.endpoints).containsExactly(TUNNEL);
        assertThat(via.via(SERVER)).isEqualTo(Via.SSH);
    }

    @Test
    void anEndpointWithoutAHostOrWithTlsIsAskedDirectly() throws Exception {
        ViaZoneApi via = new ViaZoneApi(api, Preference.SSH, tunnels);
        via.raftStatus("http://n1a9:2633/RPC2", TIME).get();
        via.raftStatus("https://n1a1:2633/RPC2", TIME).get();
        assertThat(api.endpoints).containsExactly("http://n1a9:2633/RPC2", "https://n1a1:2633/RPC2");
    }

    @Test
    void autoAsksBothWaysAtFirstAndThenOnlyTheOneThatWorked() throws Exception {
        api.answers(TUNNEL);
        api.hangs(SERVER);
        host.forwards = port -> new ScriptedHost.Port(7001, true, false);
        ViaZoneApi via = new ViaZoneApi(api, Preference.AUTO, tunnels);
        assertThat(ask(via).value()).isPresent();
        assertThat(api.endpoints).containsExactlyInAnyOrder(SERVER, TUNNEL);
        assertThat(via.via(SERVER)).isEqualTo(Via.SSH);
        assertThat(ask(via).value()).isPresent();
        assertThat(api.endpoints).hasSize(3).endsWith(TUNNEL);
    }

    @Test
    void autoStaysWithTheDirectWayWhileItWorksAndTriesBothAgainWhenItDoesNot() throws Exception {
        api.answers(SERVER);
        CountDownLatch opened = new CountDownLatch(1);
        opensAfter(opened);
        ViaZoneApi via = new ViaZoneApi(api, Preference.AUTO, tunnels);
        assertThat(ask(via).value()).isPresent();
        opened.countDown();
        assertThat(ask(via).value()).isPresent();
        assertThat(api.endpoints).containsExactly(SERVER, SERVER);
        assertThat(via.via(SERVER)).isEqualTo(Via.DIRECT);

        api.answers.clear();
        api.answers(TUNNEL);
        assertThat(ask(via).failure()).isPresent();
        tunnels.request(SERVER).get();
        assertThat(ask(via).value()).isPresent();
        assertThat(via.via(SERVER)).isEqualTo(Via.SSH);
    }

    @Test
    void aDirectRefusalDoesNotWaitForAnSshConnectionThatHangs() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        opensAfter(never);
        ViaZoneApi via = new ViaZoneApi(api, Preference.AUTO, tunnels);
        Reply<RaftStatus> reply = via.raftStatus(SERVER, TIME).get(2, TimeUnit.SECONDS);
        assertThat(reply.failure().orElseThrow().kind()).isEqualTo(FailureKind.REFUSED);
        never.countDown();
    }

    @Test
    void anErrorThatOnedReportsIsAnAnswerAndTheWayToItWorks() throws Exception {
        api.fails(TUNNEL, FailureKind.AUTHENTICATION);
        api.hangs(SERVER);
        host.forwards = port -> new ScriptedHost.Port(7001, true, false);
        ViaZoneApi via = new ViaZoneApi(api, Preference.AUTO, tunnels);
        assertThat(ask(via).failure().orElseThrow().kind()).isEqualTo(FailureKind.AUTHENTICATION);
        assertThat(via.via(SERVER)).isEqualTo(Via.SSH);
    }

    @Test
    void aTunnelThatCannotBeOpenedSaysWhyInAFewWords() throws Exception {
        host.forwards = port -> {
            throw new SshException(SshException.Kind.HOST_KEY, "n1a1: a long line about its host key");
        };
        Reply<RaftStatus> reply = ask(new ViaZoneApi(api, Preference.SSH, tunnels));
        assertThat(reply.failure().orElseThrow().kind()).isEqualTo(FailureKind.NO_TUNNEL);
        assertThat(reply.failure().orElseThrow().text()).isEqualTo("SSH: the host key is not accepted");
    }

    @Test
    void aTunnelThatTakesTooLongIsGivenUpAtTheDeadline() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        opensAfter(never);
        Reply<RaftStatus> reply = new ViaZoneApi(api, Preference.SSH, tunnels)
                .raftStatus(SERVER, Duration.ofMillis(50))
                .get(5, TimeUnit.SECONDS);
        assertThat(reply.failure().orElseThrow().text()).isEqualTo("no SSH connection within 50 ms");
        never.countDown();
    }

    @Test
    void aConnectionThatTheFarEndRefusesIsARefusal() throws Exception {
        api.fails(TUNNEL, FailureKind.MALFORMED);
        host.forwards = port -> new ScriptedHost.Port(7001, true, true);
        Reply<RaftStatus> reply = ask(new ViaZoneApi(api, Preference.SSH, tunnels));
        assertThat(reply.failure().orElseThrow().kind()).isEqualTo(FailureKind.REFUSED);
    }

    @Test
    void aDirectRefusalWinsOverATunnelThatWasClosedWithoutAnAnswer() throws Exception {
        api.fails(TUNNEL, FailureKind.MALFORMED);
        host.forwards = port -> new ScriptedHost.Port(7001, true, false);
        ViaZoneApi via = new ViaZoneApi(api, Preference.AUTO, tunnels);
        tunnels.request(SERVER).get();
        for (int look = 0; look < 3; look++) {
            assertThat(ask(via).failure().orElseThrow().kind()).isEqualTo(FailureKind.REFUSED);
        }
        assertThat(via.askedBothWays(SERVER)).isTrue();
    }

    @Test
    void aTunnelThatCameTooLateForTheRaftStatusWasNotAskedForItWhateverElseItWasAskedFor() throws Exception {
        CountDownLatch tunnel = new CountDownLatch(1);
        opensAfter(tunnel);
        ViaZoneApi via = new ViaZoneApi(api, Preference.AUTO, tunnels);
        api.fails(SERVER, FailureKind.UNREACHABLE);
        assertThat(ask(via).failure()).isPresent();
        CompletableFuture<Reply<String>> version = via.version(SERVER, TIME);
        tunnel.countDown();
        assertThat(version.get(10, TimeUnit.SECONDS).value()).contains("7.0.1");
        assertThat(via.askedBothWays(SERVER)).isFalse();
    }

    @Test
    void whereAFirewallDropsTheDirectCallWhatTheHostItselfSaysCounts() throws Exception {
        api.fails(SERVER, FailureKind.UNREACHABLE);
        api.fails(TUNNEL, FailureKind.MALFORMED);
        host.forwards = port -> new ScriptedHost.Port(7001, true, true);
        ViaZoneApi via = new ViaZoneApi(api, Preference.AUTO, tunnels);
        tunnels.request(SERVER).get();
        assertThat(ask(via).failure().orElseThrow().kind()).isEqualTo(FailureKind.REFUSED);
        api.fails(TUNNEL, FailureKind.SILENT);
        assertThat(ask(via).failure().orElseThrow().kind()).isEqualTo(FailureKind.SILENT);
    }

    @Test
    void aServerWhoseTunnelCameTooLateIsAskedThroughItAloneAndForHalfOfTheTime() throws Exception {
        api.hangs(SERVER);
        api.answers(TUNNEL);
        host.forwards = port -> new ScriptedHost.Port(7001, true, false);
        ViaZoneApi via = new ViaZoneApi(api, Preference.AUTO, tunnels);
        via.askThrough(List.of(SERVER));
        assertThat(ask(via).value()).isPresent();
        assertThat(api.endpoints).containsExactly(TUNNEL);
        assertThat(api.longest).isLessThanOrEqualTo(TIME.dividedBy(2));
        via.askThrough(List.of());
        assertThat(via.via(SERVER)).isEqualTo(Via.SSH);
    }

    @Test
    void aTunnelLeadsToThePortThatThePoolHas() throws Exception {
        hosts.put(Endpoint.key("http://n1a1/RPC2"), host);
        api.answers("http://127.0.0.1:7080/RPC2");
        host.forwards = port -> new ScriptedHost.Port(7000 + port, true, false);
        ViaZoneApi via = new ViaZoneApi(api, Preference.SSH, tunnels);
        Reply<RaftStatus> reply = via.raftStatus("http://n1a1/RPC2", TIME).get(10, TimeUnit.SECONDS);
        assertThat(reply.value()).isPresent();
    }

    @Test
    void aTunnelThatBrokeIsOpenedAnew() throws Exception {
        api.answers("http://127.0.0.1:7002/RPC2");
        host.forwards = port -> new ScriptedHost.Port(7001, false, false);
        ViaZoneApi via = new ViaZoneApi(api, Preference.SSH, tunnels);
        assertThat(ask(via).failure()).isPresent();
        host.forwards = port -> new ScriptedHost.Port(7002, true, false);
        assertThat(ask(via).value()).isPresent();
    }

    private static Reply<RaftStatus> ask(ZoneApi api) throws Exception {
        return api.raftStatus(SERVER, TIME).get(10, TimeUnit.SECONDS);
    }

    private void opensAfter(CountDownLatch latch) {
        host.forwards = port -> {
            await(latch);
            return new ScriptedHost.Port(7001, true, false);
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
